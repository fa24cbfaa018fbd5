"""What counts where nothing arose: a rule of a content, of an indicator as one, or of a criterion as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.regulation import Content, Criterion, Indicator, Regulation
from knowledge.regulation_values import NothingArising
from knowledge.values import NotArisen, Value


@dataclass(frozen=True)
class SharedRule:
    """A rule that holds for an indicator or a criterion as one, and the contents that it takes."""

    level: Literal["indicator", "criterion"]
    id: str
    rule: NothingArising
    contents: tuple[Content, ...]


def shared_rule(regulation: Regulation, content: Content) -> SharedRule | None:
    """The narrowest rule above a content; None where the content has its own, or nothing above it has one."""
    place = regulation.places().get(content.id)
    if place is None or content.nothing_arising:
        return None
    indicator = place.indicator
    if rule := indicator.nothing_arising:
        return SharedRule("indicator", indicator.id, rule, regulation.contents(indicator))
    criterion = criterion_of(regulation, indicator)
    rule = criterion.nothing_arising
    return SharedRule("criterion", criterion.id, rule, tuple(_contents(regulation, criterion))) if rule else None


def nothing_in(regulation: Regulation, criterion: Criterion, values: Mapping[str, Value]) -> NothingArising | None:
    """The rule for a criterion of which nothing arose at all, where there is one and it is so."""
    if criterion.nothing_arising is None or not criterion.indicators:
        return None
    return criterion.nothing_arising if none_arisen(_contents(regulation, criterion), values) else None


def none_arisen(contents: Iterable[Content], values: Mapping[str, Value]) -> bool:
    """Whether all of these are entered so."""
    return all(isinstance(values.get(each.id), NotArisen) for each in contents)


def criterion_of(regulation: Regulation, indicator: Indicator) -> Criterion:
    """The criterion that an indicator belongs to."""
    return next(each for each in regulation.criteria if any(one.id == indicator.id for one in each.indicators))


def _contents(regulation: Regulation, criterion: Criterion) -> Iterable[Content]:
    return (content for each in criterion.indicators for content in regulation.contents(each))
