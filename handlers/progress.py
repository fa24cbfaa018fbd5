"""How far a dossier is, as a picture shows it: each criterion with its indicators, points, and what they rest on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from handlers.dossiers import Dossier
from knowledge.assess import assess
from knowledge.regulation import Criterion, Indicator, Regulation
from knowledge.scoring import (
    Result,
    Values,
    criterion_points,
    indicator_result,
    missing,
    situation,
    total_points,
)

# open: no value yet; begun: some; scored: all, with points; unclear: all, and the rule does not say what they give.
State = Literal["open", "begun", "scored", "met", "not_met", "unclear"]
FINISHED: tuple[State, ...] = ("scored", "met", "not_met", "unclear")


@dataclass(frozen=True)
class CriterionProgress:
    """One criterion: its indicators in order, its points so far, and the most it can have where that is known."""

    id: str
    title: str
    indicators: tuple[tuple[str, State], ...]
    points: Decimal | None
    most: Decimal | None

    @property
    def done(self) -> int:
        """How many indicators have all their values."""
        return sum(state in FINISHED for _, state in self.indicators)

    @property
    def share(self) -> float | None:
        """The points as a part of the most; None where one of them is not known."""
        return float(self.points / self.most) if self.points is not None and self.most else None

    def count(self, state: State) -> int:
        """How many indicators stand so."""
        return sum(each == state for _, each in self.indicators)


@dataclass(frozen=True)
class Progress:
    """The whole dossier; `marks` says what keeps its numbers from being taken for the result."""

    unit: str
    year: int
    criteria: tuple[CriterionProgress, ...]
    total: Decimal | None
    most: Decimal | None
    marks: tuple[Literal["practice", "made_up", "provisional"], ...]

    @property
    def done(self) -> int:
        """How many indicators have all their values."""
        return sum(each.done for each in self.criteria)

    @property
    def indicators(self) -> int:
        """How many there are."""
        return sum(len(each.indicators) for each in self.criteria)


def progress_of(dossier: Dossier, regulation: Regulation) -> Progress:
    """Computed afresh from the values, like every total."""
    by_points = regulation.result == "points"
    return Progress(
        unit=dossier.unit,
        year=dossier.key.year,
        criteria=tuple(_criterion(each, dossier, regulation) for each in regulation.criteria),
        total=total_points(regulation, dossier.values) if by_points else None,
        most=regulation.total.value if by_points and regulation.total else None,
        marks=_marks(dossier, regulation),
    )


def _criterion(criterion: Criterion, dossier: Dossier, regulation: Regulation) -> CriterionProgress:
    by_points = regulation.result == "points"
    most = criterion.max.value if criterion.max else dossier.maxima.get(criterion.id)
    return CriterionProgress(
        id=criterion.id,
        title=criterion.title,
        indicators=tuple((each.id, _state(regulation, each, dossier.values)) for each in criterion.indicators),
        points=criterion_points(regulation, criterion, dossier.values) if by_points else None,
        most=most if by_points else None,
    )


def _state(regulation: Regulation, indicator: Indicator, values: Values) -> State:
    result = indicator_result(regulation, indicator, values)
    if result is not None:
        return _finished(result)
    lacking = len(missing(regulation, indicator, values))
    return "begun" if lacking < len(regulation.contents(indicator)) else "open"


def _finished(result: Result) -> State:
    if result.met is not None:
        return "met" if result.met else "not_met"
    return "unclear" if result.points is None else "scored"


def _marks(dossier: Dossier, regulation: Regulation) -> tuple[Literal["practice", "made_up", "provisional"], ...]:
    if dossier.key.practice:
        return ("practice", "made_up")
    if regulation.annex and regulation.annex.made_up:
        return ("made_up",)
    return ("provisional",) if _provisional(dossier, regulation) else ()


def _provisional(dossier: Dossier, regulation: Regulation) -> bool:
    """Whether a shown number, or the verdict it leads to, rests on something neither primary nor confirmed."""
    if regulation.result == "points" and any(not (each.max and each.max.is_sure) for each in regulation.criteria):
        return True
    stands = situation(regulation, dossier.key.year, dossier.values, dossier.answers)
    return any(not each.is_sure for each in stands.used) or assess(regulation, stands).provisional
