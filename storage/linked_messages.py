"""What a signed link leads to: a message by its row, and what was sent through the link."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from handlers.conversation import Content, Reply
from storage.codec import load_content, load_reply
from storage.tables import inbox, outbox


@dataclass(frozen=True)
class LinkedMessage:
    """Where the message went and what it says."""

    channel: str
    address: str
    reply: Reply


def linked_message(connection: Connection, outbox_id: int) -> LinkedMessage | None:
    """The message of a link, whatever became of it."""
    row = connection.execute(
        select(outbox.c.channel, outbox.c.address, outbox.c.body).where(outbox.c.id == outbox_id)
    ).first()
    return LinkedMessage(row.channel, row.address, load_reply(row.body)) if row else None


def sent_content(connection: Connection, channel: str, update_id: str) -> Content | None:
    """What was accepted under this id."""
    body = connection.execute(
        select(inbox.c.content).where(inbox.c.channel == channel, inbox.c.update_id == update_id)
    ).scalar()
    return load_content(body) if body is not None else None
