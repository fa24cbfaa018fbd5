"""What every table is made of: one metadata with named constraints, one type for instants."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    TypeDecorator,
    literal_column,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _Written(sqlite.DATETIME):
    """An instant as SQLite keeps it, as text: a turn writes the same one a dozen times."""

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Writes each instant once."""
        write = super().bind_processor(dialect)
        return lru_cache(maxsize=1000)(write) if write else None


class Moment(TypeDecorator[datetime]):
    """An instant: aware datetimes in, aware UTC datetimes out, on both databases."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        on_sqlite = dialect.name == "sqlite"
        return dialect.type_descriptor(_Written() if on_sqlite else DateTime())  # type: ignore[no-untyped-call]  # SQLite's

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


def id_column() -> Column[int]:
    """The primary key."""
    return Column("id", Integer, primary_key=True)


def to(name: str) -> Column[int]:
    """A required reference: "unit_id" or "person_id"."""
    target = {"unit_id": "units.id", "person_id": "people.id"}[name]
    return Column(name, Integer, ForeignKey(target), nullable=False)


def is_one(column: ColumnElement[str], *values: str) -> ColumnElement[bool]:
    """The column holds one of these words, written out: an index on some rows is used only where its condition is."""
    written: list[ColumnElement[str]] = [literal_column(f"'{value}'") for value in values]
    return column.in_(written) if len(written) > 1 else column == written[0]


def one_of(column: str, *values: str) -> CheckConstraint:
    """The column holds one of these words."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(v) for v in values)})", name=column)
