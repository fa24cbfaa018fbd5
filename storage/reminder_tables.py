"""The tables of reminders: what was told, what is done, put off or switched off, what was set, which days are off."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.schema import Moment, id_column, metadata, to

# One row a person and milestone: the same reminder is never planned twice. `day` is the morning of its digest.
reminders = Table(
    "reminders",
    metadata,
    id_column(),
    to("person_id"),
    to("unit_id"),
    Column("deadline", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("milestone", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("day", Date, nullable=False),
    UniqueConstraint("person_id", "unit_id", "deadline", "year", "milestone"),
    Index(None, "unit_id", "id"),
)

# "Done", where the program cannot know it by itself.
done_marks = Table(
    "done_marks",
    metadata,
    id_column(),
    to("unit_id"),
    Column("deadline", Text, nullable=False),
    Column("year", Integer, nullable=False),
    to("person_id"),
    Column("marked_at", Moment, nullable=False),
    UniqueConstraint("unit_id", "deadline", "year"),
)

snoozes = Table(
    "snoozes",
    metadata,
    id_column(),
    to("person_id"),
    to("unit_id"),
    Column("deadline", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("until", Date, nullable=False),
    UniqueConstraint("person_id", "unit_id", "deadline", "year"),
)

# `subject` is a kind ("duty") or one thing ("12|2026|duty/…").
mutes = Table(
    "mutes",
    metadata,
    id_column(),
    to("person_id"),
    Column("subject", Text, nullable=False),
    UniqueConstraint("person_id", "subject"),
)

# Set by a reviewing unit: a task with its last day, a notice without one, or an earlier day for a `deadline` of the
# law of an assessed `year` (without a day: the law's own again). The newest row of a deadline holds.
tasks = Table(
    "tasks",
    metadata,
    id_column(),
    to("unit_id"),
    to("person_id"),
    Column("text", Text, nullable=False),
    Column("last_day", Date),
    Column("answer_needed", Boolean, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("deadline", Text),
    Column("year", Integer),
    Index(None, "unit_id", "id"),
)

task_units = Table(
    "task_units",
    metadata,
    id_column(),
    Column("task_id", Integer, ForeignKey("tasks.id"), nullable=False),
    to("unit_id"),
    Column("received_by", Integer, ForeignKey("people.id")),
    Column("received_at", Moment),
    Column("answer", Text),
    UniqueConstraint("task_id", "unit_id"),
    Index(None, "unit_id", "task_id"),
)

# A day off or a day worked, of one unit and all below it, or (without unit) of everybody.
own_days = Table(
    "own_days",
    metadata,
    id_column(),
    Column("unit_id", Integer, ForeignKey("units.id")),
    Column("day", Date, nullable=False),
    Column("is_working", Boolean, nullable=False),
    Column("decision", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    UniqueConstraint("unit_id", "day"),
    Index(
        "uq_own_days_of_all",
        "day",
        unique=True,
        sqlite_where=text("unit_id IS NULL"),
        postgresql_where=text("unit_id IS NULL"),
    ),
)

# A plan holds for the unit that it is attached to and for all below it.
unit_plans = Table(
    "unit_plans",
    metadata,
    id_column(),
    to("unit_id"),
    Column("plan", Text, nullable=False),
    UniqueConstraint("unit_id", "plan"),
)
