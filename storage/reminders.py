"""A batch of a morning in one transaction: people locked, digests decided, messages and reminders kept together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert

from handlers.reminding.agenda import Reader
from handlers.reminding.planning import Digest
from storage.codec import dump_reply
from storage.engine import reading
from storage.readers import load_batch
from storage.reminder_tables import reminders
from storage.tables import outbox

DecideDigests = Callable[[list[Reader]], list[Digest]]


@dataclass(frozen=True)
class Batch:
    """What became of some people: the last one's id (None: nobody is left), and what they are told."""

    last: int | None
    digests: list[Digest]


def plan_batch(engine: Engine, decide: DecideDigests, after: int, most: int, now: datetime) -> Batch:
    """Plans for the people after an id; another process that does the same waits and then finds it done."""
    with engine.begin() as tx:
        batch = _decided(tx, decide, after, most, now.date())
        if batch.digests:
            tx.execute(insert(outbox), [_message(each, now) for each in batch.digests])
            tx.execute(insert(reminders), [row for each in batch.digests for row in _rows(each)])
    return batch


def preview_batch(engine: Engine, decide: DecideDigests, after: int, most: int, now: datetime) -> Batch:
    """The same without keeping anything."""
    with reading(engine) as connection:
        return _decided(connection, decide, after, most, now.date())


def _decided(tx: Connection, decide: DecideDigests, after: int, most: int, today: date) -> Batch:
    readers = load_batch(tx, after, most, today)
    return Batch(readers[-1].id if readers else None, decide(readers))


def digest_key(person_id: int, day: date) -> str:
    """One digest a person a day: the key of its outbox row."""
    return f"digest:{person_id}:{day}"


def _message(digest: Digest, now: datetime) -> dict[str, Any]:
    channel, address = digest.address
    return {
        "kind": "reminder",
        "channel": channel,
        "address": address,
        "person_id": digest.person_id,
        "body": dump_reply(digest.reply),
        "dedup_key": digest_key(digest.person_id, digest.day),
        "created_at": now,
        "due_at": now,
        "try_at": now,
    }


def _rows(digest: Digest) -> list[dict[str, Any]]:
    return [
        {
            "person_id": digest.person_id,
            "unit_id": each.ref.unit_id,
            "deadline": each.ref.key,
            "year": each.ref.year,
            "milestone": each.milestone,
            "title": each.title,
            "last_day": each.final_day,
            "day": digest.day,
        }
        for each in digest.told
    ]
