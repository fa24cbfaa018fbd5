"""Keeps files that people send: streamed to disk, told by content, named by their SHA-256."""

import asyncio
import errno
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator, Collection
from io import BufferedWriter
from pathlib import Path
from typing import Literal

from bot.file_kinds import media_type_of
from bot.settings import Settings
from handlers.conversation import File
from handlers.typed import clean

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120
# A file that nothing has referred to by then was not awaited; an upload that took longer was broken off.
UNCLAIMED_SECONDS = 24 * 3600
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Reason = Literal["empty", "file_kind", "file_too_large", "no_room"]


class FileRefused(Exception):
    """A file that was not kept; nothing of it stays on the disk."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def files_folder(settings: Settings) -> Path:
    """Where files are kept."""
    return settings.data_dir / "files"


async def store(chunks: AsyncIterator[bytes], name: str, folder: Path) -> File:
    """Keeps what comes as `folder/<sha256>`, whole or not at all; raises FileRefused."""
    part = folder / f"{secrets.token_hex(8)}.part"
    try:
        digest, size = await _write(chunks, part)
        media_type = await asyncio.to_thread(media_type_of, part)
        if media_type is None:
            raise FileRefused("file_kind")
        await asyncio.to_thread(os.replace, part, folder / digest)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise FileRefused("no_room") from error
        raise
    finally:
        await asyncio.to_thread(part.unlink, missing_ok=True)
    return File(shown_name(name), media_type, size, digest)


async def _write(chunks: AsyncIterator[bytes], part: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with await asyncio.to_thread(_create, part) as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise FileRefused("file_too_large")
            digest.update(chunk)
            await asyncio.to_thread(file.write, chunk)
        await asyncio.to_thread(_settle, file)
    if not size:
        raise FileRefused("empty")
    return digest.hexdigest(), size


def _create(part: Path) -> BufferedWriter:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("xb")


def _settle(file: BufferedWriter) -> None:
    file.flush()
    os.fsync(file.fileno())


def shown_name(name: str) -> str:
    """The last part of a path, readable and not too long, its ending kept."""
    last = clean(name.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").replace("\t", " ")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(last) <= LONGEST_NAME:
        return last[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - 9]}….{ending[:7]}"


def sweep(folder: Path, referenced: Collection[str]) -> int:
    """Removes after UNCLAIMED_SECONDS what is not `referenced` or was broken off; how many files went."""
    if not folder.is_dir():
        return 0
    before = time.time() - UNCLAIMED_SECONDS
    old = [path for path in folder.iterdir() if path.name not in referenced and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
