"""The whole tree of units at once: read by code, written in bulk."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from handlers.unit_rows import ListedUnit, UnitPlan
from storage.tables import units

_CHANGE = (
    update(units)
    .where(units.c.code == bindparam("its_code"))
    .values(name=bindparam("its_name"), kind=bindparam("its_kind"))
)
_MOVE = update(units).where(units.c.code == bindparam("its_code")).values(parent_id=bindparam("its_parent"))


def listed_units(tx: Connection) -> dict[str, ListedUnit]:
    """Every unit by code."""
    rows = tx.execute(select(units)).all()
    codes = {row.id: row.code for row in rows}
    return {row.code: ListedUnit(row.code, row.name, row.kind, codes.get(row.parent_id)) for row in rows}


def put_plan(tx: Connection, plan: UnitPlan) -> None:
    """Adds and changes the units of a plan; parents may come in any order."""
    if plan.added:
        tx.execute(insert(units), [{"code": u.code, "name": u.name, "kind": u.kind} for u in plan.added])
    after = [unit for _, unit in plan.changed]
    if after:
        tx.execute(_CHANGE, [{"its_code": u.code, "its_name": u.name, "its_kind": u.kind} for u in after])
    _move(tx, [*plan.added, *after])


def _move(tx: Connection, moved: Sequence[ListedUnit]) -> None:
    ids = {row.code: row.id for row in tx.execute(select(units.c.id, units.c.code))}
    places = [{"its_code": u.code, "its_parent": ids[u.parent] if u.parent else None} for u in moved]
    if places:
        tx.execute(_MOVE, places)
