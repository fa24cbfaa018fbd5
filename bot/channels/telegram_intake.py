"""From raw updates to inbox rows: what cannot be read is buried, files are fetched, presses are answered."""

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.keeping import bury_raw, keep
from bot.channels.telegram_files import keep_file
from bot.channels.telegram_reading import Incoming, RemoteFile, read_update
from bot.services import Services
from handlers.conversation import Update

NAME = "telegram"


class TelegramIntake:
    """Takes what polling or the webhook brought; once taken, every update is kept."""

    def __init__(self, services: Services, bot: Bot) -> None:
        self._services, self._bot = services, bot
        self._answers: set[asyncio.Task[None]] = set()
        # Posts of one new person at the same moment would make that person twice.
        self._accepting = asyncio.Lock()

    async def take(self, raw: Any) -> None:
        """Keeps one update."""
        await self.take_all([raw])

    async def take_all(self, raws: Sequence[Any]) -> None:
        """Keeps the updates in order; raises DBAPIError when the database cannot, and they are brought again."""
        read = [found for raw in raws if (found := await self._read(raw))]
        # Files are fetched side by side, so that one slow file holds up the others as little as can be.
        updates = await asyncio.gather(*(self._update(one) for one in read))
        if updates:
            async with self._accepting:
                await asyncio.to_thread(keep, self._services, updates)
            self._services.bell.ring("inbox")
        for one in read:
            if one.query_id:
                self._answer(one.query_id)

    async def bury(self, raw: Any, error: Exception) -> None:
        """Makes what cannot be read a dead letter, found again by its fault code."""
        await asyncio.to_thread(bury_raw, self._services, NAME, raw, error)

    async def _read(self, raw: Any) -> Incoming | None:
        try:
            return read_update(raw)
        except Exception as error:
            # Whatever PTB trips over is this update's fault; the next one must not wait for it.
            await self.bury(raw, error)
            return None

    async def _update(self, one: Incoming) -> Update:
        content = one.content
        if not isinstance(content, RemoteFile):
            return Update(one.id, NAME, one.address, content)
        kept = await keep_file(self._services, self._bot, NAME, one.address, content)
        return Update(one.id, NAME, one.address, kept)

    def _answer(self, query_id: str) -> None:
        """Stops the button's spinner; nobody waits for it, and a query that is too old does not matter."""
        task = asyncio.create_task(self._answer_now(query_id))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer_now(self, query_id: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError:
            return
