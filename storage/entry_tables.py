"""The tables of dossiers: current values with constraints; who changed what stands in the history."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.schema import Moment, id_column, metadata, one_of, to

dossiers = Table(
    "dossiers",
    metadata,
    id_column(),
    to("unit_id"),
    Column("year", Integer, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("state", Text, nullable=False, server_default="draft"),
    Column("created_at", Moment, nullable=False),
    # When the unit received it back: from then on the days to correct it are counted.
    Column("returned_at", Moment),
    UniqueConstraint("unit_id", "year", "practice"),
    one_of("state", "draft", "submitted", "returned", "assessed", "recognised", "not_recognised"),
)


def _to_dossier() -> Column[int]:
    return Column("dossier_id", Integer, ForeignKey("dossiers.id"), nullable=False)


entries = Table(
    "entries",
    metadata,
    id_column(),
    _to_dossier(),
    Column("content", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("before", Text),
    Column("note", Text, nullable=False, server_default=""),
    Column("revision", Integer, nullable=False),
    to("person_id"),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("dossier_id", "content"),
)

evidence = Table(
    "evidence",
    metadata,
    id_column(),
    _to_dossier(),
    Column("content", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    to("person_id"),
    Column("added_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Index(
        "uq_evidence_held",
        "dossier_id",
        "content",
        "digest",
        unique=True,
        sqlite_where=text("removed_at IS NULL"),
        postgresql_where=text("removed_at IS NULL"),
    ),
)

# What a dossier says beside its contents: declarations ("declaration:id" → true/false), maxima ("maximum:1" → points).
dossier_answers = Table(
    "dossier_answers",
    metadata,
    id_column(),
    _to_dossier(),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    to("person_id"),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("dossier_id", "question"),
)

assignments = Table(
    "assignments",
    metadata,
    id_column(),
    _to_dossier(),
    Column("indicator", Text, nullable=False),
    to("person_id"),
    UniqueConstraint("dossier_id", "indicator"),
)
