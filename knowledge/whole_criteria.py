"""Where the indicators of a criterion are not known, its points are entered for the criterion as a whole."""

from functools import lru_cache

from knowledge.documents import Vouched
from knowledge.regulation import Criterion, Indicator, Regulation
from knowledge.same import Same


def as_entered(regulation: Regulation) -> Regulation:
    """The regulation with something to enter in every criterion."""
    return _as_entered(Same(regulation))


@lru_cache(maxsize=100)
def _as_entered(same: Same[Regulation]) -> Regulation:
    regulation = same.one
    if all(each.indicators for each in regulation.criteria):
        return regulation
    return regulation.model_copy(update={"criteria": tuple(_enterable(each) for each in regulation.criteria)})


def _enterable(criterion: Criterion) -> Criterion:
    if criterion.indicators:
        return criterion
    whole = Indicator(
        **{name: getattr(criterion, name) for name in Vouched.model_fields},
        citations=criterion.citations,
        id=criterion.id,
        title=criterion.title,
        named=criterion.named,
        max=criterion.max,
        nothing_arising=criterion.nothing_arising,
        remarks=criterion.remarks,
    )
    return criterion.model_copy(update={"indicators": (whole,)})
