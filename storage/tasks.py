"""Tasks and notices that a reviewing unit set, and how each unit stands to them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from handlers.changes import TaskAnswered, TaskSet
from handlers.conversation import Reply
from handlers.reminding.agenda import GivenTask, Reached, SetTask, TaskState
from handlers.reminding.notices import notice_of
from storage.office import task_of
from storage.outbox import enqueue_notice
from storage.people import best_address, reachable_address
from storage.reminder_tables import done_marks, reminders, task_units, tasks
from storage.reminders import digest_key
from storage.tables import addresses, memberships, outbox, people, units


def set_task(tx: Connection, change: TaskSet, person_id: int, now: datetime) -> None:
    """Keeps the task and tells the officials and leaders of each unit, each person once."""
    row = {"unit_id": change.unit_id, "person_id": person_id, "text": change.text, "last_day": change.last_day}
    row |= {"answer_needed": change.answer_needed, "set_at": now, "deadline": change.deadline, "year": change.year}
    made = tx.execute(insert(tasks), row).inserted_primary_key
    task_id = int(made[0]) if made else 0
    tx.execute(insert(task_units), [{"task_id": task_id, "unit_id": each} for each in change.to])
    about = (change.deadline, change.year)
    task = SetTask(task_id, change.text, change.last_day, change.answer_needed, change.unit, now.date(), *about)
    told: set[int] = set()
    for member, unit_id in _members(tx, change.to):
        address = reachable_address(tx, member) if member not in told else None
        if address:
            told.add(member)
            enqueue_notice(tx, (*address, member), notice_of(task, unit_id), change.at)


def _members(tx: Connection, unit_ids: Collection[int]) -> list[tuple[int, int]]:
    here = memberships.c.unit_id.in_(unit_ids) & memberships.c.role.in_(("official", "leader"))
    found = select(memberships.c.person_id, memberships.c.unit_id).where(here).order_by(memberships.c.id)
    return [(row.person_id, row.unit_id) for row in tx.execute(found)]


def keep_received(tx: Connection, task_id: int, unit_id: int, person_id: int, now: datetime) -> None:
    """The first to say so counts."""
    here = (task_units.c.task_id == task_id) & (task_units.c.unit_id == unit_id) & task_units.c.received_at.is_(None)
    tx.execute(update(task_units).where(here).values(received_by=person_id, received_at=now))


def keep_answer(tx: Connection, change: TaskAnswered, person_id: int, now: datetime) -> None:
    """Keeps the answer and tells who set the task."""
    keep_received(tx, change.task_id, change.unit_id, person_id, now)
    here = (task_units.c.task_id == change.task_id) & (task_units.c.unit_id == change.unit_id)
    tx.execute(update(task_units).where(here).values(answer=change.answer))
    author = tx.execute(select(tasks.c.person_id).where(tasks.c.id == change.task_id)).scalar_one()
    if address := reachable_address(tx, author):
        enqueue_notice(tx, (*address, author), Reply(change.notice), now)


def given_tasks(tx: Connection, unit_id: int, most: int, now: datetime) -> tuple[GivenTask, ...]:
    """What a unit set, the newest first."""
    found = (
        select(tasks, units.c.name.label("by_unit"))
        .join(units, units.c.id == tasks.c.unit_id)
        .where(tasks.c.unit_id == unit_id)
        .order_by(tasks.c.id.desc())
        .limit(most)
    )
    return tuple(_given(tx, row, now) for row in tx.execute(found).all())


def _given(tx: Connection, row: Row[Any], now: datetime) -> GivenTask:
    task = task_of(row, row.by_unit, now.tzinfo)
    states = (
        select(task_units, units.c.name, people.c.name.label("receiver"), done_marks.c.id.label("mark"))
        .join(units, units.c.id == task_units.c.unit_id)
        .outerjoin(people, people.c.id == task_units.c.received_by)
        .outerjoin(done_marks, (done_marks.c.unit_id == task_units.c.unit_id) & (done_marks.c.deadline == task.key))
        .where(task_units.c.task_id == row.id)
        .order_by(units.c.name)
    )
    return GivenTask(task, tuple(_state(each, now) for each in tx.execute(states)))


def _state(row: Row[Any], now: datetime) -> TaskState:
    received_at = row.received_at.astimezone(now.tzinfo) if row.received_at else None
    return TaskState(row.name, row.receiver, received_at, row.answer, row.mark is not None)


def reached(tx: Connection, unit_ids: Collection[int], now: datetime) -> tuple[Reached, ...]:
    """The officials and leaders of some units, each with the last reminder."""
    members = (
        select(memberships.c.unit_id, people.c.id, people.c.name)
        .join(people, people.c.id == memberships.c.person_id)
        .where(memberships.c.unit_id.in_(unit_ids), memberships.c.role.in_(("official", "leader")))
        .order_by(memberships.c.id)
    )
    rows = tx.execute(members).all()
    ids = {row.id for row in rows}
    held = tx.execute(select(addresses).where(addresses.c.person_id.in_(ids), addresses.c.unreachable_since.is_(None)))
    channels: dict[int, list[Any]] = {}
    for each in held:
        channels.setdefault(each.person_id, []).append(each)
    last = _last_days(tx, ids)
    return tuple(_reached(tx, row, best_address(channels.get(row.id, ())), last.get(row.id), now) for row in rows)


def _last_days(tx: Connection, ids: Collection[int]) -> dict[int, Any]:
    newest = select(reminders.c.person_id, func.max(reminders.c.day)).where(reminders.c.person_id.in_(ids))
    return {row[0]: row[1] for row in tx.execute(newest.group_by(reminders.c.person_id))}


def _reached(tx: Connection, row: Any, address: tuple[str, str] | None, day: Any, now: datetime) -> Reached:
    name, channel = row.name or f"#{row.id}", address[0] if address else None
    if day is None:
        return Reached(row.unit_id, name, channel)
    key = outbox.c.dedup_key == digest_key(row.id, day)
    message = tx.execute(select(outbox.c.channel, outbox.c.state, outbox.c.sent_at, outbox.c.why).where(key)).first()
    if message is None:
        return Reached(row.unit_id, name, channel, day)
    sent_at = message.sent_at.astimezone(now.tzinfo) if message.sent_at else None
    return Reached(row.unit_id, name, message.channel, day, message.state, sent_at, message.why)
