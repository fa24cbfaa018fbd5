"""Restore: a checked backup becomes the database and the stored files, in one transaction or not at all."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, bindparam, text, update
from sqlalchemy.exc import DataError, IntegrityError

from storage.archive_files import move_files, staged
from storage.archive_parts import Archive, ArchiveRefused
from storage.archive_rows import (
    Row,
    advance_sequences,
    batches,
    holds_rows,
    insert_rows,
    late_columns,
    read_rows,
    reflect,
)
from storage.migrate import VERSIONS, knows, revision_of, tables_at, upgrade


def restore(engine: Engine, archive: Archive, files: Path, *, replace: bool) -> None:
    """Fills an empty database, or with `replace` any; raises ArchiveRefused and leaves everything as it was."""
    manifest = archive.manifest
    if not knows(manifest.revision):
        raise ArchiveRefused("newer_schema", manifest.revision)
    try:
        with engine.begin() as tx:
            _make_room(tx, replace=replace)
            # The rows fit the schema that they were taken from; from there they grow into today's.
            upgrade(tx, manifest.revision)
            _load(tx, archive)
            upgrade(tx, "head")
            with staged(archive.zip, manifest.files, files) as staging:
                # The files come before the commit: a kill between the two leaves files that nothing refers to,
                # which are swept later, and never rows whose files are missing.
                move_files(staging, files)
    except (IntegrityError, DataError) as error:
        raise ArchiveRefused("misfit") from error


def _make_room(tx: Connection, *, replace: bool) -> None:
    revision = revision_of(tx)
    if revision is None:
        return
    if not knows(revision):
        raise ArchiveRefused("newer_schema", revision)
    tables = reflect(tx, tables_at(revision))
    if tables and tx.dialect.name == "postgresql":
        quoted = ", ".join(map(tx.dialect.identifier_preparer.format_table, tables))
        tx.execute(text(f"LOCK TABLE {quoted} IN ACCESS EXCLUSIVE MODE"))
    if not replace and holds_rows(tx, tables):
        raise ArchiveRefused("not_empty")
    for table in reversed(tables):
        table.drop(tx)
    Table(VERSIONS, MetaData()).drop(tx)


def _load(tx: Connection, archive: Archive) -> None:
    parts = archive.manifest.tables
    tables = reflect(tx, tables_at(archive.manifest.revision))
    if {table.name for table in tables} != parts.keys():
        raise ArchiveRefused("other_tables")
    late = late_columns(tables)
    for table in tables:
        with archive.lines(table.name) as lines:
            insert_rows(tx, table, lines, late[table.name])
    for table in (table for table in tables if late[table.name]):
        with archive.lines(table.name) as lines:
            _refer(tx, table, read_rows(tx, table, lines), late[table.name])
    if tx.dialect.name == "postgresql":
        advance_sequences(tx, tables)


def _refer(tx: Connection, table: Table, rows: Iterator[Row], late: list[str]) -> None:
    """Now that every row is there, rows may refer to any other."""
    keys = [column.name for column in table.primary_key]
    here = [table.c[key] == bindparam(f"key_{key}") for key in keys]
    change = update(table).where(*here).values({name: bindparam(f"now_{name}") for name in late})
    for batch in batches(row for row in rows if any(row[name] is not None for name in late)):
        named = [{f"key_{k}": row[k] for k in keys} | {f"now_{n}": row[n] for n in late} for row in batch]
        tx.execute(change, named)
