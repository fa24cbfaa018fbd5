"""Days off and days worked that an administrator recorded; every change enters the history."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from storage.reminder_tables import own_days
from storage.tables import history, units


@dataclass(frozen=True)
class RecordedDay:
    """A recorded day; without unit it is everybody's."""

    day: date
    is_working: bool
    decision: str
    unit: str | None


def put_day(
    tx: Connection,
    unit_id: int | None,
    day: date,
    decision: str,
    now: datetime,
    *,
    is_working: bool,
    person_id: int | None = None,
) -> None:
    """Records a day, in place of what was recorded about it before."""
    whose = own_days.c.unit_id == unit_id if unit_id is not None else own_days.c.unit_id.is_(None)
    here = whose & (own_days.c.day == day)
    before = tx.execute(select(own_days.c.is_working, own_days.c.decision).where(here)).first()
    values = {"is_working": is_working, "decision": decision, "set_at": now, "person_id": person_id}
    if before:
        tx.execute(update(own_days).where(here).values(values))
    else:
        tx.execute(insert(own_days), {"unit_id": unit_id, "day": day} | values)
    was = f"{before.is_working} {before.decision}" if before else None
    row = {"at": now, "person_id": person_id, "action": "day", "subject": f"{unit_id or 'all'}/{day}"}
    tx.execute(insert(history), row | {"before": was, "after": f"{is_working} {decision}"})


def list_days(connection: Connection) -> list[RecordedDay]:
    """All recorded days in order."""
    found = select(own_days, units.c.name).outerjoin(units, units.c.id == own_days.c.unit_id)
    rows = connection.execute(found.order_by(own_days.c.day, own_days.c.id)).all()
    return [RecordedDay(row.day, row.is_working, row.decision, row.name) for row in rows]
