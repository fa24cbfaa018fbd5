"""The database of one short command: opened, and closed whatever happens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, make_url

from bot.opening import open_database
from bot.settings import Settings, read_settings
from storage.engine import open_engine

# A server that cannot be reached is given up soon: somebody waits at the terminal.
CONNECT_SECONDS = "5"


@contextmanager
def database() -> Iterator[Engine]:
    """The environment's database, brought to the newest schema."""
    engine = open_database(read_settings(os.environ))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def untouched_database(settings: Settings) -> Iterator[Engine]:
    """The database as it is, whatever its schema; a missing SQLite file is made, so ask `is_missing` first."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": CONNECT_SECONDS})
    engine = open_engine(url.render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()


def is_missing(settings: Settings) -> bool:
    """Whether the database is an SQLite file that is not there."""
    url = make_url(settings.database_url)
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return in_file and not Path(str(url.database)).exists()
