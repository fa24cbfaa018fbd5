"""The events that wait for the bot: one a poll, and gone with it, since the platform confirms nothing."""

import asyncio

from tests.fake_zalo.refusal import NOTHING_NEW, Json


class Feed:
    def __init__(self) -> None:
        self.pending: list[Json] = []
        # What was given away, in order: a bot that died with one in hand has lost it.
        self.given: list[Json] = []
        self._news = asyncio.Event()

    def put(self, event: Json) -> None:
        self.pending.append(event)
        self.wake()

    def wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def give(self) -> Json:
        event = self.pending.pop(0)
        self.given.append(event)
        return event

    async def news(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    async def poll(self, seconds: float) -> Json:
        """One event; without any it is an error, as at the platform."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.pending and (left := end - loop.time()) > 0:
            await self.news(left)
        if not self.pending:
            raise NOTHING_NEW
        return self.give()
