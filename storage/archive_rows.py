"""Rows as JSON lines and back, on either database; the tables are read off the database itself."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, func, insert, inspect, literal, select

from storage.archive_parts import ArchiveRefused

BATCH = 500

Row = dict[str, Any]


def reflect(connection: Connection, names: Iterable[str]) -> list[Table]:
    """Those of the named tables that the database has, as it has them; what is referred to comes first."""
    there = set(inspect(connection).get_table_names())
    found = MetaData()
    found.reflect(connection, only=sorted(there & set(names)))
    return found.sorted_tables


def holds_rows(connection: Connection, tables: Iterable[Table]) -> bool:
    """Whether any of the tables has a row."""
    return any(connection.execute(select(literal(1)).select_from(table).limit(1)).first() for table in tables)


def dump_rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of a table as a line, by primary key."""
    every = select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
    for row in connection.execute(every).mappings():
        yield json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False).encode() + b"\n"


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return value


def insert_rows(tx: Connection, table: Table, lines: Iterable[bytes], missing: Iterable[str]) -> None:
    """Inserts rows; the columns of `missing` stay empty for now."""
    empty = dict.fromkeys(missing)
    for batch in batches(read_rows(tx, table, lines)):
        tx.execute(insert(table), [row | empty for row in batch])


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows, some hundred at a time."""
    while batch := list(islice(rows, BATCH)):
        yield batch


def read_rows(tx: Connection, table: Table, lines: Iterable[bytes]) -> Iterator[Row]:
    """The lines as values for this database; raises ArchiveRefused where they do not fit the table."""
    takes_nul = tx.dialect.name != "postgresql"
    readers = {column.name: _reader(column, takes_nul) for column in table.columns}
    for line in lines:
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or row.keys() != readers.keys():
                raise TypeError
            values = {name: None if row[name] is None else read(row[name]) for name, read in readers.items()}
        except (TypeError, ValueError, ArithmeticError) as error:
            raise ArchiveRefused("misfit", table.name) from error
        yield values


def _reader(column: Column[Any], takes_nul: bool) -> Callable[[Any], Any]:
    kind: type = column.type.python_type
    if isinstance(column.type, DateTime):
        return _aware if column.type.timezone else _naive
    if kind is str:
        return str if takes_nul else _without_nul
    readers: dict[type, Callable[[Any], Any]] = {
        date: date.fromisoformat,
        Decimal: Decimal,
        bytes: base64.b64decode,
        float: float,
    }
    return readers.get(kind, lambda value: value)


def _aware(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _naive(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _without_nul(value: str) -> str:
    # SQLite keeps the character NUL in a text, PostgreSQL takes none: only what nobody could read has it.
    return value.replace("\0", "\ufffd")


def late_columns(tables: list[Table]) -> dict[str, list[str]]:
    """The columns of each table that refer to rows which are not there yet when its own are inserted."""
    before: set[str] = set()
    late: dict[str, list[str]] = {}
    for table in tables:
        late[table.name] = [column.name for column in table.columns if column.nullable and _refers(column, before)]
        before.add(table.name)
    return late


def _refers(column: Column[Any], before: set[str]) -> bool:
    return any(key.column.table.name not in before for key in column.foreign_keys)


def advance_sequences(tx: Connection, tables: Iterable[Table]) -> None:
    """PostgreSQL numbers new rows from a sequence, which inserting numbered rows does not move."""
    for table in tables:
        column = table.autoincrement_column
        if column is None:
            continue
        name = tx.dialect.identifier_preparer.format_table(table)
        sequence = tx.execute(select(func.pg_get_serial_sequence(name, column.name))).scalar()
        if sequence:
            largest = func.max(column)
            tx.execute(select(func.setval(sequence, func.coalesce(largest, 1), largest.is_not(None))))
