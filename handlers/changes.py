"""What a turn decided and must be kept: one small record a kind of change."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from handlers.dossiers import DossierKey
from handlers.link_words import LinkChange
from handlers.reminding.agenda import Ref
from knowledge.values import Value


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
class ValueSaved:
    """A value was entered; keeping it fails when the entry is no longer at revision `seen`."""

    dossier: DossierKey
    content: str
    value: Value
    seen: int
    reason: str = ""


@dataclass(frozen=True)
class NoteSaved:
    """A remark to an entry; empty takes it away."""

    dossier: DossierKey
    content: str
    note: str


@dataclass(frozen=True)
class Declared:
    """A declaration was answered."""

    dossier: DossierKey
    declaration: str
    yes: bool


@dataclass(frozen=True)
class MaximumSaved:
    """The most points of a criterion, as the office read them off the annex."""

    dossier: DossierKey
    criterion: str
    points: Decimal


@dataclass(frozen=True)
class ClassChosen:
    """Of which class the administrative unit is."""

    dossier: DossierKey
    unit_class: str


@dataclass(frozen=True)
class SatisfactionSaved:
    """The satisfaction rate of the year in percent."""

    dossier: DossierKey
    percent: Decimal


@dataclass(frozen=True)
class EvidenceAdded:
    """A stored file was attached to a content."""

    dossier: DossierKey
    content: str
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True)
class EvidenceRemoved:
    """A file is no longer attached; the file itself stays kept."""

    dossier: DossierKey
    evidence_id: int


@dataclass(frozen=True)
class Assigned:
    """An indicator was given to a colleague, or to nobody."""

    dossier: DossierKey
    indicator: str
    person_id: int | None


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
    """A reviewing unit sets a task, or without a last day a notice, for some of its communes; told `at`."""

    unit_id: int
    unit: str
    text: str
    last_day: date | None
    answer_needed: bool
    to: tuple[int, ...]
    at: datetime


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


SaidOfDossier = Declared | ClassChosen | SatisfactionSaved | MaximumSaved
DossierChange = ValueSaved | NoteSaved | SaidOfDossier | EvidenceAdded | EvidenceRemoved | Assigned
ReminderChange = Marked | Snoozed | Muted | TaskSet | TaskReceived | TaskAnswered | DaySet
Change = Joined | Answered | Forwarded | DossierChange | ReminderChange | LinkChange
