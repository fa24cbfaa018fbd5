"""What was told to whom, when, and what became of the message."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.reminder_tables import reminders
from storage.reminders import digest_key
from storage.tables import outbox, people, units

KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class Logged:
    """One reminder with the state of the message that it stood in; `why` where it was refused or dropped."""

    day: date
    person_id: int
    person: str | None
    unit: str
    title: str
    milestone: str
    last_day: date
    state: str | None
    channel: str | None
    sent_at: datetime | None
    why: str | None


def load_log(connection: Connection, unit_id: int | None, person_id: int | None, most: int) -> list[Logged]:
    """The newest reminders, of one unit or to one person if asked so."""
    found = (
        select(reminders, people.c.name.label("person"), units.c.name.label("unit"))
        .join(people, people.c.id == reminders.c.person_id)
        .join(units, units.c.id == reminders.c.unit_id)
        .order_by(reminders.c.id.desc())
        .limit(most)
    )
    if unit_id is not None:
        found = found.where(reminders.c.unit_id == unit_id)
    if person_id is not None:
        found = found.where(reminders.c.person_id == person_id)
    rows = connection.execute(found).all()
    messages = _messages(connection, [digest_key(row.person_id, row.day) for row in rows])
    return [_logged(row, messages.get(digest_key(row.person_id, row.day))) for row in rows]


def _messages(connection: Connection, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = outbox.c.dedup_key.in_(keys[start : start + KEYS_AT_ONCE])
        columns = select(outbox.c.dedup_key, outbox.c.channel, outbox.c.state, outbox.c.sent_at, outbox.c.why)
        found |= {row.dedup_key: row for row in connection.execute(columns.where(some))}
    return found


def _logged(row: Any, message: Any) -> Logged:
    return Logged(
        day=row.day,
        person_id=row.person_id,
        person=row.person,
        unit=row.unit,
        title=row.title,
        milestone=row.milestone,
        last_day=row.last_day,
        state=message.state if message else None,
        channel=message.channel if message else None,
        sent_at=message.sent_at if message else None,
        why=message.why if message else None,
    )
