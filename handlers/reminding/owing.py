"""What a unit owes around a day: computed afresh from the law, the plans and the tasks, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.reminding.agenda import Office, SetDays, SetTask, UnitState
from knowledge.deadlines import SetDay
from knowledge.dues import SINCE, Due, duty_dues, plan_dues, regulation_dues, returned_dues
from knowledge.library import Knowledge
from knowledge.plans import AfterEvent, Task
from knowledge.regulation import Regulation
from knowledge.reminders import FORGET_AFTER
from knowledge.working_days import OwnDay, WorkCalendar, working_day_until

# How far ahead somebody who asks is shown what comes.
AHEAD = timedelta(days=120)
OPEN_STATES = ("draft", "returned")
Days = tuple[OwnDay, ...]
# What decides what the law makes a unit owe: communes with the same share it.
LawKey = tuple[bool, Days, tuple[str, ...], SetDays, tuple[tuple[int, date], ...]]


@dataclass(frozen=True)
class Part:
    """What of a dossier one person was given: what of it is lacking, and what else is, of others and of nobody."""

    lacking: tuple[str, ...]
    of_others: int
    of_nobody: int

    @property
    def is_done(self) -> bool:
        """Whether only others still have something to do."""
        return not self.lacking and not self.of_nobody and self.of_others > 0


class Owing:
    """What is owed around `today`; units of one calendar share what the law makes them owe."""

    def __init__(self, office: Office, knowledge: Knowledge, today: date) -> None:
        self.office, self.knowledge, self.today = office, knowledge, today
        self._calendars: dict[Days, WorkCalendar] = {}
        self._contents: dict[int, dict[str, frozenset[str]]] = {}
        self._of_law: dict[LawKey, tuple[Due, ...]] = {}

    def calendar(self, unit: UnitState) -> WorkCalendar:
        """The working days of a unit."""
        if unit.days not in self._calendars:
            self._calendars[unit.days] = self.knowledge.calendar.with_own_days(unit.days)
        return self._calendars[unit.days]

    def dues(self, unit: UnitState) -> tuple[Due, ...]:
        """Everything that a unit owes around today, soonest first; a closed one owes nothing."""
        if not unit.is_open(self.today):
            return ()
        by_law = self._by_law(unit)
        if not any(each.is_owed for each in unit.tasks):
            return by_law
        calendar = self.calendar(unit)
        given = [_of_task(each, calendar) for each in unit.tasks if each.is_owed]
        near = [each for each in given if each and self._is_near(each)]
        return tuple(sorted([*by_law, *near], key=lambda due: due.last_day))

    def undated(self, unit: UnitState) -> tuple[Task, ...]:
        """The tasks of the unit's plans that only an event brings: nobody can say until when."""
        commune = unit.kind == "commune"
        plans, debtor = (unit.plans, "commune") if commune else (unit.own_plans, "reviewing_unit")
        return tuple(
            task
            for plan in self.knowledge.plans
            if plan.id in plans
            for task in plan.tasks
            if isinstance(task.period, AfterEvent) and task.duty_of == debtor
        )

    def is_done(self, unit: UnitState, due: Due) -> bool:
        """Marked as done, or seen in the dossier: what was sent has been posted before."""
        if (due.key, due.year) in unit.done:
            return True
        seen = due.kind == "dossier" and unit.kind == "commune"
        return seen and (unit.dossiers.get(due.year, "draft") not in OPEN_STATES or self._was_sent(unit, due))

    def _was_sent(self, unit: UnitState, due: Due) -> bool:
        """What came back was sent in time or not; from then on only the days to correct it count."""
        return due.year in self._returned(unit) and SINCE not in due.key

    def _returned(self, unit: UnitState) -> Mapping[int, date]:
        """The dossiers that are to be corrected, with the day on which each came back."""
        if not unit.returned:
            return {}
        return {year: day for year, day in unit.returned.items() if unit.dossiers.get(year) == "returned"}

    def lacking(self, unit: UnitState, year: int) -> tuple[tuple[str, ...], int]:
        """The indicators of a dossier that lack a value, and how many there are."""
        contents, entered = self._contents_of(year), unit.entered.get(year, frozenset())
        return tuple(id_ for id_, needed in contents.items() if not needed <= entered), len(contents)

    def part(self, unit: UnitState, year: int, person_id: int) -> Part | None:
        """The part of a dossier that a person was given; None for whoever was given none and so has all of it."""
        given = unit.assigned.get(year, {})
        if person_id not in given.values():
            return None
        lacking, _ = self.lacking(unit, year)
        mine = tuple(each for each in lacking if given.get(each) == person_id)
        of_nobody = sum(each not in given for each in lacking)
        return Part(mine, len(lacking) - len(mine) - of_nobody, of_nobody)

    def _contents_of(self, year: int) -> dict[str, frozenset[str]]:
        """The contents of each indicator of a year's regulation."""
        if year not in self._contents:
            regulation = self.knowledge.regulation_for(year)
            known = regulation if isinstance(regulation, Regulation) else None
            self._contents[year] = (
                {i.id: frozenset(each.id for each in known.contents(i)) for i in known.indicators()} if known else {}
            )
        return self._contents[year]

    def _by_law(self, unit: UnitState) -> tuple[Due, ...]:
        commune = unit.kind == "commune"
        plans = unit.plans if commune else unit.own_plans
        returned = tuple(self._returned(unit).items())
        shared = (commune, unit.days, plans, unit.set_days(), returned)
        if shared not in self._of_law:
            self._of_law[shared] = self._find(unit, plans, commune=commune)
        return self._of_law[shared]

    def _find(self, unit: UnitState, plans: tuple[str, ...], *, commune: bool) -> tuple[Due, ...]:
        calendar, found = self.calendar(unit), list[Due]()
        for year in range(self.today.year - 2, self.today.year + 2):
            found += self._of_regulation(unit, year, calendar)
            if commune:
                found += duty_dues(self.knowledge.duties, year, self.knowledge.documents, calendar)
            for plan in self.knowledge.plans:
                if plan.id in plans:
                    found += plan_dues(plan, year, "commune" if commune else "reviewing_unit", calendar)
        return tuple(sorted(filter(self._is_near, found), key=lambda due: due.last_day))

    def _of_regulation(self, unit: UnitState, year: int, calendar: WorkCalendar) -> tuple[Due, ...]:
        regulation = self.knowledge.regulation_for(year)
        if not isinstance(regulation, Regulation):
            return ()
        if unit.kind != "commune":
            return regulation_dues(regulation, year, "reviewing_unit", calendar)
        set_days = set_days_of(unit, regulation, year)
        returned = self._returned(unit).get(year)
        to_correct = returned_dues(regulation, year, returned, calendar) if returned else ()
        return (*regulation_dues(regulation, year, "commune", calendar, set_days), *to_correct)

    def _is_near(self, due: Due) -> bool:
        return self.today - timedelta(days=FORGET_AFTER) <= due.final_day and due.last_day <= self.today + AHEAD


def set_days_of(unit: UnitState, regulation: Regulation, year: int) -> dict[str, SetDay]:
    """The earlier days of a regulation's deadlines in a year, by the deadline."""
    here = f"{regulation.id}/"
    return {key.removeprefix(here): day for key, of, day in unit.set_days() if of == year and key.startswith(here)}


def _of_task(task: SetTask, calendar: WorkCalendar) -> Due | None:
    if task.last_day is None:
        return None
    return Due(
        key=task.key,
        kind="task",
        year=task.last_day.year,
        title=task.text,
        last_day=task.last_day,
        act_by=working_day_until(calendar, task.last_day),
        note=task.by_unit,
        set_on=task.set_on,
    )


def years_near(knowledge: Knowledge, today: date) -> tuple[int, ...]:
    """The assessed years of whose dossiers something is due soon: only those need be read."""
    years = (today.year - 1, today.year)
    found = ((year, knowledge.regulation_for(year)) for year in years)
    return tuple(
        year
        for year, regulation in found
        if isinstance(regulation, Regulation)
        and any(
            today - timedelta(days=FORGET_AFTER) <= due.last_day <= today + AHEAD
            for due in regulation_dues(regulation, year, "commune", knowledge.calendar)
        )
    )
