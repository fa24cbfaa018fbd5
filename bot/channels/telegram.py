"""The Telegram channel's sending side, through PTB as a client and nothing more."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.error import BadRequest, TelegramError

from bot.channels.channel import SendFailed
from bot.channels.pacing import Pace
from bot.channels.telegram_client import TooManyRequestsError
from bot.channels.telegram_failures import REFUSED, send_failure
from bot.channels.telegram_intake import NAME
from bot.channels.telegram_sending import TextPart, text_parts
from bot.documents.render import render
from bot.file_kinds import JPEG, PNG
from bot.services import Services
from handlers.conversation import Attachment
from storage.outbox import Message

# Telegram's limits are 30 a second and 1 a second to a chat; a little less, because calls do not travel evenly.
SENDS_A_SECOND = 28.0
SECONDS_APART = 1.05
_PICTURES = (JPEG, PNG)
_MOST_REMEMBERED = 1000


class Telegram:
    """Sends; a message in parts goes on after a failure where it stopped, as long as this process lives."""

    name = NAME
    batch = 28

    def __init__(self, bot: Bot, pace: Pace, services: Services) -> None:
        self._bot, self._pace, self._services = bot, pace, services
        self._parts_sent: dict[int, int] = {}

    async def send(self, message: Message) -> None:
        """Sends one message or raises SendFailed."""
        calls = self._calls(message)
        for position in range(self._parts_sent.get(message.id, 0), len(calls)):
            await self._pace.turn(message.address)
            try:
                await calls[position]()
            except TelegramError as error:
                if isinstance(error, TooManyRequestsError):
                    await self._pace.refused(message.address, error.seconds)
                raise self._failed(message, error) from error
            self._remember(message.id, position + 1)
        self._parts_sent.pop(message.id, None)

    def _calls(self, message: Message) -> list[Callable[[], Awaitable[None]]]:
        chat = int(message.address)

        def texting(part: TextPart) -> Callable[[], Awaitable[None]]:
            return lambda: self._send_text(chat, part)

        calls = [texting(part) for part in text_parts(message.reply, message.revision)]
        attachment = message.reply.attachment
        return [*calls, lambda: self._send_file(chat, attachment)] if attachment else calls

    async def _send_text(self, chat: int, part: TextPart) -> None:
        quiet = LinkPreviewOptions(is_disabled=True)
        try:
            await self._bot.send_message(chat, part.text, reply_markup=part.keyboard, link_preview_options=quiet)
        except BadRequest as error:
            if part.keyboard is None or send_failure(error).why != REFUSED:
                raise
            # Buttons are hints: rather the words without them than nothing.
            await self._bot.send_message(chat, part.text, link_preview_options=quiet)

    async def _send_file(self, chat: int, attachment: Attachment) -> None:
        made = await asyncio.to_thread(render, attachment, self._services)
        if made is None:
            return
        name, media_type, content = made
        file = InputFile(content, filename=name)
        if media_type in _PICTURES:
            await self._bot.send_photo(chat, file)
        else:
            await self._bot.send_document(chat, file)

    def _failed(self, message: Message, error: TelegramError) -> SendFailed:
        failure = send_failure(error)
        if failure.permanent or failure.hopeless:
            self._parts_sent.pop(message.id, None)
        return failure

    def _remember(self, message_id: int, parts: int) -> None:
        while len(self._parts_sent) >= _MOST_REMEMBERED:
            self._parts_sent.pop(next(iter(self._parts_sent)))
        self._parts_sent[message_id] = parts
