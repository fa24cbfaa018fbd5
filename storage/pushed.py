"""What messages offer that came unasked: the last one at an address, or the one whose button was pressed."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from handlers.conversation import Choice, Offer
from handlers.pushed import pushed_revision
from storage.codec import load_reply
from storage.schema import is_one
from storage.tables import outbox

# A notice that waited for the morning is older by number than the replies of the night before.
LAST_MESSAGES = 10
_NEWEST = (
    select(outbox.c.id, outbox.c.due_at)
    .where(
        outbox.c.channel == bindparam("on_channel"),
        outbox.c.address == bindparam("at_address"),
        is_one(outbox.c.state, "queued", "sending", "sent"),
        outbox.c.due_at <= bindparam("now"),
    )
    .order_by(outbox.c.id.desc())
    .limit(LAST_MESSAGES)
    .subquery()
)
_LAST = select(_NEWEST.c.id).order_by(_NEWEST.c.due_at.desc(), _NEWEST.c.id.desc()).limit(1).scalar_subquery()
_LAST_UNASKED = select(outbox.c.id, outbox.c.body).where(outbox.c.id == _LAST, outbox.c.kind != "reply")


def last_pushed(tx: Connection, channel: str, address: str, now: datetime) -> Offer | None:
    """The offer of the last message at an address, if it came unasked and has choices."""
    last = tx.execute(_LAST_UNASKED, {"on_channel": channel, "at_address": address, "now": now}).first()
    if last is None:
        return None
    choices = load_reply(last.body).choices
    return Offer(pushed_revision(last.id), choices, channel=channel) if choices else None


def choices_of(tx: Connection, message_id: int, person_id: int) -> tuple[Choice, ...]:
    """The choices of a message that this person got unasked."""
    mine = (outbox.c.id == message_id) & (outbox.c.person_id == person_id) & (outbox.c.kind != "reply")
    body = tx.execute(select(outbox.c.body).where(mine)).scalar()
    return load_reply(body).choices if body else ()
