"""People as reminders need them: roles, address, what they were told, put off and switched off; batch by batch."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select

from handlers.reminding.agenda import Reader, Ref
from knowledge.reminders import FORGET_AFTER
from storage.people import best_address
from storage.reminder_tables import mutes, reminders, snoozes
from storage.tables import addresses, memberships, people

REMINDED_ROLES = ("official", "leader", "reviewer")

_HAS_ROLE = exists().where(memberships.c.person_id == people.c.id, memberships.c.role.in_(REMINDED_ROLES))
# The same lock as a turn takes: what a person marks meanwhile is decided before or after, never in between.
_BATCH = (
    select(people.c.id, people.c.name)
    .where(people.c.id > bindparam("after"), _HAS_ROLE)
    .order_by(people.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=people)
)


def load_batch(tx: Connection, after: int, most: int, today: date) -> list[Reader]:
    """The next people with roles, locked until the transaction ends."""
    rows = tx.execute(_BATCH, {"after": after, "most": most}).all()
    return _readers(tx, rows, today) if rows else []


def load_reader(tx: Connection, person_id: int, today: date) -> Reader:
    """One person; without roles where they have none."""
    rows = tx.execute(select(people.c.id, people.c.name).where(people.c.id == person_id)).all()
    return _readers(tx, rows, today)[0]


def _readers(tx: Connection, rows: Iterable[Any], today: date) -> list[Reader]:
    found = list(rows)
    first, last = found[0].id, found[-1].id
    roles = _roles(tx, memberships.c.person_id.between(first, last))
    held = _addresses(tx, addresses.c.person_id.between(first, last))
    told, morning = _told(tx, reminders.c.person_id.between(first, last), today)
    put_off = _snoozed(tx, snoozes.c.person_id.between(first, last))
    off = _muted(tx, mutes.c.person_id.between(first, last))
    return [
        Reader(
            id=row.id,
            name=row.name,
            roles=tuple(roles.get(row.id, ())),
            address=best_address(held.get(row.id, ())),
            told={ref: frozenset(labels) for ref, labels in told.get(row.id, {}).items()},
            snoozed=put_off.get(row.id, {}),
            muted=frozenset(off.get(row.id, ())),
            told_today=row.id in morning,
        )
        for row in found
    ]


def _roles(tx: Connection, where: ColumnElement[bool]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    columns = select(memberships.c.person_id, memberships.c.unit_id, memberships.c.role)
    for row in tx.execute(columns.where(where).order_by(memberships.c.id)):
        found[row.person_id].append((row.unit_id, row.role))
    return found


def _addresses(tx: Connection, where: ColumnElement[bool]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    columns = select(
        addresses.c.person_id, addresses.c.channel, addresses.c.address, addresses.c.last_used_at, addresses.c.id
    )
    for row in tx.execute(columns.where(where, addresses.c.unreachable_since.is_(None))):
        found[row.person_id].append(row)
    return found


def _told(tx: Connection, where: ColumnElement[bool], today: date) -> tuple[dict[int, dict[Ref, set[str]]], set[int]]:
    found: dict[int, dict[Ref, set[str]]] = defaultdict(lambda: defaultdict(set))
    morning: set[int] = set()
    recent = reminders.c.last_day >= today - timedelta(days=FORGET_AFTER)
    for row in tx.execute(select(reminders).where(where, recent)):
        found[row.person_id][Ref(row.unit_id, row.year, row.deadline)].add(row.milestone)
        if row.day == today:
            morning.add(row.person_id)
    return found, morning


def _snoozed(tx: Connection, where: ColumnElement[bool]) -> dict[int, dict[Ref, date]]:
    found: dict[int, dict[Ref, date]] = defaultdict(dict)
    for row in tx.execute(select(snoozes).where(where)):
        found[row.person_id][Ref(row.unit_id, row.year, row.deadline)] = row.until
    return found


def _muted(tx: Connection, where: ColumnElement[bool]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in tx.execute(select(mutes.c.person_id, mutes.c.subject).where(where)):
        found[row.person_id].append(row.subject)
    return found
