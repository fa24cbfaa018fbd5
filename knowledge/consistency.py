"""Counts that must agree: the same thing counted under two contents is one number."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.measures import CountMeasure, RatioMeasure
from knowledge.regulation import Content, Regulation
from knowledge.values import CountValue, RatioValue, Value


@dataclass(frozen=True)
class Contradiction:
    """`what` was counted as `here` in the content at hand and as `there` in the content `other`."""

    what: str
    here: int
    there: int
    other: str


def contradictions(
    regulation: Regulation, content: Content, value: Value, values: Mapping[str, Value]
) -> tuple[Contradiction, ...]:
    """Where a value counts the same thing otherwise than a value of another content."""
    mine = counted(content, value)
    if not mine:
        return ()
    found: list[Contradiction] = []
    for id_, (_, other) in regulation.places().items():
        if id_ != content.id and id_ in values:
            theirs = counted(other, values[id_])
            shared = (what for what in mine if what in theirs and mine[what] != theirs[what])
            found.extend(Contradiction(what, mine[what], theirs[what], id_) for what in shared)
    return tuple(found)


def counted(content: Content, value: Value) -> dict[str, int]:
    """What a value counts, by the words of its measure."""
    match content.measure, value:
        case RatioMeasure(part=part, whole=whole), RatioValue(part=few, whole=many):
            return {part: few, whole: many}
        case CountMeasure(of=of), CountValue(count=count):
            return {of: count}
        case _:
            return {}
