"""Deadlines of an assessed year as dates, with the arithmetic that led to them."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.duties import Limit, YearlyIn, YearlyOn
from knowledge.plans import EveryYears, InYears, Plan, Task, Yearly, falls_in
from knowledge.regulation import Regulation
from knowledge.regulation_procedure import AheadOf, AtLeastDays, BeforeDay, Deadline, WithinDays
from knowledge.working_days import Counted, WorkCalendar, add_working_days, last_day_before, working_day_until


@dataclass(frozen=True)
class SetDay:
    """An earlier day that a reviewing unit asks for, who asked and when; the law's last day stays what it is."""

    day: date
    by: str
    on: date


@dataclass(frozen=True)
class DatedDeadline:
    """A deadline with its last valid day; `last_working_day` is the day to act on when that one is not worked.

    For something that must last, the last day is the last on which it can still start. `law_day` is the law's last
    day, which is another one only where the reviewing unit set an earlier one.
    """

    deadline: Deadline
    year: int
    last_day: date
    last_working_day: date
    law_day: date
    counted: Counted | None = None
    set_day: SetDay | None = None


def dated_deadlines(
    regulation: Regulation, year: int, calendar: WorkCalendar, set_days: Mapping[str, SetDay] | None = None
) -> tuple[DatedDeadline, ...]:
    """Those that the year alone decides, soonest first; an earlier day that the reviewing unit set goes before."""
    own = set_days or {}
    fixed = {each.id: found for each in regulation.deadlines if (found := _fixed(each, year, calendar, own))}
    lasting = (_lasting(each, fixed, calendar) for each in regulation.deadlines if each.id not in fixed)
    return tuple(sorted([*fixed.values(), *(each for each in lasting if each)], key=lambda each: each.last_day))


def _fixed(deadline: Deadline, year: int, calendar: WorkCalendar, own: Mapping[str, SetDay]) -> DatedDeadline | None:
    when = deadline.when
    if not isinstance(when, BeforeDay):
        return None
    law = _dated(deadline, year, last_day_before(date(year + when.years_after, when.month, when.day)), calendar)
    chosen = own.get(deadline.id)
    if chosen is None or chosen.day >= law.law_day:
        # A day later than the law's does not count, whoever set it.
        return law
    return replace(law, last_day=chosen.day, last_working_day=working_day_until(calendar, chosen.day), set_day=chosen)


def _lasting(deadline: Deadline, fixed: Mapping[str, DatedDeadline], calendar: WorkCalendar) -> DatedDeadline | None:
    """When something that lasts so many days must start, to be over before the deadline that needs it.

    It starts earlier for an earlier day that was set, if that is not over on the day on which it was set.
    """
    when = deadline.when
    goal = fixed.get(when.done_before or "") if isinstance(when, AtLeastDays) else None
    if goal is None or not isinstance(when, AtLeastDays):
        return None
    law = _back(deadline, goal.year, goal.law_day, when.days, when.unit == "working_days", calendar)
    if goal.set_day is None:
        return law
    own = _back(deadline, goal.year, goal.last_day, when.days, when.unit == "working_days", calendar)
    return replace(own, law_day=law.law_day, set_day=goal.set_day) if own.last_day >= goal.set_day.on else law


def deadline_of_event(deadline: Deadline, year: int, event: date, calendar: WorkCalendar) -> DatedDeadline | None:
    """The deadline that an event sets: so many days after it, or ahead of it."""
    match deadline.when:
        case WithinDays(days=days, unit="days"):
            return _dated(deadline, year, event + timedelta(days=days), calendar)
        case WithinDays(days=days):
            counted = add_working_days(calendar, event, days)
            return _dated(deadline, year, counted.last, calendar, counted)
        case AheadOf(days=days, unit=unit):
            return _back(deadline, year, event, days, unit == "working_days", calendar)
        case _:
            return None


def _back(
    deadline: Deadline, year: int, from_day: date, days: int, working: bool, calendar: WorkCalendar
) -> DatedDeadline:
    if not working:
        return _dated(deadline, year, from_day - timedelta(days=days), calendar)
    counted = add_working_days(calendar, from_day, -days)
    return _dated(deadline, year, counted.last, calendar, counted)


def _dated(
    deadline: Deadline, year: int, last: date, calendar: WorkCalendar, counted: Counted | None = None
) -> DatedDeadline:
    return DatedDeadline(deadline, year, last, working_day_until(calendar, last), last, counted)


def duty_last_day(limit: Limit, year: int) -> date | None:
    """The last day of a yearly duty; None when an event or a shorter period decides."""
    match limit:
        case YearlyOn():
            return date(year, limit.month, limit.day)
        case YearlyIn():
            return last_of_month(year, limit.month or 12)
        case _:
            return None


def task_last_day(plan: Plan, task: Task, year: int) -> date | None:
    """The last day of a plan's task that falls into a year; a plan that names a year means its end."""
    if not falls_in(task.period, plan.first_year, year):
        return None
    return last_of_month(year, 12) if isinstance(task.period, Yearly | EveryYears | InYears) else None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
