"""What is told beside a saved value: odd jumps since last year, counts that contradict each other."""

from decimal import Decimal

from handlers import texts_scoring as words
from handlers import texts_scoring_saved as saved_words
from handlers.scoring.desk import Desk
from knowledge.consistency import contradictions, counted
from knowledge.regulation import Content
from knowledge.values import PointsValue, Value

# A count that is three times last year's (or a third), and differs by ten at least, is worth a second look.
ODD_FACTOR, ODD_DIFFERENCE = 3, 10
ODD_POINTS = Decimal("0.5")


def remarks(desk: Desk, content: Content, value: Value) -> tuple[str, ...]:
    """Sentences about the value; none of them keeps it from being saved."""
    found = contradictions(desk.regulation, content, value, desk.dossier.values)
    told = [saved_words.contradiction(each) for each in found]
    last = desk.dossier.last_year.get(content.id)
    if last and is_odd_jump(content, last, value):
        told.append(words.ODD_JUMP)
    return tuple(told)


def is_odd_jump(content: Content, last: Value, now: Value) -> bool:
    """Whether a value is far from last year's."""
    if isinstance(last, PointsValue) and isinstance(now, PointsValue):
        return abs(last.points - now.points) >= ODD_POINTS * max(last.points, now.points, Decimal(1))
    before, after = counted(content, last), counted(content, now)
    return any(_far(before[what], after[what]) for what in before.keys() & after.keys())


def _far(before: int, after: int) -> bool:
    low, high = sorted((before, after))
    return high - low >= ODD_DIFFERENCE and high >= ODD_FACTOR * low
