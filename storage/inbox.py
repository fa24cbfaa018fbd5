"""Accepted updates: written before the channel is told so, taken in order, person by person."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from handlers.conversation import Content, File, Text, Update
from handlers.typed import clean
from storage.codec import dump_content, load_content
from storage.engine import reading
from storage.people import person_at
from storage.schema import is_one
from storage.tables import dead_letters, inbox, people

_LONGEST_RAW = 20_000

_KNOWN = select(inbox.c.id).where(inbox.c.channel == bindparam("channel"), inbox.c.update_id == bindparam("update_id"))
_WAITS = is_one(inbox.c.state, "new")
_NEXT_PERSON = (
    select(people.c.id)
    .join(inbox, inbox.c.person_id == people.c.id)
    .where(_WAITS)
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(of=people, skip_locked=True)
)
_OLDEST_NEW = (
    select(inbox.c.id, inbox.c.update_id, inbox.c.channel, inbox.c.address, inbox.c.content)
    # The sum keeps the index on people away: it would lead through everything that the person ever sent.
    .where(inbox.c.person_id + 0 == bindparam("person"), _WAITS)
    .order_by(inbox.c.id)
    .limit(1)
)
_ACCEPT = insert(inbox)
_DONE = update(inbox).where(inbox.c.id == bindparam("row")).values(state="done", done_at=bindparam("now"))


@dataclass(frozen=True)
class Accepted:
    """An inbox row in hand: its id, its person, and the update."""

    id: int
    person_id: int
    update: Update


def accept(engine: Engine, updates: list[Update], now: datetime) -> int:
    """Keeps the updates that are new and returns how many; one that came before is left as it was."""
    with engine.begin() as tx:
        return sum(_accept(tx, one, now) for one in updates)


def _accept(tx: Connection, one: Update, now: datetime) -> bool:
    if tx.execute(_KNOWN, {"channel": one.channel, "update_id": one.id}).first():
        return False
    values = {
        "channel": one.channel,
        "update_id": one.id,
        "address": one.address,
        "person_id": person_at(tx, one.channel, one.address, now),
        "content": dump_content(readable(one.content)),
        "received_at": now,
    }
    tx.execute(_ACCEPT, values)
    return True


def readable(content: Content) -> Content:
    """The content with text that every database can keep: no NUL, no half characters."""
    match content:
        case Text(text):
            return Text(clean(text))
        case File():
            return replace(content, name=clean(content.name))
        case _:
            return content


def bury(engine: Engine, channel: str, raw: str, fault: str, now: datetime) -> None:
    """Keeps what could not be read, so that the next one can be handled."""
    # PostgreSQL keeps no NUL, and no database half a character.
    kept = raw[:_LONGEST_RAW].replace("\x00", "\\0").encode("utf-8", "backslashreplace").decode()
    values = {"channel": channel, "raw": kept, "fault": fault, "received_at": now}
    with engine.begin() as tx:
        tx.execute(insert(dead_letters), values)


def take_next(tx: Connection) -> Accepted | None:
    """Locks the person whose update waits longest and returns that person's oldest one."""
    person_id = tx.execute(_NEXT_PERSON).scalar()
    if person_id is None:
        return None
    row = tx.execute(_OLDEST_NEW, {"person": person_id}).first()
    if row is None:
        return None
    update_in_hand = Update(row.update_id, row.channel, row.address, load_content(row.content))
    return Accepted(row.id, person_id, update_in_hand)


def mark_done(tx: Connection, inbox_id: int, now: datetime) -> None:
    """The turn of this update is kept."""
    tx.execute(_DONE, {"row": inbox_id, "now": now})


def mark_failed(tx: Connection, inbox_id: int, fault: str, now: datetime) -> None:
    """No turn could be made of this update; the row stays as its own dead letter."""
    tx.execute(update(inbox).where(inbox.c.id == inbox_id), {"state": "failed", "done_at": now, "fault": fault})


def sender(tx: Connection, inbox_id: int) -> tuple[str, str, int]:
    """The (channel, address, person id) that an update came from."""
    row = tx.execute(select(inbox.c.channel, inbox.c.address, inbox.c.person_id).where(inbox.c.id == inbox_id)).one()
    return row.channel, row.address, row.person_id


def waiting(engine: Engine) -> tuple[int, datetime | None]:
    """How many updates wait for their turn, and since when the oldest does."""
    found = select(func.count(), func.min(inbox.c.received_at)).where(_WAITS)
    with reading(engine) as connection:
        count, oldest = connection.execute(found).one()
    return count, oldest
