"""Fetches a file that a person sent from Telegram's servers."""

import asyncio

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot import logs
from bot.channels.telegram_reading import RemoteFile
from handlers.conversation import Unsupported

# getFile gives nothing larger.
LARGEST = 20 * 1024 * 1024
ATTEMPTS = 3
PAUSE_SECONDS = 1.0
DOWNLOAD_SECONDS = 60


async def fetch(bot: Bot, remote: RemoteFile) -> bytes | Unsupported:
    """The content, or why there is none; a file that cannot be had must not hold up what comes after it."""
    if remote.size > LARGEST:
        return Unsupported("file_too_large")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await _download(bot, remote.id)
        except BadRequest as error:
            return Unsupported("file_too_large" if "too big" in error.message else "other")
        except TelegramError as error:
            logs.event("file_not_fetched", attempt=attempt, why=type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS * attempt)
    return Unsupported("other")


async def _download(bot: Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
