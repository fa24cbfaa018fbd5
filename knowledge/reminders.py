"""On which mornings somebody is reminded of what is due, and when nobody may be; every day is an argument."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from knowledge.dues import Due
from knowledge.working_days import WorkCalendar, is_working_day

Audience = Literal["official", "leader", "reviewer"]
Silence = Literal["done", "part_done", "muted", "snoozed", "not_yet", "over", "told", "rest"]

DAYS_BEFORE = (30, 14, 7, 3, 1, 0)
# Before the law's last day once more, where an earlier day was set and has passed.
LAW_AGAIN = (3, 1, 0)
# Stands in a milestone's label between its name and the day that was set.
SET_DAY = "@"
# Once a week, three times; then nobody is reminded any more.
DAYS_AFTER = (1, 8, 15)
# How long what was missed while nothing could be told (an outage, then Tết) is still told, once.
FORGET_AFTER = 45
# From how many days before the last day on each hears of it; the nearer, the higher.
HEARS_FROM: Mapping[Audience, int] = {"official": DAYS_BEFORE[0], "leader": 3, "reviewer": 1}
MORNING, EVENING = time(8), time(21)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Milestone:
    """A morning on which a due thing is told, from that day on until the next one."""

    day: date
    label: str


@dataclass(frozen=True)
class Standing:
    """How one person stands to one due thing."""

    told: Collection[str] = ()
    done: bool = False
    part_done: bool = False
    muted: bool = False
    snoozed_until: date | None = None


def milestones(due: Due, snoozed_until: date | None = None) -> list[Milestone]:
    """All mornings of a due thing in order; a snoozed one comes again on its day."""
    found = [*_before(due)]
    found += [Milestone(due.final_day + _DAY * days, f"overdue-{at}") for at, days in enumerate(DAYS_AFTER, start=1)]
    if snoozed_until:
        found.append(Milestone(snoozed_until, f"again-{snoozed_until}"))
    return sorted(found, key=lambda each: each.day)


def _before(due: Due) -> Iterator[Milestone]:
    """Those of a day that somebody set carry it, so that they come anew when it moves; the law's follow after it."""
    mark = f"{SET_DAY}{due.last_day}" if due.law_day else ""
    yield from (Milestone(due.last_day - _DAY * days, f"{days}{mark}") for days in DAYS_BEFORE)
    if due.act_by < due.last_day:
        yield Milestone(due.act_by, f"last_working_day{mark}")
    if due.law_day:
        past = due.last_day + _DAY
        yield Milestone(past, f"past{mark}")
        yield from (Milestone(due.law_day - _DAY * at, str(at)) for at in LAW_AGAIN if due.law_day - _DAY * at > past)


def reached(due: Due, today: date, audience: Audience, snoozed_until: date | None = None) -> Milestone | None:
    """The newest milestone of an audience: one that was missed is not made up for once a newer one is there."""
    if today > due.final_day + _DAY * FORGET_AFTER:
        return None
    from_day = min(due.last_day - _DAY * HEARS_FROM[audience], due.act_by)
    past = [each for each in milestones(due, snoozed_until) if from_day <= each.day <= today]
    if due.set_on:
        # Whoever set it has told so that day; nothing is made up for from before.
        past = [each for each in past if each.day > due.set_on]
    return past[-1] if past else None


def judge(due: Due, today: date, audience: Audience, standing: Standing, calendar: WorkCalendar) -> Milestone | Silence:
    """What is told of a due thing this morning, or why nothing is."""
    return weighed(usual(due, today, audience, calendar, standing.snoozed_until), today, standing)


def usual(
    due: Due, today: date, audience: Audience, calendar: WorkCalendar, snoozed_until: date | None = None
) -> Milestone | Silence:
    """What is told to whoever has neither heard nor done anything: the same for many people."""
    found = reached(due, today, audience, snoozed_until)
    if found is None:
        return "over" if today > due.final_day else "not_yet"
    return found if may_disturb(calendar, today, due) else "rest"


def weighed(found: Milestone | Silence, today: date, standing: Standing) -> Milestone | Silence:
    """The same for one person."""
    if standing.done or standing.part_done:
        return "done" if standing.done else "part_done"
    if standing.muted:
        return "muted"
    if standing.snoozed_until and today < standing.snoozed_until:
        return "snoozed"
    return "told" if isinstance(found, Milestone) and found.label in standing.told else found


def may_disturb(calendar: WorkCalendar, today: date, due: Due) -> bool:
    """On working days; on a day off only while the last day is today or tomorrow."""
    near = any(0 <= (each - today).days <= 1 for each in (due.last_day, due.final_day))
    return near or is_working_day(calendar, today)


def is_daytime(now: datetime) -> bool:
    """Whether a message may go out at this time of the day."""
    return MORNING <= now.time() < EVENING


def next_daytime(now: datetime, calendar: WorkCalendar) -> datetime:
    """Now, where a notice may be sent now; else the next working morning."""
    if is_daytime(now) and is_working_day(calendar, now.date()):
        return now
    first = now.date() if now.time() < MORNING else now.date() + _DAY
    day = next(each for each in _from(first) if is_working_day(calendar, each))
    return datetime.combine(day, MORNING, now.tzinfo)


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY


def is_late(due: Due, today: date) -> bool:
    """Nobody is late on the last day itself."""
    return today > due.final_day
