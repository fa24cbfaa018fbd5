"""People, the addresses they write from, and their roles in units."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from handlers.conversation import Membership, Person
from storage.tables import addresses, memberships, people, units

# A message to one of these is seen without opening anything.
PUSH_CHANNELS = ("telegram", "zalo")

_parent = units.alias("parent")
_PERSON = (
    select(
        people.c.id,
        people.c.name,
        memberships.c.unit_id,
        memberships.c.role,
        units.c.name.label("unit"),
        units.c.parent_id,
        _parent.c.name.label("parent"),
    )
    .outerjoin(memberships, memberships.c.person_id == people.c.id)
    .outerjoin(units, units.c.id == memberships.c.unit_id)
    .outerjoin(_parent, _parent.c.id == units.c.parent_id)
    .where(people.c.id == bindparam("person"))
    .order_by(memberships.c.id)
)
# One statement, so that an address which is just moving to another person is waited for and not read before.
_USED = (
    update(addresses)
    .where(addresses.c.channel == bindparam("on_channel"), addresses.c.address == bindparam("at_address"))
    .values(last_used_at=bindparam("now"), unreachable_since=None)
    .returning(addresses.c.person_id)
)


def person_at(tx: Connection, channel: str, address: str, now: datetime) -> int:
    """The id of the person at an address; somebody new becomes a guest."""
    known = tx.execute(_USED, {"on_channel": channel, "at_address": address, "now": now}).scalar()
    if known is not None:
        return int(known)
    person_id = add_person(tx, None, now)
    add_address(tx, person_id, channel, address, now)
    return person_id


def add_person(tx: Connection, name: str | None, now: datetime) -> int:
    """A new person without roles."""
    key = tx.execute(insert(people), {"name": name, "created_at": now}).inserted_primary_key
    return int(key[0]) if key else 0


def add_address(tx: Connection, person_id: int, channel: str, address: str, now: datetime) -> None:
    """Where a person can be answered."""
    values = {"person_id": person_id, "channel": channel, "address": address, "last_used_at": now}
    tx.execute(insert(addresses), values)


def add_membership(tx: Connection, person_id: int, unit_id: int, role: str, now: datetime) -> None:
    """Gives a person a role in a unit."""
    tx.execute(insert(memberships), {"person_id": person_id, "unit_id": unit_id, "role": role, "since": now})


def load_person(tx: Connection, person_id: int) -> Person:
    """The person with all roles; raises LookupError for an unknown id."""
    rows = tx.execute(_PERSON, {"person": person_id}).all()
    if not rows:
        raise LookupError(f"no person {person_id}")
    roles = tuple(Membership(r.unit_id, r.unit, r.role, r.parent_id, r.parent) for r in rows if r.role)
    return Person(rows[0].id, rows[0].name, roles)


def reachable_address(tx: Connection, person_id: int) -> tuple[str, str] | None:
    """Where a message that nobody waits for goes: (channel, address); None where nothing takes it."""
    held = select(addresses).where(addresses.c.person_id == person_id, addresses.c.unreachable_since.is_(None))
    return best_address(tx.execute(held).all())


def other_address(tx: Connection, person_id: int, channel: str, address: str) -> tuple[str, str] | None:
    """The best of the person's addresses but this one."""
    held = select(addresses).where(addresses.c.person_id == person_id, addresses.c.unreachable_since.is_(None))
    here = (addresses.c.channel == channel) & (addresses.c.address == address)
    return best_address(tx.execute(held.where(~here)).all())


def best_address(held: Iterable[Any]) -> tuple[str, str] | None:
    """Of rows of addresses the one used last, but one that rings a phone before a page that must be opened."""
    best = max(held, key=lambda row: (row.channel in PUSH_CHANNELS, row.last_used_at, row.id), default=None)
    return (best.channel, best.address) if best else None


def mark_unreachable(tx: Connection, channel: str, address: str, now: datetime) -> None:
    """The address refused for good; it counts again when the person writes from it."""
    here = (addresses.c.channel == channel) & (addresses.c.address == address)
    tx.execute(update(addresses).where(here).values(unreachable_since=now))
