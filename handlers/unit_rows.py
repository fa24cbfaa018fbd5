"""Decides what a list of units would change: every row is checked against the others and the known units."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.text import fold

LONGEST_NAME = 200
KINDS = {
    "ministry": ("bo", "cap bo", "trung uong", "ministry"),
    "province": ("tinh", "cap tinh", "thanh pho truc thuoc trung uong", "thanh pho trung uong", "province"),
    "district": ("huyen", "cap huyen", "quan", "thi xa", "thanh pho thuoc tinh", "district"),
    "commune": ("xa", "cap xa", "phuong", "thi tran", "dac khu", "commune"),
}
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True)
class ListedUnit:
    """A unit as lists name it; `parent` is a code."""

    code: str
    name: str
    kind: str
    parent: str | None


@dataclass(frozen=True)
class UnitRow:
    """One row as it was typed; None where the list has no such column, which leaves what is known."""

    line: int
    code: str
    name: str
    kind: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class CellFault:
    """One cell that cannot be used: `field` names its column, `why` is worded in handlers.texts_import."""

    line: int
    field: str
    why: str
    about: str = ""


@dataclass(frozen=True)
class UnitPlan:
    """What an import would do; `changed` holds before and after."""

    added: tuple[ListedUnit, ...]
    changed: tuple[tuple[ListedUnit, ListedUnit], ...]
    same: int


Known = Mapping[str, ListedUnit]


def faults_of(rows: Sequence[UnitRow], known: Known) -> tuple[CellFault, ...]:
    """Everything that is wrong with the cells, in the order of the rows."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row.code, row.line)
    codes = first.keys() | known.keys()
    return tuple(fault for row in rows for fault in _row_faults(row, first, codes, known))


def _row_faults(row: UnitRow, first: Mapping[str, int], codes: set[str], known: Known) -> Iterator[CellFault]:
    if not row.code:
        yield CellFault(row.line, "code", "empty")
    elif row.code not in known and not _CODE.fullmatch(row.code):
        yield CellFault(row.line, "code", "bad_code", row.code)
    elif first[row.code] != row.line:
        yield CellFault(row.line, "code", "repeated", str(first[row.code]))
    if why := _name_fault(row.name):
        yield CellFault(row.line, "name", why, row.name[:40])
    if row.kind is not None and fold(row.kind) not in _KIND_OF:
        yield CellFault(row.line, "kind", "bad_kind" if row.kind else "empty", row.kind)
    if row.parent and row.parent not in codes:
        yield CellFault(row.line, "parent", "no_unit", row.parent)


def _name_fault(name: str) -> str | None:
    if not name:
        return "empty"
    if len(name) > LONGEST_NAME:
        return "long_name"
    return None if name[0].isalpha() else "bad_name"


def as_listed(rows: Sequence[UnitRow], known: Known, top: str | None) -> list[ListedUnit]:
    """The units that faultless rows ask for; `top` stands above those that have nothing above them."""
    return [_as_listed(row, known.get(row.code), top) for row in rows]


def _as_listed(row: UnitRow, before: ListedUnit | None, top: str | None) -> ListedUnit:
    old_kind, old_parent = (before.kind, before.parent) if before else ("commune", None)
    kind = old_kind if row.kind is None else _KIND_OF[fold(row.kind)]
    above = top if top != row.code else None
    parent = row.parent or above or (old_parent if row.parent is None else None)
    return ListedUnit(row.code, row.name, kind, parent)


def circles(units: Sequence[ListedUnit], known: Known) -> set[str]:
    """The codes of units that would stand above themselves."""
    above = {unit.code: unit.parent for unit in (*known.values(), *units)}
    return {unit.code for unit in units if _meets_itself(unit.code, above)}


def _meets_itself(code: str, above: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = above[code]
    while step and step != code and step not in seen:
        seen.add(step)
        step = above.get(step)
    return step == code


def plan_units(units: Sequence[ListedUnit], known: Known) -> UnitPlan:
    """What is new, what changes, what stays."""
    added = tuple(unit for unit in units if unit.code not in known)
    changed = tuple((known[unit.code], unit) for unit in units if known.get(unit.code, unit) != unit)
    return UnitPlan(added, changed, len(units) - len(added) - len(changed))


def clashes(units: Sequence[ListedUnit], known: Known) -> tuple[tuple[ListedUnit, ListedUnit], ...]:
    """Known units beside official ones that share either the code or the name and place, but not both.

    The official codes of communes were renumbered between editions of the list: following the code alone
    would quietly turn one commune, with its people and dossiers, into another.
    """
    places = {_place(unit): unit for unit in known.values()}
    pairs = ((known.get(unit.code) or places.get(_place(unit)), unit) for unit in units)
    return tuple((old, new) for old, new in pairs if old and (old.code != new.code or not _same_name(old, new)))


def _same_name(one: ListedUnit, other: ListedUnit) -> bool:
    return _place(replace(one, parent=None)) == _place(replace(other, parent=None))


def _place(unit: ListedUnit) -> tuple[str | None, str]:
    return unit.parent, re.sub(r"\W+", " ", fold(unit.name))
