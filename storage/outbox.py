"""Messages to send: rows first, then claimed with a lease, sent, and marked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, bindparam, case, func, insert, or_, select, true, update

from handlers.conversation import Reply
from handlers.pushed import pushed_revision
from storage.codec import dump_reply, load_reply
from storage.engine import reading
from storage.people import mark_unreachable, other_address
from storage.schema import is_one
from storage.tables import outbox

LEASE = timedelta(seconds=60)
# An interactive reply that is older is dropped, not sent late.
REPLY_LIFETIME = timedelta(minutes=10)
# Whoever opens the page reads the whole talk, so there a reply is never late.
PULLED_CHANNELS = ("web",)
# Why a message that went elsewhere is there.
MOVED = "moved:"


@dataclass(frozen=True)
class Message:
    """A claimed outbox row."""

    id: int
    channel: str
    address: str
    reply: Reply
    revision: int
    attempts: int
    kind: str = "reply"


def enqueue_replies(
    tx: Connection, inbox_id: int, to: tuple[str, str, int], replies: tuple[Reply, ...], revision: int, now: datetime
) -> None:
    """Makes each reply of a turn a row; `to` is (channel, address, person id)."""
    expires_at = None if to[0] in PULLED_CHANNELS else now + REPLY_LIFETIME
    more = {"inbox_id": inbox_id, "revision": revision, "expires_at": expires_at}
    if replies:
        tx.execute(_ENQUEUE, [_row("reply", to, reply, now) | more for reply in replies])


def enqueue_notice(tx: Connection, to: tuple[str, str, int], reply: Reply, now: datetime) -> None:
    """A message that nobody waits for, so it never gets stale."""
    tx.execute(_ENQUEUE, _row("notice", to, reply, now))


def _row(kind: str, to: tuple[str, str, int], reply: Reply, now: datetime) -> dict[str, object]:
    channel, address, person_id = to
    times = {"created_at": now, "due_at": now, "try_at": now}
    return {
        "kind": kind,
        "channel": channel,
        "address": address,
        "person_id": person_id,
        "body": dump_reply(reply),
    } | times


_ENQUEUE = insert(outbox)
_UNSENT = is_one(outbox.c.state, "queued", "sending")
_open = outbox.alias("open")
# A message waits until everything due before it at the same address is out of the way: replies keep their order.
# "Is true" keeps PostgreSQL from joining the two: it takes a morning's thousands for one row, and would compare each
# with all the others.
_IS_FIRST = outbox.c.id.in_(
    select(func.min(_open.c.id))
    .where(
        _open.c.channel == bindparam("on_channel"),
        is_one(_open.c.state, "queued", "sending"),
        _open.c.due_at <= bindparam("now"),
    )
    .group_by(_open.c.address)
).is_(true())
_FREE = or_(outbox.c.state == "queued", and_(outbox.c.state == "sending", outbox.c.lease_until < bindparam("now")))
_answer = outbox.alias("answer")
# Whoever has asked something waits now: a morning's thousands of reminders are sent after that. What is due before the
# answer at the same address goes with it.
_IS_AWAITED = outbox.c.address.in_(
    select(_answer.c.address).where(
        _answer.c.channel == bindparam("on_channel"),
        is_one(_answer.c.state, "queued", "sending"),
        _answer.c.kind == "reply",
    )
)
_DUE = (
    select(outbox.c.id)
    .where(
        _UNSENT,
        outbox.c.channel == bindparam("on_channel"),
        outbox.c.try_at <= bindparam("now"),
        _FREE,
        _IS_FIRST,
    )
    .order_by(case((_IS_AWAITED, 0), else_=1), outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    # Looked up once: without statistics PostgreSQL would look it up again for every open row.
    .cte("due")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_DUE.c.id)))
    .values(
        state="sending",
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
    .returning(
        outbox.c.id,
        outbox.c.channel,
        outbox.c.address,
        outbox.c.body,
        outbox.c.revision,
        outbox.c.attempts,
        outbox.c.kind,
        outbox.c.due_at,
    )
)
_STALE = (
    update(outbox).where(_UNSENT, outbox.c.expires_at <= bindparam("now"), _FREE).values(state="dropped", why="stale")
)


def claim(engine: Engine, channel: str, owner: str, now: datetime, most: int) -> list[Message]:
    """Takes up to `most` due messages of a channel for LEASE; at most one an address, the oldest."""
    values = {"on_channel": channel, "owner": owner, "now": now, "until": now + LEASE, "most": most}
    with engine.begin() as tx:
        tx.execute(_STALE, {"now": now})
        rows = sorted(tx.execute(_CLAIM, values).all(), key=lambda r: (r.due_at, r.id))
    return [Message(r.id, r.channel, r.address, load_reply(r.body), revision_of(r), r.attempts, r.kind) for r in rows]


def revision_of(row: Any) -> int:
    """What a message's buttons carry: the revision of the talk, or of what came unasked a number of its own."""
    return row.revision if row.kind == "reply" else pushed_revision(row.id)


def mark_sent(engine: Engine, ids: list[int], now: datetime) -> None:
    """The channel took these messages."""
    with engine.begin() as tx:
        tx.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state="sent", sent_at=now, lease_until=None))


def mark_failed(engine: Engine, message: Message, why: str, now: datetime) -> None:
    """The address takes nothing any more (blocked, gone): what nobody waits for goes to the person's next address."""
    with engine.begin() as tx:
        mark_unreachable(tx, message.channel, message.address, now)
        if not _moved(tx, message, why, now):
            _close(tx, message, why)


def give_up_message(engine: Engine, message: Message, why: str, now: datetime) -> None:
    """Tried too often: this message alone is closed, or goes elsewhere once; the address stays."""
    with engine.begin() as tx:
        before = tx.execute(select(outbox.c.why).where(outbox.c.id == message.id)).scalar() or ""
        if before.startswith(MOVED) or not _moved(tx, message, why, now):
            _close(tx, message, why)


def _moved(tx: Connection, message: Message, why: str, now: datetime) -> bool:
    """Whether the message could go to another address of the person; a reply stays where it was asked for."""
    person_id = tx.execute(select(outbox.c.person_id).where(outbox.c.id == message.id)).scalar_one()
    other = other_address(tx, person_id, message.channel, message.address)
    if message.kind == "reply" or other is None:
        return False
    values = {"channel": other[0], "address": other[1], "state": "queued", "why": f"{MOVED} {why}", "attempts": 0}
    tx.execute(update(outbox).where(outbox.c.id == message.id).values(values | {"try_at": now, "lease_until": None}))
    return True


def _close(tx: Connection, message: Message, why: str) -> None:
    tx.execute(update(outbox).where(outbox.c.id == message.id).values(state="failed", why=why, lease_until=None))


def try_again(engine: Engine, message: Message, why: str, at: datetime) -> None:
    """Not now: the row is free again from `at`."""
    values = {"state": "queued", "try_at": at, "why": why, "lease_until": None}
    with engine.begin() as tx:
        tx.execute(update(outbox).where(outbox.c.id == message.id).values(values))


def unsent(engine: Engine) -> int:
    """How many messages are not out yet."""
    with reading(engine) as connection:
        found = connection.execute(select(func.count()).where(_UNSENT))
        return int(found.scalar_one())
