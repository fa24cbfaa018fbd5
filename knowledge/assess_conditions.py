"""Judges each kind of condition: met, not met or unknown, why, and what that rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from knowledge.assess_reasons import (
    AnswerReason,
    CriteriaReason,
    IndicatorsReason,
    RateReason,
    Reason,
    Shortfall,
    TotalReason,
)
from knowledge.assess_situation import Basis, Situation, all_met, total_points
from knowledge.conditions import (
    AllIndicatorsMet,
    Condition,
    Declaration,
    EachCriterionAtLeast,
    SatisfactionRate,
    TotalAtLeast,
)
from knowledge.regulation import Criterion, Regulation

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Judgement:
    """One condition: met, not met, or unknown (None), why, and what that rests on."""

    condition: Condition
    met: bool | None
    reason: Reason
    basis: tuple[Basis, ...]


def judge(regulation: Regulation, situation: Situation, condition: Condition) -> Judgement:
    """One condition of the regulation; the sums inside must be made in the exact context."""
    met, reason, basis = _JUDGES[condition.kind](regulation, situation, condition)
    return Judgement(condition, met, reason, (Basis("rule", condition.id, condition), *basis))


Outcome = tuple[bool | None, Reason, tuple[Basis, ...]]


def _total(regulation: Regulation, situation: Situation, condition: TotalAtLeast) -> Outcome:
    total = total_points(regulation, situation.points)
    limit = (condition.by_class or {}).get(situation.unit_class or "") or condition.points
    missing = tuple(each.id for each in regulation.criteria if each.id not in situation.points)
    reason = TotalReason(total, limit.value if limit else None, situation.unit_class, missing)
    met = None if total is None or limit is None else total >= limit.value
    return met, reason, (*situation.used, *((Basis("threshold", condition.id, limit),) if limit else ()))


def _each_criterion(regulation: Regulation, situation: Situation, condition: EachCriterionAtLeast) -> Outcome:
    maxima = {each.id: _max_basis(each, situation) for each in regulation.criteria}
    short, unscored, unlimited = [], [], []
    for each in regulation.criteria:
        score, limit = situation.points.get(each.id), maxima[each.id]
        if score is None:
            unscored.append(each.id)
        elif limit is None:
            unlimited.append(each.id)
        elif score * _HUNDRED < condition.percent.value * _limit(limit):
            short.append(Shortfall(each.id, score, _limit(limit), condition.percent.value))
    reason = CriteriaReason(condition.percent.value, tuple(short), tuple(unscored), tuple(unlimited))
    met = False if short else None if unscored or unlimited else True
    # A failure rests on the maxima of the failed criteria alone.
    relied = [maxima[each.criterion] for each in short] or list(maxima.values())
    threshold = Basis("threshold", condition.id, condition.percent)
    basis = (*situation.used, threshold, *(each for each in relied if each))
    return met, reason, basis


def _max_basis(criterion: Criterion, situation: Situation) -> Basis | None:
    if criterion.max:
        return Basis("max", criterion.id, criterion.max)
    given = situation.given_maxima.get(criterion.id)
    return None if given is None else Basis("max", criterion.id, None, given)


def _limit(basis: Basis) -> Decimal:
    return basis.given if basis.given is not None else Decimal(getattr(basis.value, "value", 0))


def _declared(_: Regulation, situation: Situation, condition: Declaration) -> Outcome:
    answer = situation.declarations.get(condition.id)
    return answer, AnswerReason(answer), ()


def _satisfied(_: Regulation, situation: Situation, condition: SatisfactionRate) -> Outcome:
    rate, limit = situation.satisfaction, condition.percent
    met = None if rate is None or limit is None else rate >= limit.value
    reason = RateReason(rate, limit.value if limit else None)
    return met, reason, (Basis("threshold", condition.id, limit),) if limit else ()


def _indicators(regulation: Regulation, situation: Situation, condition: AllIndicatorsMet) -> Outcome:
    ids = [each.id for each in regulation.indicators()]
    results = [situation.indicators_met.get(each) for each in ids]
    unmet = tuple(each for each, met in zip(ids, results, strict=True) if met is False)
    missing = tuple(each for each, met in zip(ids, results, strict=True) if met is None)
    return all_met(results), IndicatorsReason(len(ids), unmet, missing), situation.used


_JUDGES: Mapping[str, Callable[..., Outcome]] = {
    "total_at_least": _total,
    "each_criterion_at_least_percent": _each_criterion,
    "declaration": _declared,
    "satisfaction_rate": _satisfied,
    "all_indicators_met": _indicators,
}
