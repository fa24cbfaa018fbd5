"""What the tests of backup and restore share: the commands, filled databases, and bare ones."""

import hashlib
import itertools
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, make_url, text

from bot.commands import upkeep
from storage.engine import open_engine
from tests.filled_tables import everything, fill

ROOT = Path(__file__).resolve().parents[1]
Rows = dict[str, list[dict[str, Any]]]
_numbers = itertools.count()


def tcpl(url: str, data_dir: Path, *arguments: object, typed: str | None = None) -> Result:
    """One command in this process."""
    group = click.Group()
    upkeep.register(group)
    environment = {"TCPL_DATABASE_URL": url, "TCPL_DATA_DIR": str(data_dir)}
    return CliRunner().invoke(group, [str(one) for one in arguments], env=environment, input=typed)


def rows_in(url: str) -> Rows:
    """All rows of a database."""
    engine = open_engine(url)
    try:
        return everything(engine)
    finally:
        engine.dispose()


def filled(url: str) -> Rows:
    """Rows in every table of a database that has its tables."""
    engine = open_engine(url)
    fill(engine)
    engine.dispose()
    return rows_in(url)


def keep_file(data_dir: Path, content: bytes) -> str:
    """A stored file; its name."""
    name = hashlib.sha256(content).hexdigest()
    (data_dir / "files").mkdir(parents=True, exist_ok=True)
    (data_dir / "files" / name).write_bytes(content)
    return name


def bare_postgres(server_url: str) -> str:
    """A database without any table on the same server."""
    name = f"bare_{next(_numbers)}"
    target = make_url(server_url)
    admin = create_engine(
        target.set(drivername="postgresql+psycopg", database="template1"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return target.set(database=name).render_as_string(hide_password=False)
