"""Questions that go to the reviewing unit."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from handlers.changes import Forwarded
from handlers.conversation import Reply
from storage.outbox import enqueue_notice
from storage.people import reachable_address
from storage.tables import forwarded_questions, memberships


def forward_question(tx: Connection, change: Forwarded, person_id: int, now: datetime) -> None:
    """Keeps the question and tells every reviewer of the unit, where each was seen last."""
    values = {"from_unit_id": change.from_unit_id, "to_unit_id": change.to_unit_id, "question": change.question}
    tx.execute(insert(forwarded_questions), values | {"person_id": person_id, "asked_at": now})
    for reviewer in _reviewers(tx, change.to_unit_id):
        if address := reachable_address(tx, reviewer):
            enqueue_notice(tx, (*address, reviewer), Reply(change.notice), now)


def _reviewers(tx: Connection, unit_id: int) -> list[int]:
    there = (memberships.c.unit_id == unit_id) & (memberships.c.role == "reviewer")
    return list(tx.execute(select(memberships.c.person_id).where(there).distinct()).scalars())
