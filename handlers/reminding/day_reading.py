"""Reads a day as people type it: "15/01/2027", "15-1", "mai", "thứ Hai"."""

import re
from datetime import date, timedelta

from handlers import texts_reminders as words
from handlers.typed import fold

_DATE = re.compile(r"\s*(?:ng[àa]y )?(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?\s*", re.IGNORECASE)


def read_day(text: str, today: date) -> date | None:
    """The day that was typed; without a year the next such day; None where it is none."""
    if found := _DATE.fullmatch(text):
        return _dated(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, today)
    said = fold(text)
    if said in words.DAY_WORDS:
        return today + timedelta(days=words.DAY_WORDS[said])
    if said in words.WEEKDAY_WORDS:
        ahead = (words.WEEKDAY_WORDS[said] - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    return None


def _dated(day: int, month: int, year: int | None, today: date) -> date | None:
    years = (year,) if year else range(today.year, today.year + 9)
    found = (made for each in years if (made := _made(each, month, day)))
    return next((each for each in found if year or each >= today), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
