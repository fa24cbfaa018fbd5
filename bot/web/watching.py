"""Wakes the open pages when another process moved their talk: one look a second, however many pages are open."""

import asyncio

from sqlalchemy.exc import OperationalError

from bot import logs
from bot.services import Services
from bot.web.open_pages import OpenPages
from bot.web.site import CHANNEL
from storage.engine import reading
from storage.transcript import Position
from storage.watching import Sign, newest, signs_after

LOOK_SECONDS = 1.0
AWAY_SECONDS = 5.0
# Ids are handed out before a commit, so a row can appear below the newest one.
BEHIND = 200


class Watcher:
    """Remembers what it saw of the newest rows; older ones are found by the pages' own slow look."""

    def __init__(self, services: Services, pages: OpenPages) -> None:
        self._services, self._pages = services, pages
        self._seen: set[Sign] = set()

    async def run(self) -> None:
        """Looks until cancelled."""
        pause = LOOK_SECONDS
        while True:
            await asyncio.sleep(pause)
            if not len(self._pages):
                continue
            try:
                self._pages.wake(await asyncio.to_thread(self.look))
                pause = LOOK_SECONDS
            except OperationalError as error:
                # The streams report the database; here it only means to look less often.
                logs.event("watching_paused", why=type(error).__name__)
                pause = AWAY_SECONDS

    def look(self) -> set[str]:
        """The addresses where something came, moved or went since the last look."""
        with reading(self._services.engine) as connection:
            last = newest(connection)
            floor = Position(last.inbox_id - BEHIND, last.outbox_id - BEHIND)
            found = signs_after(connection, CHANNEL, floor)
        fresh, self._seen = found - self._seen, found
        return {sign.address for sign in fresh}
