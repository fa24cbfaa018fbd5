"""The annex that fills in points which the regulation's own text does not hold, and what makes one acceptable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pydantic import Field

from knowledge.conditions import SatisfactionRate
from knowledge.regulation import ContentId, CriterionId, IndicatorId, Regulation
from knowledge.regulation_values import Exact, Text
from knowledge.strict_yaml import Record

Part = Literal["criteria", "indicators", "contents", "thresholds"]
Place = tuple[Part, int] | None
_HUNDRED = Decimal(100)


class CriterionPoints(Record):
    """The most points of a criterion."""

    id: CriterionId
    points: Exact


class IndicatorPoints(Record):
    """The most points of an indicator; a title where the regulation file has none for it."""

    id: IndicatorId
    title: Text | None = None
    points: Exact


class AnnexBand(Record):
    """From this percentage on, so many points."""

    at_least: Exact
    points: Exact


class AnnexContent(Record):
    """A content of an indicator: plain points, or a ratio of two counts with its bands."""

    id: ContentId
    title: Text
    points: Exact
    part: Text | None = None
    whole: Text | None = None
    bands: tuple[AnnexBand, ...] = ()


class Threshold(Record):
    """The percentage of a condition that the regulation file does not hold."""

    id: Text
    percent: Exact


class Annex(Record):
    """What an office filled in from the official annex, or, for the demo, made-up numbers."""

    regulation: Text
    document: Text
    made_up: bool = False
    note: Text | None = None
    criteria: tuple[CriterionPoints, ...] = Field(min_length=1)
    indicators: tuple[IndicatorPoints, ...] = Field(min_length=1)
    contents: tuple[AnnexContent, ...] = ()
    thresholds: tuple[Threshold, ...] = ()


@dataclass(frozen=True)
class AnnexFault:
    """One fault, at the n-th entry of a part, or (None) of the annex as a whole."""

    place: Place
    kind: str
    about: tuple[str, ...] = ()


def annex_faults(annex: Annex, regulation: Regulation) -> tuple[AnnexFault, ...]:
    """Everything that speaks against an annex; the sums are told once the list itself is right."""
    if annex.regulation != regulation.id:
        return (AnnexFault(None, "other_regulation", (annex.regulation, regulation.id)),)
    if regulation.result != "points" or regulation.total is None:
        return (AnnexFault(None, "no_points", (regulation.id,)),)
    listed = tuple(_list_faults(annex, regulation))
    return listed or tuple(_sum_faults(annex, regulation.total.value))


def missing_thresholds(regulation: Regulation) -> tuple[SatisfactionRate, ...]:
    """The conditions whose percentage nobody could source."""
    return tuple(each for each in regulation.conditions if isinstance(each, SatisfactionRate) and not each.percent)


def _list_faults(annex: Annex, regulation: Regulation) -> Iterator[AnnexFault]:
    criteria = [each.id for each in regulation.criteria]
    known = {each.id: [one.id for one in each.indicators] for each in regulation.criteria}
    yield from _repeated("criteria", [each.id for each in annex.criteria])
    yield from _repeated("indicators", [each.id for each in annex.indicators])
    yield from _repeated("contents", [each.id for each in annex.contents])
    yield from _absent("no_criterion_points", criteria, [each.id for each in annex.criteria])
    yield from _absent(
        "no_indicator_points", [one for each in known.values() for one in each], [each.id for each in annex.indicators]
    )
    yield from _unknown("criteria", [each.id for each in annex.criteria], criteria)
    for at, each in enumerate(annex.indicators):
        yield from _indicator_faults(at, each, known)
    yield from _content_faults(annex)
    wanted = [each.id for each in missing_thresholds(regulation)]
    yield from _unknown("thresholds", [each.id for each in annex.thresholds], wanted)
    for at, threshold in enumerate(annex.thresholds):
        if threshold.percent > _HUNDRED:
            yield AnnexFault(("thresholds", at), "over_hundred")


def _repeated(part: Part, ids: Sequence[str]) -> Iterator[AnnexFault]:
    for at, each in enumerate(ids):
        if each in ids[:at]:
            yield AnnexFault((part, at), "repeated_id", (each,))


def _absent(kind: str, wanted: Sequence[str], given: Sequence[str]) -> Iterator[AnnexFault]:
    yield from (AnnexFault(None, kind, (each,)) for each in wanted if each not in given)


def _unknown(part: Part, given: Sequence[str], known: Sequence[str]) -> Iterator[AnnexFault]:
    yield from (AnnexFault((part, at), "unknown_id", (each,)) for at, each in enumerate(given) if each not in known)


def _indicator_faults(at: int, given: IndicatorPoints, known: Mapping[str, Sequence[str]]) -> Iterator[AnnexFault]:
    """A criterion without a list of indicators takes new ones, which then need a title."""
    listed = known.get(given.id.partition(".")[0])
    if listed is None or (listed and given.id not in listed):
        yield AnnexFault(("indicators", at), "unknown_id", (given.id,))
    elif not listed and given.title is None:
        yield AnnexFault(("indicators", at), "no_title", (given.id,))


def _content_faults(annex: Annex) -> Iterator[AnnexFault]:
    indicators = {each.id for each in annex.indicators}
    for at, each in enumerate(annex.contents):
        place: Place = ("contents", at)
        if each.id.rpartition(".")[0] not in indicators:
            yield AnnexFault(place, "unknown_id", (each.id,))
        if (each.part is None) is not (each.whole is None) or bool(each.bands) is not bool(each.part):
            yield AnnexFault(place, "half_a_ratio", (each.id,))
        elif each.bands:
            yield from _band_faults(place, each)


def _band_faults(place: Place, content: AnnexContent) -> Iterator[AnnexFault]:
    """From the highest percentage down to 0, with ever fewer points, the first giving them all."""
    falls = all(high.at_least > low.at_least and high.points > low.points for high, low in pairwise(content.bands))
    complete = content.bands[-1].at_least == 0 and content.bands[0].at_least <= _HUNDRED
    if not falls or not complete:
        yield AnnexFault(place, "bands_apart", (content.id,))
    if content.bands[0].points != content.points:
        yield AnnexFault(place, "band_differs", (content.id, str(content.bands[0].points), str(content.points)))


def _sum_faults(annex: Annex, total: Decimal) -> Iterator[AnnexFault]:
    yield from _sum_fault(None, "sum_total", "", total, [each.points for each in annex.criteria])
    for at, criterion in enumerate(annex.criteria):
        parts = [each.points for each in annex.indicators if each.id.partition(".")[0] == criterion.id]
        if parts:
            yield from _sum_fault(("criteria", at), "sum_criterion", criterion.id, criterion.points, parts)
        else:
            yield AnnexFault(("criteria", at), "no_indicators", (criterion.id,))
    for at, indicator in enumerate(annex.indicators):
        parts = [each.points for each in annex.contents if each.id.rpartition(".")[0] == indicator.id]
        if parts:
            yield from _sum_fault(("indicators", at), "sum_indicator", indicator.id, indicator.points, parts)


def _sum_fault(place: Place, kind: str, of: str, whole: Decimal, parts: Sequence[Decimal]) -> Iterator[AnnexFault]:
    found = sum(parts, Decimal(0))
    if found != whole:
        yield AnnexFault(place, kind, (of, str(found), str(whole)))
