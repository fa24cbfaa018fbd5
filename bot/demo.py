"""The demo's data: the communes of Hương Trà and three made-up people."""

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from bot.channels.web import WebChannel
from bot.signin import web_address
from knowledge.strict_yaml import Record, load
from storage.people import add_address, add_membership, add_person
from storage.tables import memberships, people
from storage.unit_plans import attach_plan
from storage.units import find_unit, put_unit


class DemoUnit(Record):
    """A unit of the demo; the one without parent comes first."""

    code: str
    name: str
    kind: str
    parent: str | None = None


class DemoPerson(Record):
    """A made-up person."""

    name: str
    unit: str
    role: str


class DemoPlan(Record):
    """A plan that is attached to a unit, and so holds for all below it."""

    unit: str
    plan: str


class DemoFile(Record):
    """knowledge/data/demo/people.yaml."""

    units: tuple[DemoUnit, ...]
    people: tuple[DemoPerson, ...]
    plans: tuple[DemoPlan, ...] = ()


@dataclass(frozen=True)
class Persona:
    """A demo person as kept in the database."""

    id: int
    name: str
    role: str
    unit: str


def fill_demo(engine: Engine, now: datetime) -> list[Persona]:
    """Puts the demo's units and people into the database; those that are there already stay as they are."""
    demo = load(Path(str(resources.files("knowledge"))) / "data" / "demo" / "people.yaml", DemoFile)
    with engine.begin() as tx:
        for one in demo.units:
            parent = find_unit(tx, one.parent) if one.parent else None
            put_unit(tx, one.code, one.name, one.kind, parent.id if parent else None)
        for attached in demo.plans:
            if holder := find_unit(tx, attached.unit):
                attach_plan(tx, holder.id, attached.plan)
        return [_put_person(tx, one, now) for one in demo.people]


def _put_person(tx: Connection, person: DemoPerson, now: datetime) -> Persona:
    unit = find_unit(tx, person.unit)
    if unit is None:
        raise LookupError(person.unit)
    known = tx.execute(
        select(people.c.id)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(people.c.name == person.name, memberships.c.unit_id == unit.id)
    ).scalar()
    if known is None:
        known = add_person(tx, person.name, now)
        add_membership(tx, known, unit.id, person.role, now)
        # So that there is somebody to remind before the sign-in link was used.
        add_address(tx, known, WebChannel.name, web_address(known), now)
    return Persona(known, person.name, person.role, unit.name)
