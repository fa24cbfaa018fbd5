"""Working days: weekends, public holidays, swapped days and a unit's own days off, with the arithmetic shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

import holidays
from pydantic import Field

from knowledge.documents import Document, citation_faults, repeated_days
from knowledge.regulation_values import Sourced, Text
from knowledge.strict_yaml import DataError, Record, read, validate

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayChange(Sourced):
    """A day that is worked although the calendar says otherwise, or the reverse."""

    day: date
    is_working: bool
    reason: Text


class DayChanges(Record):
    """The whole file; after `official_through` the public holidays are estimates."""

    defaults: Mapping[str, object] | None = None
    official_through: int = Field(ge=2000, le=2200)
    changes: tuple[DayChange, ...] = ()


@dataclass(frozen=True)
class OwnDay:
    """A unit's own day: off, or worked."""

    day: date
    is_working: bool
    reason: str


@dataclass(frozen=True)
class Rest:
    """Why a day is not worked; a weekend has no name."""

    kind: Literal["weekend", "holiday", "change"]
    name: str = ""
    is_estimate: bool = False


@dataclass(frozen=True)
class WorkCalendar:
    """What decides whether a day is worked: a change first, then the public holidays, then the weekend."""

    official_through: int
    changes: Mapping[date, DayChange | OwnDay] = field(default_factory=dict)

    def with_own_days(self, days: Iterable[OwnDay]) -> "WorkCalendar":
        """The calendar of one unit; its own days go before the national ones."""
        return WorkCalendar(self.official_through, {**self.changes, **{each.day: each for each in days}})


@dataclass(frozen=True)
class Skipped:
    """A day that did not count, and why."""

    day: date
    rest: Rest


@dataclass(frozen=True)
class Counted:
    """So many working days from a day on (or back from it): the day reached and the days that did not count."""

    start: date
    days: int
    last: date
    skipped: tuple[Skipped, ...]


def load_calendar(path: Path, documents: Mapping[str, Document]) -> WorkCalendar:
    """The national calendar with the corrections of the data file."""
    source = read(path)
    found = validate(source, DayChanges)
    faults = citation_faults(source, found, documents)
    faults += repeated_days(source, [each.day for each in found.changes])
    if faults:
        raise DataError(faults)
    return WorkCalendar(found.official_through, {each.day: each for each in found.changes})


def rest_on(calendar: WorkCalendar, day: date) -> Rest | None:
    """Why a day is not worked; None when it is."""
    change = calendar.changes.get(day)
    if change:
        return None if change.is_working else Rest("change", change.reason)
    names, worked = _national(day.year)
    if day in worked:
        return None
    if day in names:
        return Rest("holiday", names[day], is_estimate=day.year > calendar.official_through)
    return Rest("weekend") if day.weekday() >= _SATURDAY else None


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether a day is worked."""
    return rest_on(calendar, day) is None


def add_working_days(calendar: WorkCalendar, start: date, days: int) -> Counted:
    """So many working days after a day; that day itself does not count. Negative goes back."""
    step, left, day = (_DAY if days > 0 else -_DAY), abs(days), start
    skipped: list[Skipped] = []
    while left:
        day += step
        rest = rest_on(calendar, day)
        if rest:
            skipped.append(Skipped(day, rest))
        else:
            left -= 1
    return Counted(start, days, day, tuple(skipped))


def last_day_before(day: date) -> date:
    """The last valid day of "trước ngày": the day before."""
    return day - _DAY


def working_day_until(calendar: WorkCalendar, day: date) -> date:
    """The day itself, or the last working day before it."""
    return next(each for each in _back_from(day) if is_working_day(calendar, each))


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= _DAY


@lru_cache(maxsize=64)
def _national(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Public holidays by day, and the weekend days that are worked in exchange."""
    found = holidays.country_holidays("VN", years=year, language="vi")
    return dict(found.items()), frozenset(getattr(found, "weekend_workdays", ()))
