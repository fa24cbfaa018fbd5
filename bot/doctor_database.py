"""The doctor's look at the database: there, whole, of this program's schema, writable, and what waits in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.clock import system_clock
from bot.database import is_missing, untouched_database
from bot.doctor import Check, check
from bot.settings import Settings
from storage.engine import reading
from storage.health import Backlog, is_damaged, read_backlog, try_writing
from storage.migrate import head, knows, revision_of

LONGEST_WAIT = timedelta(minutes=10)
LONGEST_UNSENT = timedelta(hours=1)


def examine_database(settings: Settings) -> Iterator[Check]:
    """One check after the other; the first that fails ends them, for the others rest on it."""
    if is_missing(settings):
        yield check("database", "database_missing", ok=False)
        return
    with untouched_database(settings) as engine:
        for found in _steps(engine, system_clock(settings.timezone)()):
            yield found
            if found.id in ("database", "schema") and not found.ok:
                return


def _steps(engine: Engine, now: datetime) -> Iterator[Check]:
    yield _reachable(engine)
    yield _schema(engine)
    yield _writable(engine)
    with reading(engine) as connection:
        backlog = read_backlog(connection, now)
    yield from _backlog(backlog, now)


def _reachable(engine: Engine) -> Check:
    try:
        with reading(engine) as connection:
            damaged = is_damaged(connection)
    except SQLAlchemyError as error:
        return check("database", "database_away", ok=False, why=_why(error))
    if damaged:
        return check("database", "database_damaged", ok=False)
    return check("database", "database_ok", ok=True, kind=engine.dialect.name)


def _why(error: SQLAlchemyError) -> str:
    """The database's own first line, which never holds a password."""
    said = str(error.orig).strip() if isinstance(error, DBAPIError) else ""
    return said.splitlines()[0][:200] if said else type(error).__name__


def _schema(engine: Engine) -> Check:
    with reading(engine) as connection:
        revision = revision_of(connection)
    if revision is None:
        return check("schema", "schema_none", ok=False)
    if revision == head():
        return check("schema", "schema_ok", ok=True, revision=revision)
    return check("schema", "schema_old" if knows(revision) else "schema_newer", ok=False, revision=revision)


def _writable(engine: Engine) -> Check:
    try:
        with engine.begin() as tx:
            try_writing(tx)
    except SQLAlchemyError as error:
        return check("writing", "writing_bad", ok=False, why=_why(error))
    return check("writing", "writing_ok", ok=True)


def _backlog(backlog: Backlog, now: datetime) -> Iterator[Check]:
    yield _queue("waiting", backlog.waiting, backlog.oldest_waiting, LONGEST_WAIT, now)
    yield _queue("unsent", backlog.unsent, backlog.oldest_due, LONGEST_UNSENT, now)
    failed = backlog.failed_lately
    yield check("failed", "failed_some" if failed else "failed_ok", ok=not failed, count=failed)
    yield check("unreadable", "unreadable_ok", ok=True, count=backlog.unreadable)


def _queue(name: str, count: int, oldest: datetime | None, longest: timedelta, now: datetime) -> Check:
    if oldest is None or now - oldest <= longest:
        return check(name, f"{name}_ok", ok=True, count=count)
    since = f"{oldest.astimezone(now.tzinfo):%H:%M %d/%m/%Y}"
    return check(name, f"{name}_old", ok=False, count=count, since=since)
