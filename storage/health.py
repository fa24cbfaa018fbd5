"""What waits, and what went wrong, in numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from storage.schema import is_one
from storage.tables import dead_letters, inbox, outbox, units

LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Backlog:
    """Updates without a turn, messages that are due and not out, and what could not be read or answered."""

    waiting: int
    oldest_waiting: datetime | None
    unsent: int
    oldest_due: datetime | None
    unreadable: int
    failed_lately: int


def read_backlog(connection: Connection, now: datetime) -> Backlog:
    """The numbers at this moment."""
    new = select(func.count(), func.min(inbox.c.received_at)).where(is_one(inbox.c.state, "new"))
    due = select(func.count(), func.min(outbox.c.due_at)).where(
        is_one(outbox.c.state, "queued", "sending"), outbox.c.due_at <= now
    )
    failed = select(func.count()).where(is_one(inbox.c.state, "failed"), inbox.c.done_at > now - LATELY)
    unreadable = select(func.count()).select_from(dead_letters)
    waiting, oldest_waiting = connection.execute(new).one()
    unsent, oldest_due = connection.execute(due).one()
    failed_lately, dead = connection.execute(failed).scalar_one(), connection.execute(unreadable).scalar_one()
    return Backlog(waiting, oldest_waiting, unsent, oldest_due, dead, failed_lately)


def is_damaged(connection: Connection) -> bool:
    """Whether SQLite finds its own file inconsistent; PostgreSQL looks after itself."""
    if connection.dialect.name != "sqlite":
        return False
    return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok")


def try_writing(tx: Connection) -> None:
    """Asks for everything that writing needs and changes nothing; raises what the database raises."""
    tx.execute(update(units).where(units.c.id < 0).values(name=units.c.name))
