"""The database of one short command: opened, and closed whatever happens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from bot.opening import open_database
from bot.settings import Settings, read_settings
from storage.engine import open_engine


@contextmanager
def database() -> Iterator[Engine]:
    """The environment's database, brought to the newest schema."""
    engine = open_database(read_settings(os.environ))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def untouched_database(settings: Settings, url: str | None = None) -> Iterator[Engine]:
    """The database as it is, whatever its schema."""
    engine = open_engine(url or settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()
