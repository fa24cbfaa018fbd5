"""The program down for an hour, three days or three weeks at each milestone: nothing lost, nothing twice, no burst."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from knowledge.library import Knowledge
from tests.remind_outage import DAY, Play

FIRST, LAST = date(2024, 11, 20), date(2025, 3, 15)
OUTAGES = {"an hour": timedelta(hours=1), "three days": timedelta(days=3), "three weeks": timedelta(days=21)}


@pytest.fixture(scope="module")
def usual(knowledge: Knowledge) -> Play:
    """The winter with the program up all the time."""
    return Play(knowledge).run(FIRST, LAST)


@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES)
def test_an_outage_at_each_milestone(usual: Play, outage: timedelta) -> None:
    every = {day for heard in usual.heard.values() for day, _ in heard}
    # What comes after the last outage is played too.
    mornings = sorted(day for day in every if day <= LAST - 37 * DAY)
    assert len(mornings) > 15
    for morning in mornings:
        start = datetime(morning.year, morning.month, morning.day, 8)  # noqa: DTZ001  # local time
        back = (start + outage).date()
        played = usual.before(morning).run(morning, min(back + 15 * DAY, LAST), (start, start + outage))
        _check(usual, played, morning, back)


def _check(usual: Play, played: Play, morning: date, back: date) -> None:
    assert max(Counter(played.digests).values(), default=0) <= 1, "no burst: one digest a person a day"
    for heard in played.heard.values():
        labels = [label for _, label in heard]
        assert len(set(labels)) == len(labels), "nothing twice"
    for key, heard in usual.heard.items():
        missed = [day for day, _ in heard if morning <= day <= back]
        # What was missed comes as its newest milestone on the next working morning; Tết may lie between.
        if missed:
            after = [day for day, _ in played.heard.get(key, []) if day >= morning]
            assert after, f"lost: {key} at {morning}"
            assert min(after) <= back + 12 * DAY


def test_an_hour_changes_nothing_but_the_hour(usual: Play) -> None:
    start = datetime(2024, 12, 10, 8)  # noqa: DTZ001  # local time
    played = usual.before(date(2024, 12, 10)).run(date(2024, 12, 10), LAST, (start, start + timedelta(hours=1)))
    assert played.heard == usual.heard
