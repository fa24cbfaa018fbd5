"""Reads the request of `tcpl assess`; whatever is not acceptable is refused with its limit."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NoReturn

from knowledge.assess_situation import Basis, Situation, exact_sum, points_of_criteria
from knowledge.assess_values import Refused, exact_number, indicator_met, indicator_points
from knowledge.regulation import Paused, Regulation

_KEYS = {"year", "regulation", "unit", "criteria", "indicators", "maxima", "declarations", "satisfaction"}
_HUNDRED = Decimal(100)


def parse_request(text: str | bytes) -> dict[str, object]:
    """The JSON object; decimals stay exact, repeated keys are refused."""
    try:
        raw = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_unrepeated)
    except (ValueError, RecursionError) as error:
        raise Refused("not_json") from error
    if not isinstance(raw, dict):
        raise Refused("not_json")
    for key in raw:
        if key not in _KEYS:
            raise Refused("unknown_key", key=key, known=", ".join(sorted(_KEYS)))
    return raw


def request_year(raw: Mapping[str, object]) -> int:
    """The assessed year: a whole number of four digits."""
    year = raw.get("year")
    text = year if isinstance(year, str) else str(year) if type(year) is int else ""
    if not re.fullmatch(r"[12][0-9]{3}", text.strip()):
        raise Refused("bad_year", given=year)
    return int(text)


def checked_regulation(raw: Mapping[str, object], found: Regulation | Paused | None, year: int) -> Regulation:
    """The year's regulation, which must be the one that the request names, if it names one."""
    if isinstance(found, Paused):
        raise Refused("paused", year=year, paused=found)
    if found is None:
        raise Refused("no_regulation", year=year)
    named = raw.get("regulation")
    if named is not None and named != found.id:
        raise Refused("wrong_regulation", year=year, given=named, right=found)
    return found


def situation_of(raw: Mapping[str, object], regulation: Regulation, year: int) -> Situation:
    """What the request tells, checked against the regulation."""
    results = _table(raw, "indicators")
    used: list[Basis] = []
    points, met = _indicator_results(regulation, results, used)
    if raw.get("criteria") is not None:
        points = _criteria_points(raw, regulation, bool(results))
    maxima = _maxima(raw, regulation)
    _check_points(regulation, points, maxima)
    return Situation(
        year=year,
        unit_class=_unit_class(raw, regulation),
        points=points,
        indicators_met=met,
        given_maxima=maxima,
        declarations=_declarations(raw, regulation),
        satisfaction=_satisfaction(raw),
        used=tuple(used),
    )


def _no_number(_: str) -> NoReturn:
    raise Refused("not_json")


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for key, _ in pairs:
        if [each for each, _ in pairs].count(key) > 1:
            raise Refused("repeated_key", key=key)
    return dict(pairs)


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    """An object of the request; what is null in it is not known yet."""
    table = raw.get(key)
    if table is None:
        return {}
    if not isinstance(table, dict):
        raise Refused("not_table", key=key)
    return {each: value for each, value in table.items() if value is not None}


def _criteria_points(raw: Mapping[str, object], regulation: Regulation, also: bool) -> dict[str, Decimal]:
    if also:
        raise Refused("both")
    if regulation.result != "points":
        raise Refused("no_points", regulation=regulation)
    return _by_criterion(_table(raw, "criteria"), regulation)


def _by_criterion(table: Mapping[str, object], regulation: Regulation) -> dict[str, Decimal]:
    known = [each.id for each in regulation.criteria]
    for id_ in table:
        if id_ not in known:
            raise Refused("no_criterion", id=id_, known=", ".join(known))
    return {id_: exact_number(value, id_) for id_, value in table.items()}


def _indicator_results(
    regulation: Regulation, table: Mapping[str, object], used: list[Basis]
) -> tuple[dict[str, Decimal], dict[str, bool]]:
    known = [each.id for each in regulation.indicators()]
    for id_ in table:
        if id_ not in known:
            raise Refused("no_indicator", id=id_, regulation=regulation)
    if regulation.result == "points":
        points = {id_: indicator_points(regulation, id_, value, used) for id_, value in table.items()}
        return points_of_criteria(regulation, points), {}
    return {}, {id_: indicator_met(regulation, id_, value, used) for id_, value in table.items()}


def _maxima(raw: Mapping[str, object], regulation: Regulation) -> dict[str, Decimal]:
    """Maxima that the regulation file does not hold; one that it does hold must agree."""
    given = _by_criterion(_table(raw, "maxima"), regulation)
    for each in regulation.criteria:
        if each.id in given and each.max and given[each.id] != each.max.value:
            raise Refused("other_max", of=each.id, given=given[each.id], value=each.max)
        if given.get(each.id) == 0:
            raise Refused("zero_max", of=each.id)
    known = {each.id: each.max.value for each in regulation.criteria if each.max} | given
    whole, total = regulation.total.value if regulation.total else None, exact_sum(known.values())
    if whole is not None and (total > whole or (len(known) == len(regulation.criteria) and total != whole)):
        raise Refused("maxima_sum", given=total, limit=whole)
    return given


def _check_points(regulation: Regulation, points: Mapping[str, Decimal], given: Mapping[str, Decimal]) -> None:
    for each in regulation.criteria:
        limit = each.max.value if each.max else given.get(each.id)
        if each.id in points and limit is not None and points[each.id] > limit:
            raise Refused("over_max", of=each.id, given=points[each.id], limit=limit)
    total = exact_sum(points.values())
    if regulation.total and total > regulation.total.value:
        raise Refused("over_total", given=total, limit=regulation.total.value)


def _unit_class(raw: Mapping[str, object], regulation: Regulation) -> str | None:
    found = _table(raw, "unit").get("class")
    if found is None or not regulation.unit_classes:
        return None
    if not isinstance(found, str) or found.strip().upper() not in regulation.unit_classes:
        raise Refused("no_class", given=found, known=", ".join(regulation.unit_classes))
    return found.strip().upper()


def _declarations(raw: Mapping[str, object], regulation: Regulation) -> dict[str, bool]:
    known = [each.id for each in regulation.conditions if each.kind == "declaration"]
    answers: dict[str, bool] = {}
    for id_, answer in _table(raw, "declarations").items():
        if id_ not in known:
            raise Refused("no_declaration" if known else "no_declarations", id=id_, known=", ".join(known))
        if not isinstance(answer, bool):
            raise Refused("not_yes_or_no", of=id_, given=answer)
        answers[id_] = answer
    return answers


def _satisfaction(raw: Mapping[str, object]) -> Decimal | None:
    if raw.get("satisfaction") is None:
        return None
    rate = exact_number(raw["satisfaction"], "satisfaction")
    if rate > _HUNDRED:
        raise Refused("over_max", of="satisfaction", given=rate, limit=_HUNDRED)
    return rate
