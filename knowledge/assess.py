"""Assesses a unit against the conditions of a regulation: pure, with exact decimals, never rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from knowledge.assess_conditions import Judgement, judge
from knowledge.assess_situation import EXACT, Basis, Situation, all_met, total_points
from knowledge.regulation import Criterion, Regulation

Verdict = Literal["met", "not_met", "incomplete"]


@dataclass(frozen=True)
class Assessment:
    """The whole judgement of a unit."""

    regulation: Regulation
    total: Decimal | None
    criteria: Mapping[str, Decimal | bool | None]
    judgements: tuple[Judgement, ...]
    verdict: Verdict
    unverified: tuple[Basis, ...]

    @property
    def provisional(self) -> bool:
        return bool(self.unverified)


def assess(regulation: Regulation, situation: Situation) -> Assessment:
    """Every condition of the regulation judged, and the verdict that follows."""
    with localcontext(EXACT):
        criteria = {each.id: _criterion_result(regulation, each, situation) for each in regulation.criteria}
        judgements = tuple(judge(regulation, situation, each) for each in regulation.conditions)
        verdict = _verdict(judgements)
        return Assessment(
            regulation=regulation,
            total=total_points(regulation, situation.points),
            criteria=criteria,
            judgements=judgements,
            verdict=verdict,
            unverified=_unverified(regulation, situation, judgements, verdict),
        )


def _criterion_result(regulation: Regulation, criterion: Criterion, situation: Situation) -> Decimal | bool | None:
    if regulation.result == "points":
        return situation.points.get(criterion.id)
    results = [situation.indicators_met.get(each.id) for each in criterion.indicators]
    return all_met(results)


def _verdict(judgements: tuple[Judgement, ...]) -> Verdict:
    met = all_met([each.met for each in judgements])
    return "incomplete" if met is None else "met" if met else "not_met"


def _unverified(
    regulation: Regulation, situation: Situation, judgements: tuple[Judgement, ...], verdict: Verdict
) -> tuple[Basis, ...]:
    """What is neither primary nor confirmed under the verdict; one sure failed condition is enough to fail."""
    spans = (span for span in regulation.assessed_years if span.covers(situation.year))
    years = tuple(Basis("years", str(situation.year), span) for span in spans)
    resting = [years + each.basis for each in judgements]
    if verdict == "not_met":
        resting = [
            min((basis for each, basis in zip(judgements, resting, strict=True) if each.met is False), key=_doubts)
        ]
    doubts = (basis for group in resting for basis in group if not basis.is_sure)
    return tuple({(basis.what, basis.of): basis for basis in doubts}.values())


def _doubts(basis: tuple[Basis, ...]) -> int:
    return sum(not each.is_sure for each in basis)
