"""The only clock of the program: local time in the office's zone, shifted in the demo."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def system_clock(zone: str) -> Clock:
    """A clock that reads the machine's time in `zone`; raises ZoneInfoNotFoundError for an unknown zone."""
    place = ZoneInfo(zone)
    return lambda: datetime.now(UTC).astimezone(place)


def shifted_clock(zone: str, today: date) -> Clock:
    """A clock that runs as always but started on another day."""
    real = system_clock(zone)
    shift = timedelta(days=(today - real().date()).days)
    return lambda: real() + shift
