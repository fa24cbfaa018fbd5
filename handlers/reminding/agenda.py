"""What is known when reminders are decided: units with what they did, people with what they heard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.dossiers import DossierState
from knowledge.deadlines import SetDay
from knowledge.dues import Due
from knowledge.working_days import OwnDay

REVIEWED_KINDS = ("dossier", "task", "plan")
# ("regulation/deadline", assessed year, the day): can be a part of a key.
SetDays = tuple[tuple[str, int, SetDay], ...]


@dataclass(frozen=True)
class Ref:
    """Names a due thing of a unit in a year: written "12|2023|source/id" in the key of a choice."""

    unit_id: int
    year: int
    key: str

    def __str__(self) -> str:
        return f"{self.unit_id}|{self.year}|{self.key}"


def read_ref(text: str) -> Ref:
    """The thing that a choice is about."""
    unit_id, year, key = text.split("|", 2)
    return Ref(int(unit_id), int(year), key)


def ref_of(unit_id: int, due: Due) -> Ref:
    """The name of a unit's due thing."""
    return Ref(unit_id, due.year, due.key)


@dataclass(frozen=True)
class SetTask:
    """What a reviewing unit set: a task with its last day, a notice without one, or an earlier day for a deadline.

    The last names the law's `deadline` of an assessed `year`; without a day the law's own holds again.
    """

    id: int
    text: str
    last_day: date | None
    answer_needed: bool
    by_unit: str
    set_on: date
    deadline: str | None = None
    year: int | None = None

    @property
    def key(self) -> str:
        return f"task/{self.id}"

    @property
    def is_owed(self) -> bool:
        """Whether it is something to do by a day, beside what the law says."""
        return self.last_day is not None and self.deadline is None


@dataclass(frozen=True)
class UnitState:
    """A unit of the tree and what it has done; `days` are its own and its ancestors' days, off or worked."""

    id: int
    name: str
    kind: str
    parent_id: int | None = None
    closed_on: date | None = None
    days: tuple[OwnDay, ...] = ()
    plans: tuple[str, ...] = ()
    own_plans: tuple[str, ...] = ()
    done: frozenset[tuple[str, int]] = frozenset()
    dossiers: Mapping[int, DossierState] = field(default_factory=dict)
    # By assessed year: when the dossier came back; the contents with a value; whose part an indicator is.
    returned: Mapping[int, date] = field(default_factory=dict)
    entered: Mapping[int, frozenset[str]] = field(default_factory=dict)
    assigned: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    tasks: tuple[SetTask, ...] = ()

    def is_open(self, today: date) -> bool:
        """Whether the unit still exists."""
        return self.closed_on is None or today < self.closed_on

    def set_days(self) -> SetDays:
        """The earlier days that hold for the law's deadlines: of each the one that was set last."""
        last = {(each.deadline, each.year): each for each in self.tasks if each.deadline and each.year}
        return tuple(
            (deadline, year, SetDay(each.last_day, each.by_unit, each.set_on))
            for (deadline, year), each in last.items()
            if deadline and year and each.last_day
        )


@dataclass(frozen=True)
class Office:
    """The units that matter, by id."""

    units: Mapping[int, UnitState]
    children: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def communes_of(self, unit_id: int, today: date) -> list[UnitState]:
        """The open communes right below a unit, which it reviews."""
        below = (self.units[each] for each in self.children.get(unit_id, ()))
        return [each for each in below if each.kind == "commune" and each.is_open(today)]


@dataclass(frozen=True)
class Reader:
    """A person with roles: where they are reached, what they were told, what they put off or switched off."""

    id: int
    name: str | None
    roles: tuple[tuple[int, str], ...]
    address: tuple[str, str] | None = None
    told: Mapping[Ref, frozenset[str]] = field(default_factory=dict)
    snoozed: Mapping[Ref, date] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()
    told_today: bool = False


@dataclass(frozen=True)
class Agenda:
    """What one person's reminders rest on."""

    office: Office
    reader: Reader


@dataclass(frozen=True)
class TaskState:
    """How one unit stands to a task that was set for it."""

    unit: str
    received_by: str | None
    received_at: datetime | None
    answer: str | None
    done: bool


@dataclass(frozen=True)
class GivenTask:
    """A task with how each unit stands to it."""

    task: SetTask
    units: tuple[TaskState, ...]


@dataclass(frozen=True)
class Reached:
    """Somebody of a unit with the channel that reaches them, and the last reminder with what became of it."""

    unit_id: int
    person: str
    channel: str | None
    day: date | None = None
    state: str | None = None
    sent_at: datetime | None = None
    why: str | None = None
