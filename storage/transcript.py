"""The talk of one address as a page shows it: what was said and what was answered, in order."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from handlers.conversation import Content, Reply
from storage.codec import load_content, load_reply
from storage.outbox import revision_of
from storage.tables import inbox, outbox

# A web message is out as soon as it is claimed: nothing can refuse it any more.
_OUT = ("sending", "sent")


@dataclass(frozen=True)
class Said:
    """What the person sent; `done` once its turn is over, with an answer or without."""

    id: int
    update_id: str
    at: datetime
    content: Content
    done: bool


@dataclass(frozen=True)
class Heard:
    """What the assistant answered; `answers` is the inbox row that it answers, none for a reminder."""

    id: int
    at: datetime
    reply: Reply
    revision: int
    answers: int | None


@dataclass(frozen=True)
class Position:
    """How far a page has read: the last inbox and outbox rows."""

    inbox_id: int = 0
    outbox_id: int = 0


def read_after(connection: Connection, channel: str, address: str, position: Position, most: int) -> list[Said | Heard]:
    """The newest `most` entries of each side after `position`, in the order of the talk."""
    return _in_order(
        _said(connection, channel, address, inbox.c.id > position.inbox_id, most),
        _heard(connection, channel, address, outbox.c.id > position.outbox_id, most),
    )


def read_before(
    connection: Connection, channel: str, address: str, position: Position, most: int
) -> list[Said | Heard]:
    """The newest `most` entries of each side before `position`: the page goes back in the talk with it."""
    return _in_order(
        _said(connection, channel, address, inbox.c.id < position.inbox_id, most),
        _heard(connection, channel, address, outbox.c.id < position.outbox_id, most),
    )


def reply_at(connection: Connection, channel: str, address: str, outbox_id: int) -> Reply | None:
    """A reply of this address that is out; another address's is as good as none."""
    body = connection.execute(
        select(outbox.c.body)
        .where(outbox.c.id == outbox_id, outbox.c.channel == channel, outbox.c.address == address)
        .where(outbox.c.state.in_(_OUT))
    ).scalar()
    return load_reply(body) if body is not None else None


def _said(connection: Connection, channel: str, address: str, where: ColumnElement[bool], most: int) -> list[Said]:
    rows = connection.execute(
        select(inbox.c.id, inbox.c.update_id, inbox.c.received_at, inbox.c.content, inbox.c.state)
        .where(inbox.c.channel == channel, inbox.c.address == address, where)
        .order_by(inbox.c.id.desc())
        .limit(most)
    ).all()
    return [Said(r.id, r.update_id, r.received_at, load_content(r.content), r.state != "new") for r in rows]


def _heard(connection: Connection, channel: str, address: str, where: ColumnElement[bool], most: int) -> list[Heard]:
    rows = connection.execute(
        select(outbox.c.id, outbox.c.due_at, outbox.c.body, outbox.c.revision, outbox.c.kind, outbox.c.inbox_id)
        .where(outbox.c.channel == channel, outbox.c.address == address, where)
        .where(outbox.c.state.in_(_OUT))
        .order_by(outbox.c.id.desc())
        .limit(most)
    ).all()
    return [Heard(r.id, r.due_at, load_reply(r.body), revision_of(r), r.inbox_id) for r in rows]


def _in_order(said: list[Said], heard: list[Heard]) -> list[Said | Heard]:
    """An answer stands after what it answers, even when the person typed on meanwhile."""
    asked_at = {one.id: one.at for one in said}
    entries: list[tuple[datetime, int, int, Said | Heard]] = [(one.at, 0, one.id, one) for one in said]
    for one in heard:
        entries.append((max(one.at, asked_at.get(one.answers or 0, one.at)), 1, one.id, one))
    return [entry for *_, entry in sorted(entries, key=lambda e: e[:3])]
