"""The tables of what an office records about the law: annexes and confirmations, both append-only."""

from sqlalchemy import Column, Index, Table, Text

from storage.schema import Moment, id_column, metadata

annexes = Table(
    "annexes",
    metadata,
    id_column(),
    Column("regulation", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "regulation", "id"),
)

confirmations = Table(
    "confirmations",
    metadata,
    id_column(),
    Column("regulation", Text, nullable=False),
    Column("value_key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index(None, "regulation", "id"),
)
