"""Long polling: one event at a time, kept before the next is asked for, because Zalo confirms nothing."""

import asyncio
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot import faults, logs
from bot.channels.zalo_client import NOTHING_NEW, TOO_MANY, ZaloClient, ZaloError, ZaloRefused
from bot.channels.zalo_failures import USUAL_PAUSE
from bot.channels.zalo_intake import ZaloIntake

POLL_SECONDS = 25
# The answer must come later than the poll ends at Zalo.
SLACK_SECONDS = 15
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


class ZaloPolling:
    """Asks for events until cancelled; no answer of Zalo and no fault of the network ends it."""

    def __init__(self, client: ZaloClient, intake: ZaloIntake) -> None:
        self._client, self._intake = client, intake
        # What Zalo gave away and the database has not taken yet; nobody would bring it again.
        self._in_hand: list[Any] = []
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Polls; a webhook left from before would make every poll fail."""
        ready = False
        while True:
            try:
                ready = ready or await self._leave_webhook()
                await self.poll()
                self._pause = FIRST_PAUSE
            except Exception as error:
                await asyncio.sleep(self._pause_after(error))

    async def poll(self) -> None:
        """Keeps what is in hand, else asks for the next event and keeps it."""
        if not self._in_hand:
            self._in_hand = await self._next()
        while self._in_hand:
            await self._intake.take(self._in_hand[0])
            del self._in_hand[0]

    async def _leave_webhook(self) -> bool:
        try:
            await self._client.call("deleteWebhook")
        except ZaloRefused as refused:
            # There may have been none; if there was one, the polls themselves will say so.
            logs.event("zalo_webhook_not_left", why=str(refused))
        return True

    async def _next(self) -> list[Any]:
        try:
            found = await self._client.call("getUpdates", POLL_SECONDS + SLACK_SECONDS, timeout=POLL_SECONDS)
        except ZaloRefused as refused:
            if refused.code == NOTHING_NEW:
                return []
            raise
        # One event today; a list would be taken as well. Nothing at all is an empty poll.
        return found if isinstance(found, list) else [found] if found else []

    def _pause_after(self, error: Exception) -> float:
        if isinstance(error, ZaloRefused) and error.code == TOO_MANY:
            return USUAL_PAUSE if error.retry_after is None else error.retry_after
        if isinstance(error, ZaloError):
            logs.event("zalo_poll_failed", why=str(error))
        else:
            faults.report("database_away" if isinstance(error, DBAPIError) else "poll_broke", error)
        pause = self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        return pause
