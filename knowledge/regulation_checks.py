"""What must hold across the values of one regulation file; each fault names its file and line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from knowledge.conditions import SatisfactionRate, TotalAtLeast
from knowledge.documents import Document, citation_faults, repeated_ids
from knowledge.measures import ChoiceMeasure, Measure, RatioMeasure, YesNoMeasure, most_points
from knowledge.regulation import Content, Criterion, Indicator, Regulation
from knowledge.regulation_procedure import AtLeastDays, BeforeDay
from knowledge.strict_yaml import Fault, Loc, Source

Check = Callable[[Source, Regulation], Iterator[Fault]]


def regulation_faults(source: Source, found: Regulation, documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    """Every fault that the shape alone does not show."""
    own = tuple(fault for check in _CHECKS for fault in check(source, found))
    return own + _document_faults(source, found, documents) + citation_faults(source, found, documents)


def _document_faults(source: Source, found: Regulation, documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    named = [(("document",), found.document), *((("guided_by", at), each) for at, each in enumerate(found.guided_by))]
    return tuple(
        source.fault(loc, f"no document {each}", "no_document", each) for loc, each in named if each not in documents
    )


def _years(source: Source, found: Regulation) -> Iterator[Fault]:
    for at, span in enumerate(found.assessed_years):
        if span.last is not None and span.last < span.first:
            why = f"the last year {span.last} is before the first {span.first}"
            yield source.fault(("assessed_years", at, "last"), why, "years_turned", str(span.first), str(span.last))


def _ids(source: Source, found: Regulation) -> Iterator[Fault]:
    for name in ("criteria", "conditions", "deadlines", "steps", "dossier", "forms", "bodies"):
        yield from repeated_ids(source, (name,), [each.id for each in getattr(found, name)])
    for loc, criterion in _criteria(found):
        yield from _inner_ids(source, (*loc, "indicators"), criterion.id, criterion.indicators)
    for loc, indicator in _indicators(found):
        yield from _inner_ids(source, (*loc, "contents"), indicator.id, indicator.contents)
    for loc, content in _contents(found):
        if isinstance(content.measure, ChoiceMeasure):
            place = (*loc, "measure", "options")
            yield from repeated_ids(source, place, [each.id for each in content.measure.options])


def _inner_ids(source: Source, loc: Loc, outer: str, inner: Sequence[Indicator | Content]) -> Iterator[Fault]:
    yield from repeated_ids(source, loc, [each.id for each in inner])
    for at, each in enumerate(inner):
        if each.id.rpartition(".")[0] != outer:
            why = f"id {each.id} does not belong under {outer}"
            yield source.fault((*loc, at, "id"), why, "foreign_id", each.id, outer)


def _sums(source: Source, found: Regulation) -> Iterator[Fault]:
    known = [each.max.value if each.max else None for each in found.criteria]
    yield from _sum_fault(source, ("criteria",), found.total.value if found.total else None, known)
    for loc, criterion in _criteria(found):
        parts = [each.max.value if each.max else None for each in criterion.indicators]
        yield from _sum_fault(source, (*loc, "indicators"), criterion.max.value if criterion.max else None, parts)
    for loc, indicator in _indicators(found):
        parts = [most_points(each.measure) for each in indicator.contents]
        yield from _sum_fault(source, (*loc, "contents"), indicator.max.value if indicator.max else None, parts)


def _sum_fault(source: Source, loc: Loc, whole: Decimal | None, parts: Sequence[Decimal | None]) -> Iterator[Fault]:
    if whole is None or not parts:
        return
    known = sum((part for part in parts if part is not None), Decimal(0))
    if known > whole or (None not in parts and known != whole):
        yield source.fault(loc, f"points sum to {known}, not {whole}", "sum_differs", f"{known}", f"{whole}")


def _results(source: Source, found: Regulation) -> Iterator[Fault]:
    """Points belong to a regulation with points, met or not met to the other kind."""
    by_points = found.result == "points"
    for loc, content in _contents(found):
        if _counts_points(content.measure) is (not by_points):
            yield source.fault((*loc, "measure"), f"does not fit result {found.result}", "wrong_result", found.result)
        if (content.title is None) is not (content.named == "unknown"):
            yield source.fault(loc, "a title, or named: unknown", "title_or_unknown")
    parts: tuple[tuple[Loc, Criterion | Indicator | Content], ...]
    parts = (*_criteria(found), *_indicators(found), *_contents(found))
    for loc, part in parts:
        none = part.nothing_arising
        if none and ((none.points is None) is by_points or (none.met is None) is not by_points):
            why = "points under result points, met under pass_fail"
            yield source.fault((*loc, "nothing_arising"), why, "wrong_result", found.result)


def _counts_points(measure: Measure) -> bool | None:
    """True for points, False for met or not met, None where both would do."""
    match measure:
        case RatioMeasure():
            return bool(measure.bands) if measure.bands or measure.required_percent else None
        case YesNoMeasure():
            return True if measure.yes or measure.no else None
        case ChoiceMeasure():
            return any(option.points is not None for option in measure.options)
        case _:
            return {"points": True}.get(measure.kind)


def _bands(source: Source, found: Regulation) -> Iterator[Fault]:
    for loc, content in _contents(found):
        bands = content.measure.bands if isinstance(content.measure, RatioMeasure) else ()
        for at, (higher, lower) in enumerate(pairwise(bands)):
            if lower.below != higher.at_least:
                why = f"the band ends below {lower.below}, the one above starts at {higher.at_least}"
                place = (*loc, "measure", "bands", at + 1)
                yield source.fault(place, why, "bands_apart", f"{lower.below}", f"{higher.at_least}")


def _thresholds(source: Source, found: Regulation) -> Iterator[Fault]:
    for at, condition in enumerate(found.conditions):
        loc: Loc = ("conditions", at)
        if isinstance(condition, TotalAtLeast):
            yield from _total_faults(source, loc, found, condition)
        elif isinstance(condition, SatisfactionRate) and condition.percent and condition.percent.value > 100:
            yield source.fault((*loc, "percent"), "a percentage over 100", "over_hundred")


def _total_faults(source: Source, loc: Loc, found: Regulation, condition: TotalAtLeast) -> Iterator[Fault]:
    if (condition.points is None) is (condition.by_class is None):
        yield source.fault(loc, "either points or by_class", "points_or_class")
    by_class = condition.by_class or {}
    for name in by_class:
        if name not in found.unit_classes:
            yield source.fault((*loc, "by_class", name), f"no class {name} in unit_classes", "no_class", name)
    limits = [*by_class.values(), *([condition.points] if condition.points else [])]
    if found.total and any(each.value > found.total.value for each in limits):
        yield source.fault(loc, f"a threshold over the total {found.total.value}", "over_total", f"{found.total.value}")


def _references(source: Source, found: Regulation) -> Iterator[Fault]:
    deadlines, forms = {each.id for each in found.deadlines}, {each.id for each in found.forms}
    for loc, wanted, known in _wanted(found, deadlines, forms):
        if wanted not in known:
            yield source.fault(loc, f"no {wanted} in this file", "no_reference", wanted)


def _days(source: Source, found: Regulation) -> Iterator[Fault]:
    for at, deadline in enumerate(found.deadlines):
        when = deadline.when
        if isinstance(when, BeforeDay) and when.day > _LONGEST_MONTHS[when.month - 1]:
            why = f"there is no day {when.day}/{when.month}"
            yield source.fault(("deadlines", at, "when", "day"), why, "no_day", f"{when.day}/{when.month}")


def _wanted(found: Regulation, deadlines: set[str], forms: set[str]) -> Iterator[tuple[Loc, str, set[str]]]:
    for at, deadline in enumerate(found.deadlines):
        if isinstance(deadline.when, AtLeastDays) and deadline.when.done_before:
            yield ("deadlines", at, "when", "done_before"), deadline.when.done_before, deadlines
    for at, step in enumerate(found.steps):
        yield from ((("steps", at, "deadlines", i), each, deadlines) for i, each in enumerate(step.deadlines))
        yield from ((("steps", at, "forms", i), each, forms) for i, each in enumerate(step.forms))
    for at, item in enumerate(found.dossier):
        yield from ((("dossier", at, "forms", i), each, forms) for i, each in enumerate(item.forms))


def _criteria(found: Regulation) -> list[tuple[Loc, Criterion]]:
    return [(("criteria", at), each) for at, each in enumerate(found.criteria)]


def _indicators(found: Regulation) -> list[tuple[Loc, Indicator]]:
    return [
        ((*loc, "indicators", at), each) for loc, outer in _criteria(found) for at, each in enumerate(outer.indicators)
    ]


def _contents(found: Regulation) -> list[tuple[Loc, Content]]:
    return [
        ((*loc, "contents", at), each) for loc, outer in _indicators(found) for at, each in enumerate(outer.contents)
    ]


# Every year has these days, so a deadline can be dated in any year.
_LONGEST_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CHECKS: tuple[Check, ...] = (_years, _ids, _sums, _results, _bands, _thresholds, _references, _days)
