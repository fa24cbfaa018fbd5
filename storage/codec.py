"""Turns the conversation's words into JSON text and back, strictly."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from handlers.conversation import Content, File, Offer, Press, Reply, Text, Topic, Unsupported
from handlers.dialogues import Dialogue, Idle


@dataclass(frozen=True)
class Standing:
    """What is kept of a talk between two turns."""

    dialogue: Annotated[Dialogue, Field(discriminator="kind")] = Idle()
    offer: Offer = Offer()
    topic: Topic = Topic()


_content: TypeAdapter[Content] = TypeAdapter(
    Annotated[Text | Press | File | Unsupported, Field(discriminator="kind")],
)
_reply = TypeAdapter(Reply)
_standing = TypeAdapter(Standing)


def dump_content(content: Content) -> str:
    """JSON for the inbox."""
    return _content.dump_json(content).decode()


def load_content(text: str) -> Content:
    """The content of an inbox row."""
    return _content.validate_json(text)


def dump_reply(reply: Reply) -> str:
    """JSON for the outbox."""
    return _reply.dump_json(reply).decode()


def load_reply(text: str) -> Reply:
    """The reply of an outbox row."""
    return _reply.validate_json(text)


def dump_standing(dialogue: Dialogue, offer: Offer, topic: Topic) -> str:
    """JSON for the dialogue's row."""
    return _standing.dump_json(Standing(dialogue, offer, topic)).decode()


def load_standing(text: str | None) -> Standing:
    """What is kept of a talk; a person who never spoke starts idle."""
    return _standing.validate_json(text) if text else Standing()
