"""The tables of people and messages: current state with constraints, history append-only."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.schema import Moment, id_column, metadata, one_of, to

units = Table(
    "units",
    metadata,
    id_column(),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent_id", Integer, ForeignKey("units.id")),
    Column("closed_on", Date),
    one_of("kind", "ministry", "province", "district", "commune"),
)

people = Table("people", metadata, id_column(), Column("name", Text), Column("created_at", Moment, nullable=False))

memberships = Table(
    "memberships",
    metadata,
    id_column(),
    to("person_id"),
    to("unit_id"),
    Column("role", Text, nullable=False),
    Column("since", Moment, nullable=False),
    UniqueConstraint("person_id", "unit_id", "role"),
    one_of("role", "official", "leader", "reviewer", "admin"),
)

addresses = Table(
    "addresses",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    to("person_id"),
    Column("last_used_at", Moment, nullable=False),
    Column("unreachable_since", Moment),
    UniqueConstraint("channel", "address"),
    Index(None, "person_id"),
)

invitations = Table(
    "invitations",
    metadata,
    id_column(),
    Column("code_hash", Text, nullable=False, unique=True),
    to("unit_id"),
    Column("role", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by", Integer, ForeignKey("people.id")),
)

dialogues = Table(
    "dialogues",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False),
    Column("update_id", Text, nullable=False),
    Column("address", Text, nullable=False),
    to("person_id"),
    Column("content", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", Text, nullable=False, server_default="new"),
    Column("done_at", Moment),
    Column("fault", Text),
    UniqueConstraint("channel", "update_id"),
    Index("ix_inbox_new", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    Index(None, "person_id", "received_at"),
    Index(None, "channel", "address", "id"),
    one_of("state", "new", "done", "failed"),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
)

_UNSENT = text("state IN ('queued', 'sending')")

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    to("person_id"),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("dedup_key", Text, unique=True),
    Column("inbox_id", Integer, ForeignKey("inbox.id")),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("try_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("state", Text, nullable=False, server_default="queued"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease_owner", Text),
    Column("lease_until", Moment),
    Column("sent_at", Moment),
    Column("why", Text),
    Index("ix_outbox_unsent", "channel", "address", "id", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
    Index(None, "channel", "address", "id"),
    one_of("kind", "reply", "reminder", "notice"),
    one_of("state", "queued", "sending", "sent", "failed", "dropped"),
)

# When a channel's next message may go out: what a provider allows a token, all processes use up together.
paces = Table(
    "paces",
    metadata,
    id_column(),
    Column("channel", Text, nullable=False, unique=True),
    Column("next_at", Moment, nullable=False),
)

answer_scores = Table(
    "answer_scores",
    metadata,
    id_column(),
    Column("at", Moment, nullable=False),
    Column("channel", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("top", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("runner_up", Float, nullable=False),
)

forwarded_questions = Table(
    "forwarded_questions",
    metadata,
    id_column(),
    to("person_id"),
    Column("from_unit_id", Integer, ForeignKey("units.id"), nullable=False),
    Column("to_unit_id", Integer, ForeignKey("units.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("closed", Boolean, nullable=False, server_default=text("false")),
)

history = Table(
    "history",
    metadata,
    id_column(),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text),
    Index(None, "subject", "id"),
)
