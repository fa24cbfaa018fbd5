"""Fills every table that a database has, whatever tables there are, with rows that refer to each other."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, insert, inspect, select, update

from storage.archive_rows import reflect
from storage.migrate import revision_of, tables_at

IDS = (7, 8, 9)
T0 = datetime(2026, 11, 22, 3, 0, 0, 123456, tzinfo=UTC).replace(tzinfo=None)
TEXT = "đ😀\u2028\n\"'\\ {number}"


def our_tables(connection: Connection) -> list[Table]:
    revision = revision_of(connection)
    assert revision
    return reflect(connection, tables_at(revision))


def fill(engine: Engine) -> None:
    """Three rows a table; where it may be empty, the second row's value is, and rows refer to later ones as well."""
    with engine.begin() as tx:
        tables = our_tables(tx)
        for table in tables:
            words = _allowed_words(tx, table)
            for number in IDS:
                tx.execute(insert(table), {c.name: _value(c, number, words) for c in table.columns})
        for table in tables:
            for column in table.columns:
                if _refers_to_itself(column):
                    tx.execute(update(table).where(table.c.id == IDS[0]).values({column.name: IDS[2]}))


def _value(column: Column[Any], number: int, words: dict[str, str]) -> Any:
    if column.name in words:
        return words[column.name]
    if _refers_to_itself(column) or (column.nullable and number == IDS[1]):
        return None
    if column.foreign_keys or column.primary_key:
        return number
    values: dict[type, Any] = {
        str: TEXT.format(number=number),
        int: number,
        bool: number % 2 == 0,
        float: number / 3,
        Decimal: Decimal(number) / 4,
        bytes: bytes([number, 0, 255]),
        datetime: T0 + timedelta(days=number),
        date: date(2026, 11, number),
        dict: {"số": number},
    }
    return values[column.type.python_type]


def _refers_to_itself(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def _allowed_words(tx: Connection, table: Table) -> dict[str, str]:
    """The first word that each "column IN (…)" allows."""
    found: dict[str, str] = {}
    for constraint in inspect(tx).get_check_constraints(table.name):
        words = re.findall(r"'([^']*)'", constraint["sqltext"])
        for column in table.columns:
            if words and re.search(rf"\b{column.name}\b", constraint["sqltext"].split("'")[0]):
                found[column.name] = words[0]
    return found


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows of all our tables."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in our_tables(connection)
        }
