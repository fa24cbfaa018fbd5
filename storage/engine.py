"""Opens the database: SQLite by default, PostgreSQL by URL; one way to read and one way to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

_SCHEMA_LOCK = 8_275
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON")


def open_engine(url: str) -> Engine:
    """An engine for `url`; "postgresql://…" is driven by psycopg."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    return create_engine(target.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


def _open_sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 10}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: it would begin them without the write lock.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # Taking the write lock at once is what keeps two writers from failing with "database is locked" half-way.
    options = connection.get_execution_options()
    if options.get("changes_schema"):
        # Inside a transaction this cannot be switched any more, and a table that others refer to could not be rebuilt.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN" if options.get("reads_only") else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with: it takes no write lock and keeps nothing."""
    with engine.connect().execution_options(reads_only=True) as connection:
        yield connection


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be rebuilt; processes that start together change the schema one by one."""
    with engine.connect().execution_options(changes_schema=True) as connection:
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})")
            yield connection
        # The connection goes, and with it the switched-off check.
        connection.invalidate()
