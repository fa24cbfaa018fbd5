"""The gap to recognition: which conditions fail, and where points or results are cheapest to win."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from knowledge.measures import RatioMeasure, most_points
from knowledge.regulation import Content, Indicator, Regulation
from knowledge.scoring import Values, measured
from knowledge.values import RatioValue, Value


@dataclass(frozen=True)
class Gain:
    """What could be won at an indicator: `points` more, or being met; `cases` more of the part would do it."""

    indicator: Indicator
    content: Content
    points: Decimal | None
    cases: int | None


def gains(regulation: Regulation, values: Values) -> list[Gain]:
    """Everything that could still be won with what is entered, the cheapest first."""
    found = list(_gains(regulation, values))
    return sorted(found, key=lambda gain: (gain.cases is None, gain.cases or 0, -(gain.points or 0)))


def _gains(regulation: Regulation, values: Values) -> Iterator[Gain]:
    for id_, (indicator, content) in regulation.places().items():
        value = values.get(id_)
        if value is not None and (gain := _gain(indicator, content, value)):
            yield gain


def _gain(indicator: Indicator, content: Content, value: Value) -> Gain | None:
    result = measured(content, value)
    if isinstance(content.measure, RatioMeasure) and isinstance(value, RatioValue):
        return _of_ratio(indicator, content, value, result.points)
    if result.met is False:
        return Gain(indicator, content, None, None)
    most = most_points(content.measure)
    if result.points is not None and most is not None and result.points < most:
        return Gain(indicator, content, most - result.points, None)
    return None


def _of_ratio(indicator: Indicator, content: Content, value: RatioValue, points: Decimal | None) -> Gain | None:
    """The next step up: the fewest more cases with which the result gets better."""
    now = measured(content, value)
    for part in sorted(_steps(content, value)):
        better = measured(content, RatioValue(part=part, whole=value.whole))
        if better.met and now.met is False:
            return Gain(indicator, content, None, part - value.part)
        if better.points is not None and points is not None and better.points > points:
            return Gain(indicator, content, better.points - points, part - value.part)
    return None


def _steps(content: Content, value: RatioValue) -> set[int]:
    """The counts above the present one with which a percentage of the measure is just reached."""
    if not isinstance(content.measure, RatioMeasure):
        return set()
    required = content.measure.required_percent
    reached = [each.at_least for each in content.measure.bands] + ([required.value] if required else [])
    parts = (int((percent * value.whole / 100).to_integral_value(ROUND_CEILING)) for percent in reached)
    return {part for part in parts if value.part < part <= value.whole}
