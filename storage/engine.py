"""Opens the database: SQLite by default, PostgreSQL by URL; one way to read and one way to write."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_SCHEMA_LOCK = 8_275
_PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
_WAL_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0)
# Kept with a connection that only reads.
_READS = "reads_only"


class WriteLockFirst(SQLiteDialect_pysqlite):
    """SQLite, where whoever begins takes the write lock: so no two writers fail half-way with "database is locked".

    A listener to "begin" could do it too, but then every statement looks for listeners and costs a fifth more.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Begins, also before the first SELECT, where the driver would not."""
        reads = dbapi_connection.info.get(_READS)
        dbapi_connection.cursor().execute("BEGIN" if reads else "BEGIN IMMEDIATE")


registry.register("sqlite.write_lock_first", __name__, WriteLockFirst.__name__)


def open_engine(url: str) -> Engine:
    """An engine for `url`; "postgresql://…" is driven by psycopg."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(target.set(drivername="sqlite+write_lock_first"))
    return create_engine(target.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


def _open_sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 10}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: it would begin them without the write lock.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        _set(connection, pragma)


def _set(connection: Any, pragma: str) -> None:
    """Sets it, again after a moment where another process makes the same fresh file WAL: SQLite does not wait there."""
    for pause in _WAL_PAUSES:
        try:
            connection.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError:
            time.sleep(pause)
    connection.execute(f"PRAGMA {pragma}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with: it takes no write lock and keeps nothing."""
    with engine.connect() as connection:
        kept = connection.info
        kept[_READS] = True
        try:
            yield connection
        finally:
            kept.pop(_READS, None)


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be rebuilt; processes that start together change the schema one by one."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Inside a transaction this cannot be switched any more, and a table that others refer to could not be
            # rebuilt.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})")
            yield connection
        # The connection goes, and with it the switched-off check.
        connection.invalidate()
