"""Reads the values of a request to assess: exact numbers, results of indicators; refuses what is not acceptable."""

import re
from decimal import Decimal

from knowledge.assess_situation import Basis
from knowledge.regulation import Regulation
from knowledge.regulation_values import NothingArising
from knowledge.text import fold

_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,24})?")
_MET = {"dat": True, "chua dat": False, "khong dat": False}
_NOTHING = {"khong phat sinh", "khong duoc giao"}


class Refused(Exception):
    """A request that cannot be judged: `kind` and `about` let handlers say why."""

    def __init__(self, kind: str, **about: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.about = about


def exact_number(value: object, of: str) -> Decimal:
    """A JSON number or text as an exact decimal that is not negative; a comma is a decimal comma."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise Refused("not_number", of=of, given=value)
    number = _decimal(value, of)
    if number < 0:
        raise Refused("negative", of=of, given=value)
    return abs(number)


def _decimal(value: int | str | Decimal, of: str) -> Decimal:
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value.strip()):
            raise Refused("not_number", of=of, given=value)
        return Decimal(value.strip().replace(",", "."))
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    # Beyond this a number is a slip or an attack, and exact arithmetic on it would only cost memory.
    if not number.is_finite() or number.adjusted() > 12 or not isinstance(exponent, int) or exponent < -24:
        raise Refused("not_number", of=of, given="…")
    return number


def indicator_points(regulation: Regulation, id_: str, value: object, used: list[Basis]) -> Decimal:
    none = _nothing_arising(regulation, id_, value, used)
    points = none.points if none and none.points is not None else exact_number(value, id_)
    indicator = regulation.indicator(id_)
    if indicator and indicator.max and points > indicator.max.value:
        raise Refused("over_max", of=id_, given=points, limit=indicator.max.value)
    return points


def indicator_met(regulation: Regulation, id_: str, value: object, used: list[Basis]) -> bool:
    none = _nothing_arising(regulation, id_, value, used)
    if none and none.met is not None:
        return none.met
    met = value if isinstance(value, bool) else _MET.get(fold(value).strip()) if isinstance(value, str) else None
    if met is None:
        raise Refused("not_met_or_unmet", of=id_, given=value)
    return met


def _nothing_arising(regulation: Regulation, id_: str, value: object, used: list[Basis]) -> NothingArising | None:
    """The result of a task that did not arise; the indicator's own goes before its criterion's."""
    if not isinstance(value, str) or fold(value).strip() not in _NOTHING:
        return None
    indicator, criterion = regulation.indicator(id_), regulation.criterion(id_.partition(".")[0])
    found = (indicator and indicator.nothing_arising) or (criterion and criterion.nothing_arising)
    if not found:
        raise Refused("always_arises", of=id_)
    used.append(Basis("nothing_arising", id_, found))
    return found
