"""A regulation with an annex applied: pure, and every filled-in value says who filled it in from what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from knowledge.annex import Annex, AnnexBand, AnnexContent, AnnexFault, annex_faults
from knowledge.conditions import Condition, SatisfactionRate
from knowledge.measures import Band, PointsMeasure, RatioMeasure, most_points
from knowledge.regulation import AppliedAnnex, Content, Criterion, Indicator, Regulation
from knowledge.regulation_values import Amount, Confirmation, Named, Sourced, confirm_value, sourced_values
from knowledge.strict_yaml import DataError, read, validate


@dataclass(frozen=True)
class RecordedAnnex:
    """An annex with who filled it in and when."""

    annex: Annex
    by: str
    on: date


@dataclass(frozen=True)
class RecordedConfirmation:
    """A reviewer's confirmation of one value; `value` is what was confirmed, as JSON."""

    regulation: str
    key: str
    value: str
    confirmation: Confirmation


def load_annex(path: Path, regulation: Regulation) -> Annex:
    """An annex from a YAML file, with file and line of every fault."""
    source = read(path)
    annex = validate(source, Annex)
    faults = annex_faults(annex, regulation)
    if faults:
        places = ((each.place or (), each) for each in faults)
        raise DataError(tuple(source.fault(loc, each.kind, each.kind, *each.about) for loc, each in places))
    return annex


class AnnexRefused(Exception):
    """An annex that does not fit its regulation."""

    def __init__(self, faults: tuple[AnnexFault, ...]) -> None:
        super().__init__(", ".join(each.kind for each in faults))
        self.faults = faults


def with_annex(regulation: Regulation, annex: Annex, by: str, on: date) -> Regulation:
    """The regulation with the annex's points; refuses one that does not fit."""
    faults = annex_faults(annex, regulation)
    if faults:
        raise AnnexRefused(faults)
    filling = _Filling(regulation, annex, by, on)
    return regulation.model_copy(
        update={
            "criteria": tuple(filling.criterion(each) for each in regulation.criteria),
            "conditions": tuple(filling.condition(each) for each in regulation.conditions),
            "annex": AppliedAnnex(document=annex.document, by=by, made_up=annex.made_up),
        }
    )


class _Filling:
    """Makes the values of one annex; all of them are known in the same way."""

    def __init__(self, regulation: Regulation, annex: Annex, by: str, on: date) -> None:
        self.regulation, self.annex = regulation, annex
        self._known: dict[str, Any] = {
            "status": "unverified" if annex.made_up else "secondary",
            "source": annex.document,
            "checked_on": on,
            "confirmed": None if annex.made_up else Confirmation(by=by, checked_on=on, document=annex.document),
        }

    def criterion(self, old: Criterion) -> Criterion:
        points = next(each.points for each in self.annex.criteria if each.id == old.id)
        given = [each for each in self.annex.indicators if each.id.partition(".")[0] == old.id]
        known = {each.id: each for each in old.indicators}
        new = tuple(
            self.indicator(known.get(each.id) or self._new_indicator(each.id, each.title, old), each.points)
            for each in given
        )
        return old.model_copy(update={"max": self._amount(points, old), "indicators": new})

    def indicator(self, old: Indicator, points: Any) -> Indicator:
        amount = self._amount(points, old)
        given = [each for each in self.annex.contents if each.id.rpartition(".")[0] == old.id]
        contents = tuple(self._content(each, old) for each in given) or _fitting(old, amount)
        none = old.nothing_arising
        fits = none and (none.points is None or none.points <= amount.value)
        update = {"max": amount, "contents": contents, "nothing_arising": none if fits else None}
        return old.model_copy(update=update)

    def condition(self, old: Condition) -> Condition:
        given = {each.id: each.percent for each in self.annex.thresholds}
        if isinstance(old, SatisfactionRate) and old.id in given and old.percent is None:
            return old.model_copy(update={"percent": self._amount(given[old.id], old)})
        return old

    def _new_indicator(self, id_: str, title: str | None, criterion: Criterion) -> Indicator:
        return Indicator(**self._sourced(criterion), id=id_, title=title or id_)

    def _content(self, given: AnnexContent, indicator: Indicator) -> Content:
        amount = self._amount(given.points, indicator)
        measure: PointsMeasure | RatioMeasure = PointsMeasure(kind="points", max=amount)
        if given.part and given.whole:
            bands = self._bands(given.bands, indicator)
            measure = RatioMeasure(kind="ratio", part=given.part, whole=given.whole, max=amount, bands=bands)
        named: Named = "description" if self.annex.made_up else "official"
        return Content(**self._sourced(indicator), id=given.id, title=given.title, named=named, measure=measure)

    def _bands(self, given: tuple[AnnexBand, ...], indicator: Indicator) -> tuple[Band, ...]:
        below = (None, *(high.at_least for high, _ in pairwise(given)))
        return tuple(
            Band(**self._sourced(indicator), at_least=each.at_least, below=limit, points=each.points)
            for each, limit in zip(given, below, strict=True)
        )

    def _amount(self, value: Any, place: Sourced) -> Amount:
        return Amount(**self._sourced(place), value=value)

    def _sourced(self, place: Sourced) -> dict[str, Any]:
        points_in = self.regulation.points_in
        return {**self._known, "citations": points_in.citations if points_in else place.citations}


def practice_regulations(folder: Path, regulations: Iterable[Regulation]) -> tuple[Regulation, ...]:
    """Regulations with the made-up annex of the demo and the practice mode; those without one stay as they are."""
    return tuple(_with_demo(each, folder / f"annex-{each.id}.yaml") for each in regulations)


def _with_demo(regulation: Regulation, path: Path) -> Regulation:
    if not path.exists():
        return regulation
    annex = load_annex(path, regulation)
    return with_annex(regulation, annex, annex.document, regulation.criteria[0].checked_on)


def _fitting(indicator: Indicator, amount: Amount) -> tuple[Content, ...]:
    """The contents that the file knows, if they still add up; else the indicator is entered as a whole."""
    parts = [most_points(each.measure) for each in indicator.contents]
    known = [part for part in parts if part is not None]
    fits = len(known) == len(parts) and sum(known) == amount.value
    return indicator.contents if fits else ()


def with_records(
    regulations: Iterable[Regulation],
    annexes: Iterable[RecordedAnnex],
    confirmations: Iterable[RecordedConfirmation],
) -> tuple[Regulation, ...]:
    """The regulations with what this office recorded; the last annex of each counts.

    A confirmation of a value that has changed since is void.
    """
    latest = {each.annex.regulation: each for each in annexes}
    confirmed = tuple(confirmations)
    filled = ((each, latest.get(each.id)) for each in regulations)
    return tuple(
        _confirmed(with_annex(each, one.annex, one.by, one.on) if one else each, confirmed) for each, one in filled
    )


def _confirmed(regulation: Regulation, confirmations: tuple[RecordedConfirmation, ...]) -> Regulation:
    found = regulation
    for each in confirmations:
        if each.regulation == regulation.id and value_of(regulation, each.key) == each.value:
            found = confirm_value(found, each.key, each.confirmation)
    return found


def value_of(regulation: Regulation, key: str) -> str | None:
    """What a value itself says, as JSON, to see later whether it is still the same; None where there is none."""
    found = dict(sourced_values(regulation)).get(key)
    if found is None:
        return None
    inner = {name for name in type(found).model_fields if any(sourced_values(getattr(found, name), "inner"))}
    return found.model_dump_json(exclude={"confirmed", *inner})
