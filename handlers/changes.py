"""What a turn decided and must be kept: one small record a kind of change."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from handlers.dossier_changes import DossierChange
from handlers.link_words import LinkChange
from handlers.reminding.agenda import Ref


@dataclass(frozen=True)
class Joined:
    """The person used an invitation; keeping it fails when somebody else was faster."""

    invitation_id: int


@dataclass(frozen=True)
class Answered:
    """How surely a question was answered: numbers to tune the floors with, never the words."""

    outcome: Literal["sure", "likely", "none", "small_talk"]
    top: str
    score: float
    runner_up: float


@dataclass(frozen=True)
class Forwarded:
    """A question goes to the reviewing unit, in the person's own words."""

    question: str
    from_unit_id: int
    to_unit_id: int
    notice: str


@dataclass(frozen=True)
class Marked:
    """A due thing of a unit was marked as done, or as not done after all."""

    ref: Ref
    done: bool


@dataclass(frozen=True)
class Snoozed:
    """The person wants to hear of these things again on a day, and not before."""

    refs: tuple[Ref, ...]
    until: date


@dataclass(frozen=True)
class Muted:
    """The person switched off a kind of reminders, or one thing; or on again."""

    subject: str
    on: bool


@dataclass(frozen=True)
class TaskSet:
    """A reviewing unit sets a task, or without a last day a notice, for some of its communes; told `at`.

    With a `deadline` of the law it is an earlier day for that of a `year`, or without a day the law's own again.
    """

    unit_id: int
    unit: str
    text: str
    last_day: date | None
    answer_needed: bool
    to: tuple[int, ...]
    at: datetime
    deadline: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class TaskReceived:
    """A unit says that it has read what was set for it."""

    task_id: int
    unit_id: int


@dataclass(frozen=True)
class TaskAnswered:
    """A unit answers in words; the one who set it is told with `notice`."""

    task_id: int
    unit_id: int
    answer: str
    notice: str


@dataclass(frozen=True)
class DaySet:
    """An administrator says that a day is off, or worked, for the own unit and all below it."""

    unit_id: int
    day: date
    is_working: bool
    decision: str


ReminderChange = Marked | Snoozed | Muted | TaskSet | TaskReceived | TaskAnswered | DaySet
Change = Joined | Answered | Forwarded | DossierChange | ReminderChange | LinkChange
