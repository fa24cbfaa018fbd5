"""Reads one event of the Bot Platform; raises for what cannot be read, None for what is not for us."""

from dataclasses import dataclass
from typing import Any

from handlers.conversation import Text, Unsupported

_PRIVATE = "PRIVATE"
_TEXT = "message.text.received"
_KINDS: dict[str, Unsupported] = {
    "message.sticker.received": Unsupported("sticker"),
    "message.voice.received": Unsupported("voice"),
    "message.image.received": Unsupported("by_link"),
    # What Zalo does not pass on, files among it; the event says no more than that.
    "message.unsupported.received": Unsupported("by_link"),
}


@dataclass(frozen=True)
class Incoming:
    """What one private message brought; `id` is the message's own, the same however often it comes."""

    id: str
    address: str
    content: Text | Unsupported


def read_event(raw: Any) -> Incoming | None:
    """The event in our words; None for groups, other bots, and events that bring no message."""
    event = raw.get("result", raw)
    name = event.get("event_name", _TEXT)
    if not name.startswith("message."):
        return None
    message = event["message"]
    chat = message["chat"]
    if chat.get("chat_type", _PRIVATE) != _PRIVATE or message.get("from", {}).get("is_bot"):
        return None
    return Incoming(_id(message["message_id"]), _id(chat["id"]), _content(name, message))


def _id(value: object) -> str:
    if not isinstance(value, str | int) or value == "":
        raise TypeError("an id is missing")
    return str(value)


def _content(name: str, message: dict[str, Any]) -> Text | Unsupported:
    if name != _TEXT:
        return _KINDS.get(name, Unsupported("other"))
    text = message["text"]
    if not isinstance(text, str):
        raise TypeError("a text is no text")
    # Half a surrogate pair can be written in JSON, but nowhere be kept.
    return Text(text.encode("utf-8", "ignore").decode())
