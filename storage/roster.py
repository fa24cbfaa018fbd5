"""Everybody at once, as the command line lists them, and the name a person is known by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from storage.tables import memberships, people, units


@dataclass
class Listed:
    """A person with (unit's name, role) pairs."""

    id: int
    name: str | None
    roles: list[tuple[str, str]] = field(default_factory=list)


def list_people(connection: Connection, unit_id: int | None = None) -> Sequence[Listed]:
    """Everybody, or the members of one unit; each with all their units."""
    found = select(people.c.id, people.c.name).order_by(people.c.id)
    if unit_id is not None:
        members = select(memberships.c.person_id).where(memberships.c.unit_id == unit_id)
        found = found.where(people.c.id.in_(members))
    listed = {row.id: Listed(row.id, row.name) for row in connection.execute(found)}
    _add_roles(connection, listed)
    return list(listed.values())


def _add_roles(connection: Connection, listed: Mapping[int, Listed]) -> None:
    rows = connection.execute(
        select(memberships.c.person_id, units.c.name, memberships.c.role)
        .join(units, units.c.id == memberships.c.unit_id)
        .order_by(memberships.c.id)
    )
    for row in rows:
        if row.person_id in listed:
            listed[row.person_id].roles.append((row.name, row.role))


def name_person(tx: Connection, person_id: int, name: str) -> bool:
    """Sets the name a person is shown by; False for an unknown id."""
    return tx.execute(update(people).where(people.c.id == person_id).values(name=name)).rowcount == 1


def find_person(connection: Connection, person_id: int) -> Listed | None:
    """One person without roles; None for an unknown id."""
    row = connection.execute(select(people.c.id, people.c.name).where(people.c.id == person_id)).first()
    return Listed(row.id, row.name) if row else None
