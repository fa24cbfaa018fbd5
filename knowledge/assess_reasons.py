"""Why a condition is met, not met or unknown, as data; handlers put it into words."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class TotalReason:
    """The total beside its threshold, and the criteria that have no points yet."""

    total: Decimal | None
    limit: Decimal | None
    unit_class: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Shortfall:
    """A criterion below its share."""

    criterion: str
    points: Decimal
    max: Decimal
    percent: Decimal


@dataclass(frozen=True)
class CriteriaReason:
    """Which criteria fall short, and for which the points or the maximum are unknown."""

    percent: Decimal
    short: tuple[Shortfall, ...]
    unscored: tuple[str, ...]
    without_max: tuple[str, ...]


@dataclass(frozen=True)
class AnswerReason:
    """What was declared."""

    answer: bool | None


@dataclass(frozen=True)
class RateReason:
    """A rate beside its threshold."""

    rate: Decimal | None
    limit: Decimal | None


@dataclass(frozen=True)
class IndicatorsReason:
    """Which indicators are not met, and which have no result yet."""

    count: int
    unmet: tuple[str, ...]
    missing: tuple[str, ...]


Reason = TotalReason | CriteriaReason | AnswerReason | RateReason | IndicatorsReason
