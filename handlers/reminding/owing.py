"""What a unit owes around a day: computed afresh from the law, the plans and the tasks, never stored."""

from datetime import date, timedelta

from handlers.reminding.agenda import Office, SetTask, UnitState
from knowledge.dues import Due, duty_dues, plan_dues, regulation_dues
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from knowledge.reminders import FORGET_AFTER
from knowledge.working_days import OwnDay, WorkCalendar, working_day_until

# How far ahead somebody who asks is shown what comes.
AHEAD = timedelta(days=120)
OPEN_STATES = ("draft", "returned")
Days = tuple[OwnDay, ...]


class Owing:
    """What is owed around `today`; units of one calendar share what the law makes them owe."""

    def __init__(self, office: Office, knowledge: Knowledge, today: date) -> None:
        self.office, self.knowledge, self.today = office, knowledge, today
        self._calendars: dict[Days, WorkCalendar] = {}
        self._contents: dict[int, dict[str, frozenset[str]]] = {}
        self._of_law: dict[tuple[bool, Days, tuple[str, ...]], tuple[Due, ...]] = {}

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
        if not unit.tasks:
            return by_law
        calendar = self.calendar(unit)
        given = [_of_task(each, calendar) for each in unit.tasks if each.last_day and self._is_near(each.last_day)]
        return tuple(sorted([*by_law, *(each for each in given if each)], key=lambda due: due.last_day))

    def is_done(self, unit: UnitState, due: Due) -> bool:
        """Marked as done, or seen in the dossier: what was sent has been posted before."""
        if (due.key, due.year) in unit.done:
            return True
        seen = due.kind == "dossier" and unit.kind == "commune"
        return seen and unit.dossiers.get(due.year, "draft") not in OPEN_STATES

    def lacking(self, unit: UnitState, year: int) -> tuple[tuple[str, ...], int]:
        """The indicators of a dossier that lack a value, and how many there are."""
        contents, entered = self._contents_of(year), unit.entered.get(year, frozenset())
        return tuple(id_ for id_, needed in contents.items() if not needed <= entered), len(contents)

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
        shared = (commune, unit.days, plans)
        if shared not in self._of_law:
            self._of_law[shared] = self._find(unit, plans, commune=commune)
        return self._of_law[shared]

    def _find(self, unit: UnitState, plans: tuple[str, ...], *, commune: bool) -> tuple[Due, ...]:
        calendar, found = self.calendar(unit), list[Due]()
        for year in range(self.today.year - 2, self.today.year + 2):
            found += self._of_regulation(year, calendar, commune=commune)
            if commune:
                found += duty_dues(self.knowledge.duties, year, self.knowledge.documents, calendar)
            for plan in self.knowledge.plans:
                if plan.id in plans:
                    found += plan_dues(plan, year, "commune" if commune else "reviewing_unit", calendar)
        near = (due for due in found if self._is_near(due.last_day))
        return tuple(sorted(near, key=lambda due: due.last_day))

    def _of_regulation(self, year: int, calendar: WorkCalendar, *, commune: bool) -> tuple[Due, ...]:
        regulation = self.knowledge.regulation_for(year)
        if not isinstance(regulation, Regulation):
            return ()
        return regulation_dues(regulation, year, "commune" if commune else "reviewing_unit", calendar)

    def _is_near(self, day: date) -> bool:
        return self.today - timedelta(days=FORGET_AFTER) <= day <= self.today + AHEAD


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
