"""What is known of one unit in one year, and the exact sums over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from typing import Literal

from knowledge.regulation import Regulation
from knowledge.regulation_values import Sourced

# Wide enough that no sum or product of accepted numbers is ever rounded.
EXACT = Context(prec=100)


@dataclass(frozen=True)
class Basis:
    """Something that a judgement rests on; without a sourced value it was given by the asker."""

    what: Literal["years", "rule", "threshold", "max", "result", "nothing_arising"]
    of: str
    value: Sourced | None
    given: Decimal | None = None

    @property
    def is_sure(self) -> bool:
        return self.value is not None and self.value.is_sure


@dataclass(frozen=True)
class Situation:
    """What is not in it is unknown, not zero; `used` is what the results themselves rest on."""

    year: int
    unit_class: str | None = None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    indicators_met: Mapping[str, bool] = field(default_factory=dict)
    given_maxima: Mapping[str, Decimal] = field(default_factory=dict)
    declarations: Mapping[str, bool] = field(default_factory=dict)
    satisfaction: Decimal | None = None
    used: tuple[Basis, ...] = ()


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """A sum that is never rounded."""
    with localcontext(EXACT):
        return sum(numbers, Decimal(0))


def total_points(regulation: Regulation, points: Mapping[str, Decimal]) -> Decimal | None:
    """The sum of all criteria; None while one is unknown."""
    if regulation.result != "points" or any(each.id not in points for each in regulation.criteria):
        return None
    return exact_sum(points[each.id] for each in regulation.criteria)


def points_of_criteria(regulation: Regulation, indicators: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The sum of each criterion whose indicators all have points."""
    return {
        criterion.id: exact_sum(indicators[each.id] for each in criterion.indicators)
        for criterion in regulation.criteria
        if criterion.indicators and all(each.id in indicators for each in criterion.indicators)
    }


def all_met(results: Iterable[bool | None]) -> bool | None:
    """One failure fails; else one unknown leaves it open; nothing at all is unknown."""
    known = list(results)
    if False in known:
        return False
    return None if None in known or not known else True
