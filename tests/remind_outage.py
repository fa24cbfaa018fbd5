"""Plays mornings for one commune without a database: what each person hears, with the program down for a while."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from handlers.reminding.agenda import Office, Reader, Ref, UnitState
from handlers.reminding.planning import Morning, told
from knowledge.library import Knowledge
from knowledge.reminders import is_daytime

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
Heard = dict[tuple[int, Ref], list[tuple[date, str]]]

OFFICE = Office(
    {
        1: UnitState(1, "Phòng Tư pháp", "district", own_plans=("kh-3590-2021",)),
        2: UnitState(2, "xã A", "commune", 1, plans=("kh-3590-2021",)),
        3: UnitState(3, "xã B", "commune", 1),
    },
    {1: (2, 3)},
)
ROLES = {1: ((2, "official"), (3, "official")), 2: ((2, "leader"),), 3: ((1, "reviewer"),)}


@dataclass
class Play:
    """The mornings so far: what each person was told, and on which days a digest went out."""

    knowledge: Knowledge
    heard: Heard = field(default_factory=dict)
    digests: list[tuple[int, date]] = field(default_factory=list)

    def run(self, first: date, last: date, down: tuple[datetime, datetime] | None = None) -> "Play":
        """Every day from `first` to `last` at its first daytime hour in which the program is up."""
        for day in _days(first, last):
            if any(is_daytime(hour) and not _is_down(hour, down) for hour in _hours(day)):
                self._morning(day)
        return self

    def _morning(self, day: date) -> None:
        morning = Morning(OFFICE, self.knowledge, day)
        for person, roles in ROLES.items():
            known = {
                ref: frozenset(label for _, label in all_) for (who, ref), all_ in self.heard.items() if who == person
            }
            reader = Reader(person, None, roles, ("telegram", str(person)), known)
            rows = told(morning.due_items(reader))
            if rows:
                self.digests.append((person, day))
            for row in rows:
                self.heard.setdefault((person, row.ref), []).append((day, row.milestone))

    def before(self, day: date) -> "Play":
        """The state as it was on the evening before a day."""
        heard = {key: [each for each in all_ if each[0] < day] for key, all_ in self.heard.items()}
        return Play(self.knowledge, heard)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _hours(day: date) -> Iterator[datetime]:
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # local time
    return (start + HOUR * at for at in range(24))


def _is_down(hour: datetime, down: tuple[datetime, datetime] | None) -> bool:
    return down is not None and down[0] <= hour < down[1]
