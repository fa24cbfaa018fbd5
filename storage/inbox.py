"""Accepted updates: written before the channel is told so, taken in order, person by person."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from handlers.conversation import Content, File, Text, Update
from handlers.typed import clean
from storage.codec import dump_content, load_content
from storage.engine import reading
from storage.people import person_at
from storage.schema import is_one
from storage.tables import dead_letters, dialogues, inbox, people

_LONGEST_RAW = 20_000

_WAITS = is_one(inbox.c.state, "new")
_NEXT_PERSON = (
    select(people.c.id)
    .join(inbox, inbox.c.person_id == people.c.id)
    .where(_WAITS)
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(of=people, skip_locked=True)
)
# The sum keeps the index on people away: it would lead through everything that the person ever sent.
_OLDEST_NEW = select(func.min(inbox.c.id)).where(inbox.c.person_id + 0 == bindparam("person"), _WAITS)
# Looks only once the person is locked, so that the turn before is seen whole: its dialogue too.
_TAKE = (
    update(inbox)
    .where(inbox.c.id == _OLDEST_NEW.scalar_subquery(), _WAITS)
    .values(state="done", done_at=bindparam("now"))
    .returning(
        inbox.c.id,
        inbox.c.update_id,
        inbox.c.channel,
        inbox.c.address,
        inbox.c.content,
        select(dialogues.c.state).where(dialogues.c.person_id == bindparam("person")).scalar_subquery(),
    )
)
_ACCEPT = {
    dialect.dialect.name: dialect.insert(inbox)
    .on_conflict_do_nothing(index_elements=["channel", "update_id"])
    .returning(inbox.c.id)
    for dialect in (sqlite, postgresql)
}


@dataclass(frozen=True)
class Accepted:
    """An inbox row in hand: its id, its person, the update, and where the person's talk stands (see storage.codec)."""

    id: int
    person_id: int
    update: Update
    standing: str | None


def accept(engine: Engine, updates: list[Update], now: datetime) -> int:
    """Keeps the updates that are new and returns how many; one that came before is left as it was."""
    with engine.begin() as tx:
        return sum(_accept(tx, one, now) for one in updates)


def _accept(tx: Connection, one: Update, now: datetime) -> bool:
    values = {
        "channel": one.channel,
        "update_id": one.id,
        "address": one.address,
        "person_id": person_at(tx, one.channel, one.address, now),
        "content": dump_content(readable(one.content)),
        "received_at": now,
    }
    return tx.execute(_ACCEPT[tx.dialect.name], values).first() is not None


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


def take_next(tx: Connection, now: datetime) -> Accepted | None:
    """Locks the person whose update waits longest and takes that person's oldest one, done if the turn is kept."""
    person_id = tx.execute(_NEXT_PERSON).scalar()
    if person_id is None:
        return None
    row = tx.execute(_TAKE, {"person": person_id, "now": now}).first()
    if row is None:
        return None
    id_, update_id, channel, address, content, standing = row
    return Accepted(id_, person_id, Update(update_id, channel, address, load_content(content)), standing)


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
