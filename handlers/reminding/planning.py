"""A morning: for each person what is due and not yet told, or why it is not told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handlers.conversation import Reply
from handlers.reminding.agenda import REVIEWED_KINDS, Office, Reader, Ref, UnitState, ref_of
from handlers.reminding.owing import Owing, Part
from knowledge.dues import Due
from knowledge.library import Knowledge
from knowledge.reminders import Audience, Milestone, Silence, Standing, judge, usual, weighed

# Who is both hears as the one who does the work.
_FIRST = ("official", "leader", "reviewer")


@dataclass(frozen=True)
class Item:
    """One due thing of a unit for one person: the milestone that is told, or why nothing is."""

    unit: UnitState
    due: Due
    audience: Audience
    verdict: Milestone | Silence
    reviewed: bool = False
    part: Part | None = None

    @property
    def ref(self) -> Ref:
        return ref_of(self.unit.id, self.due)


@dataclass(frozen=True)
class Told:
    """A reminder that stands in a digest."""

    ref: Ref
    milestone: str
    title: str
    last_day: date
    unit: str
    final_day: date


@dataclass(frozen=True)
class Digest:
    """What one person is told on a morning, in one message."""

    person_id: int
    person: str | None
    address: tuple[str, str]
    day: date
    reply: Reply
    told: tuple[Told, ...]


class Morning:
    """Decides for one day; what many people share is found out once."""

    def __init__(self, office: Office, knowledge: Knowledge, today: date) -> None:
        self.owing, self.today = Owing(office, knowledge, today), today
        self._dues: dict[int, tuple[Due, ...]] = {}
        self._usual: dict[tuple[int, Audience], Milestone | Silence] = {}
        self._concerns: dict[tuple[int, str], list[tuple[UnitState, Due, bool]]] = {}

    def due_items(self, reader: Reader) -> list[Item]:
        """What is told to a person this morning: nothing where nobody can be reached or a digest went out."""
        if reader.address is None or reader.told_today:
            return []
        return [each for each in self.items(reader, only_told=True) if isinstance(each.verdict, Milestone)]

    def items(self, reader: Reader, *, only_told: bool = False) -> Iterator[Item]:
        """Everything that concerns a person; `only_told` leaves out at once what is silent for everybody."""
        seen: set[Ref] = set()
        for unit_id, role in sorted(reader.roles, key=lambda each: _rank(each[1])):
            for unit, due, reviewed in self._concerning(unit_id, role):
                audience: Audience = "reviewer" if reviewed else "leader" if role == "leader" else "official"
                ref = ref_of(unit.id, due)
                if ref in seen or (only_told and ref not in reader.snoozed and self._is_silent(unit, due, audience)):
                    continue
                seen.add(ref)
                part = self._part(reader, unit, due, audience)
                yield Item(unit, due, audience, self._judge(reader, unit, due, audience, part), reviewed, part)

    def _part(self, reader: Reader, unit: UnitState, due: Due, audience: Audience) -> Part | None:
        """What of a dossier to be sent is this official's; a leader has all of it."""
        if not unit.assigned or audience != "official" or due.done_when != "submitted":
            return None
        is_leader = (unit.id, "leader") in reader.roles
        return None if is_leader else self.owing.part(unit, due.year, reader.id)

    def _concerning(self, unit_id: int, role: str) -> list[tuple[UnitState, Due, bool]]:
        if (unit_id, role) not in self._concerns:
            self._concerns[unit_id, role] = list(self._find_concerning(unit_id, role))
        return self._concerns[unit_id, role]

    def _find_concerning(self, unit_id: int, role: str) -> Iterator[tuple[UnitState, Due, bool]]:
        unit = self.owing.office.units.get(unit_id)
        if unit is None or role not in _FIRST:
            return
        yield from ((unit, due, False) for due in self.dues(unit))
        if role == "reviewer":
            for commune in self.owing.office.communes_of(unit_id, self.today):
                yield from ((commune, due, True) for due in self.dues(commune) if due.kind in REVIEWED_KINDS)

    def dues(self, unit: UnitState) -> tuple[Due, ...]:
        """What a unit owes around today."""
        if unit.id not in self._dues:
            self._dues[unit.id] = self.owing.dues(unit)
        return self._dues[unit.id]

    def _is_silent(self, unit: UnitState, due: Due, audience: Audience) -> bool:
        return not isinstance(self._found(unit, due, audience), Milestone)

    def _found(self, unit: UnitState, due: Due, audience: Audience) -> Milestone | Silence:
        """What is told to whoever has neither heard nor done anything; found out once a day."""
        key = (id(due), audience)
        if key not in self._usual:
            self._usual[key] = usual(due, self.today, audience, self.owing.calendar(unit))
        return self._usual[key]

    def _judge(
        self, reader: Reader, unit: UnitState, due: Due, audience: Audience, part: Part | None
    ) -> Milestone | Silence:
        ref = ref_of(unit.id, due)
        until = _until(reader.snoozed.get(ref), due, self.today)
        standing = Standing(
            told=reader.told.get(ref, ()),
            done=self.owing.is_done(unit, due),
            part_done=part is not None and part.is_done,
            muted=bool(reader.muted) and (due.kind in reader.muted or str(ref) in reader.muted),
            snoozed_until=until,
        )
        if until:
            return judge(due, self.today, audience, standing, self.owing.calendar(unit))
        return weighed(self._found(unit, due, audience), self.today, standing)


def _until(snoozed: date | None, due: Due, today: date) -> date | None:
    """Until when the person put it off; not beyond a last day that has come nearer since."""
    return None if snoozed and snoozed > due.last_day >= today else snoozed


def _rank(role: str) -> int:
    return _FIRST.index(role) if role in _FIRST else len(_FIRST)


def told(items: Iterable[Item]) -> tuple[Told, ...]:
    """The rows that a digest leaves behind."""
    return tuple(
        Told(each.ref, each.verdict.label, each.due.title, each.due.last_day, each.unit.name, each.due.final_day)
        for each in items
        if isinstance(each.verdict, Milestone)
    )
