"""Reads one raw update of Telegram; raises for what cannot be read, None for what is not for us."""

import re
from dataclasses import dataclass
from typing import Any

import telegram
from telegram.constants import ChatType

from handlers.conversation import Press, Text, Unsupported

# Asked for by name, so that no other kind ever comes: not edits, not reactions, not what happens in groups.
ALLOWED_UPDATES = ("message", "callback_query")

_DATA = re.compile(r"v1:(\d{1,9}):(\d{1,3})")


@dataclass(frozen=True)
class RemoteFile:
    """A file that still lies at Telegram; `size` as Telegram says it."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Incoming:
    """What one private message or press brought; a press has a query to answer."""

    id: str
    address: str
    content: Text | Press | Unsupported | RemoteFile
    query_id: str | None = None


def button_data(revision: int, number: int) -> str:
    """What a button carries: the offer's revision and the choice's number."""
    return f"v1:{revision}:{number}"


def read_update(raw: Any) -> Incoming | None:
    """The update in our words; None for groups, service messages and kinds that nobody asked for."""
    update = telegram.Update.de_json(raw, None)
    if update.callback_query:
        return _press(update.update_id, update.callback_query)
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None
    content = _content(message)
    return Incoming(str(update.update_id), str(message.chat.id), content) if content else None


def _press(update_id: int, query: telegram.CallbackQuery) -> Incoming | None:
    if query.message and query.message.chat.type != ChatType.PRIVATE:
        return None
    found = _DATA.fullmatch(query.data or "")
    # A button of another version is like one of an old message: no offer has a choice 0.
    press = Press(int(found[1]), int(found[2])) if found else Press(0, 0)
    return Incoming(str(update_id), str(query.from_user.id), press, query.id)


def _content(message: telegram.Message) -> Text | Unsupported | RemoteFile | None:
    if message.text is not None:
        # Half a surrogate pair can be written in JSON, but nowhere be kept.
        return Text(message.text.encode("utf-8", "ignore").decode())
    if message.photo:
        largest = message.photo[-1]
        return RemoteFile(largest.file_id, f"anh-{message.message_id}.jpg", largest.file_size or 0)
    if message.document and not message.animation:
        document = message.document
        return RemoteFile(document.file_id, document.file_name or "", document.file_size or 0)
    return _unsupported(message)


def _unsupported(message: telegram.Message) -> Unsupported | None:
    if message.sticker:
        return Unsupported("sticker")
    if message.voice or message.audio or message.video_note:
        return Unsupported("voice")
    if message.location or message.venue:
        return Unsupported("location")
    # What is left without an attachment is a service message: pinned, timer changed …
    return Unsupported("other") if message.effective_attachment else None
