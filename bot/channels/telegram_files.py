"""Fetches a file that a member sent from Telegram's servers, and keeps it."""

import asyncio
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot import faults, logs
from bot.channels.telegram_reading import RemoteFile
from bot.files import LARGEST, FileRefused, files_folder, store
from bot.services import Services
from handlers.conversation import File, Unsupported
from storage.addresses import person_behind
from storage.engine import reading

ATTEMPTS = 3
PAUSE_SECONDS = 1.0
# Others wait for their answers meanwhile.
LONGEST_SECONDS = 45


async def keep_file(services: Services, bot: Bot, channel: str, address: str, remote: RemoteFile) -> File | Unsupported:
    """The kept file, or why there is none; files of somebody unknown are not fetched."""
    if not await asyncio.to_thread(_member_at, services, channel, address):
        return Unsupported("other")
    fetched = await _fetch(bot, remote)
    if isinstance(fetched, Unsupported):
        return fetched
    try:
        return await store(_once(fetched), remote.name, files_folder(services.settings))
    except FileRefused as refused:
        return _worded(refused)
    except OSError as error:
        # A disk that does not take this file must not hold up what comes after it.
        faults.report("file_not_kept", error, channel=channel)
        return Unsupported("other")


def _member_at(services: Services, channel: str, address: str) -> bool:
    with reading(services.engine) as connection:
        person = person_behind(connection, channel, address)
    return person is not None and not person.guest


async def _fetch(bot: Bot, remote: RemoteFile) -> bytes | Unsupported:
    """The content, or why it cannot be had: it must not hold up what comes after it."""
    if remote.size > LARGEST:
        return Unsupported("file_too_large")
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            return await _attempts(bot, remote)
    except TimeoutError:
        logs.event("file_not_fetched", why="too_slow")
        return Unsupported("other")


async def _attempts(bot: Bot, remote: RemoteFile) -> bytes | Unsupported:
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
    return bytes(await file.download_as_bytearray(read_timeout=LONGEST_SECONDS))


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _worded(refused: FileRefused) -> Unsupported:
    match refused.reason:
        case "file_too_large":
            return Unsupported("file_too_large")
        case "no_room":
            logs.event("file_not_kept", why="no_room")
            return Unsupported("other")
        case "empty" | "file_kind":
            return Unsupported("file_kind")
