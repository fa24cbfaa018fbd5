"""The table of one-time codes that link two channels of a person; only the hash of a code is kept."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from storage.schema import Moment, id_column, metadata, to

link_codes = Table(
    "link_codes",
    metadata,
    id_column(),
    Column("code_hash", Text, nullable=False, unique=True),
    to("person_id"),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by", Integer, ForeignKey("people.id")),
)
