"""A regulation as data: criteria, indicators, contents, conditions, deadlines, forms, bodies, years."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from knowledge.conditions import Condition
from knowledge.documents import Document, Vouched
from knowledge.measures import Measure, PointsMeasure, YesNoMeasure
from knowledge.regulation_procedure import Body, Deadline, DossierItem, Form, Step
from knowledge.regulation_values import Amount, Named, NothingArising, Remark, Sourced, Text
from knowledge.same import Same
from knowledge.strict_yaml import Record

CriterionId = Annotated[str, Field(pattern=r"^[1-9][0-9]*$")]
# That each id stands under the one it begins with is checked beside (knowledge.regulation_checks).
IndicatorId = Annotated[str, Field(pattern=r"^[1-9][0-9]*(\.[1-9][0-9]*)?$")]
ContentId = Annotated[str, Field(pattern=r"^[1-9][0-9]*(\.[1-9][0-9]*){0,2}$")]
Year = Annotated[int, Field(ge=2000, le=2200)]


class Content(Sourced):
    """One content ("nội dung") of an indicator, with the way it is measured."""

    id: ContentId
    title: Text | None = None
    named: Named = "official"
    measure: Measure
    nothing_arising: NothingArising | None = None
    note: Text | None = None


class Indicator(Sourced):
    """One indicator ("chỉ tiêu")."""

    id: IndicatorId
    title: Text
    named: Named = "official"
    max: Amount | None = None
    contents: tuple[Content, ...] = ()
    nothing_arising: NothingArising | None = None
    evidence: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Criterion(Sourced):
    """One criterion ("tiêu chí")."""

    id: CriterionId
    title: Text
    named: Named = "official"
    max: Amount | None = None
    indicators: tuple[Indicator, ...] = ()
    nothing_arising: NothingArising | None = None
    remarks: tuple[Remark, ...] = ()


class Place(NamedTuple):
    """A content with the indicator that it belongs to."""

    indicator: Indicator
    content: Content


class YearSpan(Sourced):
    """Assessed years from first to last; without a last year it goes on."""

    first: Year
    last: Year | None = None

    def covers(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


class Paused(Sourced):
    """A year in which the assessment was reported as paused."""

    year: Year
    notice: Text


class AppliedAnnex(Record):
    """Which annex filled the points that the regulation's own text does not hold."""

    document: Text
    by: Text
    made_up: bool = False


class Regulation(Record):
    """One regulation file."""

    defaults: Mapping[str, object] | None = None
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    document: str
    guided_by: tuple[str, ...] = ()
    result: Literal["points", "pass_fail"]
    units_covered: tuple[Text, ...] = Field(min_length=1)
    unit_classes: tuple[Text, ...] = ()
    assessed_years: tuple[YearSpan, ...] = Field(min_length=1)
    paused_years: tuple[Paused, ...] = ()
    total: Amount | None = None
    indicator_count: Amount | None = None
    points_in: Remark | None = None
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    deadlines: tuple[Deadline, ...] = ()
    steps: tuple[Step, ...] = ()
    dossier: tuple[DossierItem, ...] = ()
    forms: tuple[Form, ...] = ()
    bodies: tuple[Body, ...] = ()
    remarks: tuple[Remark, ...] = ()
    documents: tuple[Document, ...] = ()
    annex: AppliedAnnex | None = None

    def covers(self, year: int) -> bool:
        return any(span.covers(year) for span in self.assessed_years)

    def criterion(self, id: str) -> Criterion | None:  # noqa: A002  # "id" is what the files call it
        return next((each for each in self.criteria if each.id == id), None)

    def indicator(self, id: str) -> Indicator | None:  # noqa: A002
        return next((each for each in self.indicators() if each.id == id), None)

    def indicators(self) -> Iterator[Indicator]:
        return (each for criterion in self.criteria for each in criterion.indicators)

    def contents(self, indicator: Indicator) -> tuple[Content, ...]:
        """What is entered for an indicator; one whose contents are unknown is entered as a whole."""
        return indicator.contents or _as_a_whole(Same(indicator), by_points=self.result == "points")

    def places(self) -> Mapping[str, Place]:
        """Everything that is entered, by the content's id, in the regulation's order."""
        return _places(Same(self))


@lru_cache(maxsize=100)
def _places(same: Same[Regulation]) -> Mapping[str, Place]:
    """Made once a regulation: every turn of an entry looks up some of them, and goes through all."""
    regulation = same.one
    return {one.id: Place(each, one) for each in regulation.indicators() for one in regulation.contents(each)}


@lru_cache(maxsize=1000)
def _as_a_whole(same: Same[Indicator], *, by_points: bool) -> tuple[Content, ...]:
    """Made once an indicator, so that it is always the same one."""
    indicator = same.one
    whole = Content(
        **{name: getattr(indicator, name) for name in Vouched.model_fields},
        citations=indicator.citations,
        # The indicator of a whole criterion (see knowledge.whole_criteria) is its own content.
        id=f"{indicator.id}.1" if "." in indicator.id else indicator.id,
        title=indicator.title,
        named=indicator.named,
        measure=PointsMeasure(kind="points", max=indicator.max)
        if by_points
        else YesNoMeasure(kind="yes_no", question=indicator.title),
        nothing_arising=indicator.nothing_arising,
    )
    return (whole,)
