"""How a content is measured: points, a ratio with bands, a count, yes or no, a choice."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from knowledge.regulation_values import Amount, Exact, Sourced, Text
from knowledge.strict_yaml import Record

_HUNDRED = Decimal(100)


class PointsMeasure(Record):
    """Points are entered as they are, up to the maximum where it is known."""

    kind: Literal["points"]
    max: Amount | None = None


class Band(Sourced):
    """From this percentage on (and below the other), so many points."""

    at_least: Exact
    below: Exact | None = None
    points: Exact

    def holds(self, percent: Decimal) -> bool:
        return self.at_least <= percent and (self.below is None or percent < self.below)


class RatioMeasure(Record):
    """Two counts give a percentage, which falls into a band or meets a required percentage."""

    kind: Literal["ratio"]
    part: Text
    whole: Text
    max: Amount | None = None
    bands: tuple[Band, ...] = ()
    required_percent: Amount | None = None


class CountMeasure(Record):
    """A count, which must reach a number where it is known."""

    kind: Literal["count"]
    of: Text
    required: Amount | None = None


class YesNoMeasure(Record):
    """A question with yes or no; under a regulation with points, each answer has its points."""

    kind: Literal["yes_no"]
    question: Text
    yes: Amount | None = None
    no: Amount | None = None


class Option(Sourced):
    """One thing to choose, with its points or whether it meets the requirement."""

    id: Text
    text: Text
    points: Exact | None = None
    met: bool | None = None


class ChoiceMeasure(Record):
    """Exactly one of several options."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)


Measure = Annotated[
    PointsMeasure | RatioMeasure | CountMeasure | YesNoMeasure | ChoiceMeasure, Field(discriminator="kind")
]


def most_points(measure: Measure) -> Decimal | None:
    """The most that a measure can give; None when nobody could source it."""
    match measure:
        case PointsMeasure() | RatioMeasure():
            return measure.max.value if measure.max else None
        case YesNoMeasure():
            return max((each.value for each in (measure.yes, measure.no) if each), default=None)
        case ChoiceMeasure():
            return max((each.points for each in measure.options if each.points is not None), default=None)
        case CountMeasure():
            return None


def percent(part: int, whole: int) -> Decimal:
    """The exact percentage of two counts."""
    return Decimal(part) * _HUNDRED / Decimal(whole)
