"""The tree of units."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from storage.tables import units


@dataclass(frozen=True)
class Unit:
    """A unit of the tree; `kind` is ministry, province, district or commune."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None


def find_unit(tx: Connection, code: str) -> Unit | None:
    """The unit with this code."""
    row = tx.execute(select(units).where(units.c.code == code)).first()
    return Unit(row.id, row.code, row.name, row.kind, row.parent_id) if row else None


def put_unit(tx: Connection, code: str, name: str, kind: str, parent_id: int | None) -> bool:
    """Adds the unit, or renames and moves the one with this code; True where it is new."""
    known = find_unit(tx, code)
    values = {"name": name, "kind": kind, "parent_id": parent_id}
    if known:
        tx.execute(update(units).where(units.c.id == known.id).values(values))
        return False
    tx.execute(insert(units).values(code=code, **values))
    return True


def list_units(tx: Connection) -> list[Unit]:
    """All units by code."""
    rows = tx.execute(select(units).order_by(units.c.code)).all()
    return [Unit(r.id, r.code, r.name, r.kind, r.parent_id) for r in rows]
