"""Keeps what people decide about reminders: done, later, off; tasks set, received, answered; days off."""

from datetime import datetime
from typing import assert_never

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from handlers.changes import DaySet, Marked, Muted, ReminderChange, Snoozed, TaskAnswered, TaskReceived, TaskSet
from handlers.reminding.agenda import Ref
from storage.own_days import put_day
from storage.reminder_tables import done_marks, mutes, snoozes
from storage.tables import history
from storage.tasks import keep_answer, keep_received, set_task


def keep_reminder_change(tx: Connection, change: ReminderChange, person_id: int, now: datetime) -> None:
    """Writes one change."""
    match change:
        case Marked(ref, done):
            _mark(tx, ref, person_id, now, done=done)
        case Snoozed(refs, until):
            for ref in refs:
                tx.execute(delete(snoozes).where(snoozes.c.person_id == person_id, _thing(snoozes, ref)))
                tx.execute(insert(snoozes), _named(ref) | {"person_id": person_id, "until": until})
        case Muted(subject, on):
            tx.execute(delete(mutes).where(mutes.c.person_id == person_id, mutes.c.subject == subject))
            if not on:
                tx.execute(insert(mutes), {"person_id": person_id, "subject": subject})
        case DaySet(unit_id, day, is_working, decision):
            put_day(tx, unit_id, day, decision, now, is_working=is_working, person_id=person_id)
        case _:
            _keep_task(tx, change, person_id, now)


def _keep_task(tx: Connection, change: TaskSet | TaskReceived | TaskAnswered, person_id: int, now: datetime) -> None:
    match change:
        case TaskSet():
            set_task(tx, change, person_id, now)
        case TaskReceived():
            keep_received(tx, change.task_id, change.unit_id, person_id, now)
        case TaskAnswered():
            keep_answer(tx, change, person_id, now)
        case _ as never:
            assert_never(never)


def _named(ref: Ref) -> dict[str, object]:
    return {"unit_id": ref.unit_id, "deadline": ref.key, "year": ref.year}


def _thing(table: Table, ref: Ref) -> ColumnElement[bool]:
    return (table.c.unit_id == ref.unit_id) & (table.c.deadline == ref.key) & (table.c.year == ref.year)


def _mark(tx: Connection, ref: Ref, person_id: int, now: datetime, *, done: bool) -> None:
    """The second to say so changes nothing; every change enters the history."""
    here = _thing(done_marks, ref)
    if done == (tx.execute(select(done_marks.c.id).where(here)).first() is not None):
        return
    if done:
        tx.execute(insert(done_marks), _named(ref) | {"person_id": person_id, "marked_at": now})
    else:
        tx.execute(delete(done_marks).where(here))
    row = {"at": now, "person_id": person_id, "action": "done" if done else "not_done", "subject": str(ref)}
    tx.execute(insert(history), row)
