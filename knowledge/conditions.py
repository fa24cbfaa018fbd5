"""The conditions of recognition as data; judging them is done in assess.py."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from knowledge.regulation_values import Amount, Sourced, Text


class TotalAtLeast(Sourced):
    """The total reaches a threshold, which may depend on the unit's class."""

    kind: Literal["total_at_least"]
    id: Text
    title: Text
    points: Amount | None = None
    by_class: Mapping[str, Amount] | None = None


class EachCriterionAtLeast(Sourced):
    """Every criterion reaches a percentage of its own maximum."""

    kind: Literal["each_criterion_at_least_percent"]
    id: Text
    title: Text
    percent: Amount


class Declaration(Sourced):
    """The commune declares a fact of the year; `statement` is what holds when the answer is yes."""

    kind: Literal["declaration"]
    id: Text
    title: Text
    statement: Text


class SatisfactionRate(Sourced):
    """A satisfaction rate reaches a percentage, where that is known."""

    kind: Literal["satisfaction_rate"]
    id: Text
    title: Text
    percent: Amount | None = None


class AllIndicatorsMet(Sourced):
    """Every indicator is met."""

    kind: Literal["all_indicators_met"]
    id: Text
    title: Text


Condition = Annotated[
    TotalAtLeast | EachCriterionAtLeast | Declaration | SatisfactionRate | AllIndicatorsMet,
    Field(discriminator="kind"),
]
