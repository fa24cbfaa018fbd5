"""What the tests of backup and restore share: the commands, filled databases, and bare ones."""

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import click
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, make_url, text

from bot.commands import upkeep
from storage.archive_parts import MANIFEST
from storage.engine import open_engine
from tests.filled_tables import everything, fill

ROOT = Path(__file__).resolve().parents[1]
Rows = dict[str, list[dict[str, Any]]]
Parts = dict[str, bytes]
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


def parts_of(path: Path) -> Parts:
    """The members of a backup."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: Parts, **changes: Any) -> None:
    """A backup whose manifest fits its parts, with some of the manifest changed."""
    manifest = json.loads(parts[MANIFEST])
    listed = {name: content for name, content in parts.items() if name != MANIFEST}
    manifest["parts"] = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        | ({} if name.startswith("files/") else {"rows": content.count(b"\n")})
        for name, content in listed.items()
    ]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in listed.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps(manifest | changes))


def is_empty(url: str) -> bool:
    """Whether no table has a row."""
    return not any(rows_in(url).values())


def new_backup(migrated_sqlite: Path, folder: Path) -> Path:
    """A backup with rows in every table and one file."""
    database = folder / "source.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    filled(f"sqlite:///{database}")
    keep_file(folder / "source", b"evidence" * 1000)
    assert tcpl(f"sqlite:///{database}", folder / "source", "backup", folder / "all.zip").exit_code == 0
    return folder / "all.zip"
