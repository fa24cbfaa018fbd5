"""From raw events to inbox rows: what cannot be read is buried, the person sees that somebody is typing."""

import asyncio
from typing import Any

from bot.channels.keeping import bury_raw, keep
from bot.channels.zalo_client import ZaloClient, ZaloError
from bot.channels.zalo_reading import Incoming, read_event
from bot.services import Services
from handlers.conversation import Update

NAME = "zalo"
# "Typing" is a courtesy: when many write at once, answers go first.
MOST_TYPING = 4


class ZaloIntake:
    """Takes what polling or the webhook brought; once `take` returns, the event is kept."""

    def __init__(self, services: Services, client: ZaloClient) -> None:
        self._services, self._client = services, client
        self._typing: set[asyncio.Task[None]] = set()
        # Posts of one new person at the same moment would make that person twice.
        self._accepting = asyncio.Lock()

    async def take(self, raw: Any) -> None:
        """Keeps one event; raises DBAPIError when the database cannot, and it must be brought again."""
        one = await self._read(raw)
        if one is None:
            return
        async with self._accepting:
            await asyncio.to_thread(keep, self._services, [Update(one.id, NAME, one.address, one.content)])
        self._show_typing(one.address)
        self._services.bell.ring("inbox")

    async def bury(self, raw: Any, error: Exception) -> None:
        """Keeps what cannot be read as a dead letter."""
        await asyncio.to_thread(bury_raw, self._services, NAME, raw, error)

    async def _read(self, raw: Any) -> Incoming | None:
        try:
            return read_event(raw)
        except Exception as error:
            # Whatever is broken is this event's fault; the next one must not wait for it.
            await self.bury(raw, error)
            return None

    def _show_typing(self, address: str) -> None:
        if len(self._typing) >= MOST_TYPING:
            return
        task = asyncio.create_task(self._type(address))
        self._typing.add(task)
        task.add_done_callback(self._typing.discard)

    async def _type(self, address: str) -> None:
        try:
            await self._client.call("sendChatAction", chat_id=address, action="typing")
        except ZaloError:
            return
