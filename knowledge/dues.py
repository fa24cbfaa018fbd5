"""What a unit owes until when: of a regulation's deadlines, of the supporting laws, of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from knowledge.deadlines import (
    DatedDeadline,
    SetDay,
    dated_deadlines,
    deadline_of_event,
    duty_last_day,
    last_of_month,
    task_last_day,
)
from knowledge.documents import Citation, Document
from knowledge.duties import Duty, Every, Limit
from knowledge.plans import Plan
from knowledge.regulation import Regulation
from knowledge.regulation_procedure import AtLeastDays, WithinDays
from knowledge.regulation_procedure import Duty as Debtor
from knowledge.working_days import WorkCalendar, working_day_until

Kind = Literal["dossier", "duty", "plan", "task"]
# Stands in the key of what an event brings between the deadline and the event's day.
SINCE = "@"


@dataclass(frozen=True)
class Due:
    """Something owed until the end of its last day; of what must last, the last day on which it can still start.

    `key` is "source/id"; `also` are further things owed with it; `act_by` is the last day that is worked.
    `dated` says how a regulation leads to it, `set_on` when somebody set it (and told so).
    `law_day` is the law's last day where the reviewing unit, `set_by`, asks for it earlier.
    """

    key: str
    kind: Kind
    year: int
    title: str
    last_day: date
    act_by: date
    citations: tuple[Citation, ...] = ()
    also: tuple[str, ...] = ()
    starts: bool = False
    done_when: str | None = None
    check_amendments: bool = False
    note: str | None = None
    dated: DatedDeadline | None = None
    set_on: date | None = None
    law_day: date | None = None
    set_by: str | None = None

    @property
    def final_day(self) -> date:
        """The last day that counts: nobody is late before it is over."""
        return self.law_day or self.last_day


def regulation_dues(
    regulation: Regulation,
    year: int,
    debtor: Debtor,
    calendar: WorkCalendar,
    set_days: Mapping[str, SetDay] | None = None,
) -> tuple[Due, ...]:
    """The dated deadlines of an assessed year; those that one act meets and that end together are one."""
    dated = dated_deadlines(regulation, year, calendar, set_days)
    mine = [each for each in dated if each.deadline.duty_of == debtor]
    together = groupby(mine, key=lambda each: (each.last_day, each.deadline.done_when or each.deadline.id))
    return tuple(_of_deadlines(regulation, list(group)) for _, group in together)


def _of_deadlines(regulation: Regulation, group: list[DatedDeadline]) -> Due:
    first = group[0]
    return Due(
        key=f"{regulation.id}/{first.deadline.id}",
        kind="dossier",
        year=first.year,
        title=first.deadline.title,
        last_day=first.last_day,
        act_by=first.last_working_day,
        citations=first.deadline.citations,
        also=tuple(each.deadline.title for each in group[1:]),
        starts=isinstance(first.deadline.when, AtLeastDays),
        done_when=first.deadline.done_when,
        note=first.deadline.note,
        dated=first,
        set_on=first.set_day.on if first.set_day else None,
        law_day=first.law_day if first.set_day else None,
        set_by=first.set_day.by if first.set_day else None,
    )


def returned_dues(regulation: Regulation, year: int, on: date, calendar: WorkCalendar) -> tuple[Due, ...]:
    """What a commune owes once its dossier came back on a day; each return is a thing of its own."""
    after = [each for each in regulation.deadlines if isinstance(each.when, WithinDays) and each.when.after]
    dated = (deadline_of_event(each, year, on, calendar) for each in after)
    return tuple(
        replace(due, key=f"{due.key}{SINCE}{on}", set_on=on)
        for due in (_of_deadlines(regulation, [each]) for each in dated if each)
    )


def duty_dues(
    duties: tuple[Duty, ...], year: int, documents: Mapping[str, Document], calendar: WorkCalendar
) -> tuple[Due, ...]:
    """The yearly duties of the supporting laws that are in force on their last day."""
    dated = ((duty, limit, last) for duty in duties for limit in duty.limits if (last := _last_day(limit, year)))
    return tuple(
        Due(
            key=f"duty/{duty.id}",
            kind="duty",
            year=year,
            title=duty.title,
            last_day=last,
            act_by=working_day_until(calendar, last),
            citations=duty.citations,
            check_amendments=duty.check_amendments,
            note=getattr(limit, "note", None) or duty.note,
        )
        for duty, limit, last in dated
        if _in_force(duty, last, documents)
    )


def _last_day(limit: Limit, year: int) -> date | None:
    """At least once a year means by the end of the year."""
    if isinstance(limit, Every):
        return last_of_month(year, 12) if limit.period == "year" else None
    return duty_last_day(limit, year)


def _in_force(duty: Duty, day: date, documents: Mapping[str, Document]) -> bool:
    cited = [documents[each.document] for each in duty.citations]
    starts = [duty.since, *(each.in_force for each in cited)]
    return all(start <= day for start in starts if start) and not any(each.ended and each.ended < day for each in cited)


def plan_dues(
    plan: Plan, year: int, debtor: Literal["reviewing_unit", "commune"], calendar: WorkCalendar
) -> tuple[Due, ...]:
    """The tasks of a plan that fall into a year."""
    dated = ((each, last) for each in plan.tasks if (last := task_last_day(plan, each, year)))
    return tuple(
        Due(
            key=f"{plan.id}/{task.id}",
            kind="plan",
            year=year,
            title=task.text,
            last_day=last,
            act_by=working_day_until(calendar, last),
            citations=task.citations,
            note=task.note,
        )
        for task, last in dated
        if task.duty_of == debtor
    )
