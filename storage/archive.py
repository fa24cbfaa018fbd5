"""Backup: the whole database, as it was at one instant, and the stored files, in one portable file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from sqlalchemy import Connection, Engine

from storage.archive_files import stored_files
from storage.archive_parts import (
    MANIFEST,
    ArchiveRefused,
    Manifest,
    add_part,
    chunks_of,
    new_archive,
    part_of_table,
)
from storage.archive_rows import dump_rows, reflect
from storage.engine import reading
from storage.migrate import knows, revision_of, tables_at


@dataclass(frozen=True)
class Origin:
    """Which program makes a backup, and when."""

    program: str
    made_at: datetime


def back_up(engine: Engine, files: Path, target: Path, origin: Origin) -> Manifest:
    """Writes the backup to `target`, which changes only when the backup is whole."""
    with snapshot(engine) as connection, new_archive(target) as archive:
        revision = _known_revision(connection)
        tables = reflect(connection, tables_at(revision))
        parts = [
            add_part(archive, _member(part_of_table(table.name), origin, ZIP_DEFLATED), dump_rows(connection, table))
            for table in tables
        ]
        for name, path in stored_files(files):
            parts.append(add_part(archive, _member(name, origin, ZIP_STORED), chunks_of(path)))
        manifest = Manifest(program=origin.program, revision=revision, made_at=origin.made_at, parts=tuple(parts))
        archive.writestr(_member(MANIFEST, origin, ZIP_DEFLATED), manifest.model_dump_json(indent=1))
    return manifest


def _known_revision(connection: Connection) -> str:
    revision = revision_of(connection)
    if revision is None:
        raise ArchiveRefused("no_data")
    if not knows(revision):
        raise ArchiveRefused("newer_schema", revision)
    return revision


def _member(name: str, origin: Origin, method: int) -> ZipInfo:
    info = ZipInfo(name, origin.made_at.timetuple()[:6])
    info.compress_type = method
    info.external_attr = 0o600 << 16
    return info


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection on which every query sees the same instant, whatever is written meanwhile."""
    with reading(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
