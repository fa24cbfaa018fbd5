"""The updates that wait for the bot: ids, long polling with confirming offsets, redelivery of the unconfirmed."""

import asyncio
from collections.abc import Iterable

from tests.fake_telegram.refusal import Json, conflict

FIRST_ID = 700_000_001
# What Telegram leaves out unless it is named.
UNLESS_NAMED = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Feed:
    def __init__(self) -> None:
        self.pending: list[Json] = []
        self.confirmed = 0
        self.allowed: frozenset[str] | None = None
        self._next_id = FIRST_ID
        self._seat = 0
        self._news = asyncio.Event()

    def allow(self, kinds: Iterable[str]) -> None:
        """An empty list means the default again, as at Telegram."""
        self.allowed = frozenset(kinds) or None

    def add(self, kind: str, content: object) -> int | None:
        """Queues an update; None when the bot has not asked for that kind."""
        if not self._wanted(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        self.put({"update_id": update_id, kind: content})
        return update_id

    def put(self, update: Json) -> None:
        """Queues an update just as it is: for what is broken, or comes a second time."""
        self.pending.append(update)
        self.wake()

    def wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def confirm(self, count: int) -> None:
        self.pending = self.pending[count:]
        self.confirmed += count

    async def news(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """One long poll; the newest poll wins, an older one that still hangs is told so."""
        self._seat += 1
        seat = self._seat
        self.wake()
        self._confirm_before(offset)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.pending and (left := end - loop.time()) > 0:
            await self.news(left)
            if self._seat != seat:
                raise conflict(TERMINATED)
        return self.pending[:limit]

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            self.confirm(max(len(self.pending) + offset, 0))
        elif offset > 0:
            self.confirm(sum(1 for update in self.pending if update["update_id"] < offset))

    def _wanted(self, kind: str) -> bool:
        return kind not in UNLESS_NAMED if self.allowed is None else kind in self.allowed
