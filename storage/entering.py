"""Keeps what was entered; every save checks that the decision still rests on what is there, and enters the history."""

from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from handlers.changes import (
    Assigned,
    Declared,
    DossierChange,
    EvidenceAdded,
    EvidenceRemoved,
    MaximumSaved,
    NoteSaved,
    ValueSaved,
)
from handlers.dossiers import DossierKey
from knowledge.values import dump_value
from storage.dossiers import DECLARATION, MAXIMUM, find_dossier
from storage.entry_tables import assignments, dossier_answers, dossiers, entries, evidence
from storage.errors import Conflict
from storage.tables import history


def keep_dossier_change(tx: Connection, change: DossierChange, person_id: int, now: datetime) -> None:
    """Writes one change; raises Conflict where the dossier was locked or the value changed meanwhile."""
    dossier_id = _open_dossier(tx, change.dossier, now)
    match change:
        case ValueSaved():
            _save_value(tx, dossier_id, change, person_id, now)
        case NoteSaved(content=content, note=note):
            here = (entries.c.dossier_id == dossier_id) & (entries.c.content == content)
            tx.execute(update(entries).where(here).values(note=note))
        case Declared(declaration=id_, yes=yes):
            _answer(tx, dossier_id, DECLARATION + id_, "true" if yes else "false", person_id, now)
        case MaximumSaved(criterion=criterion, points=points):
            _answer(tx, dossier_id, MAXIMUM + criterion, str(points), person_id, now)
        case EvidenceAdded():
            _add_evidence(tx, dossier_id, change, person_id, now)
        case EvidenceRemoved(evidence_id=id_):
            here = (evidence.c.id == id_) & (evidence.c.dossier_id == dossier_id)
            tx.execute(update(evidence).where(here).values(removed_at=now))
        case Assigned():
            _assign(tx, dossier_id, change)
        case _ as never:
            assert_never(never)


def _open_dossier(tx: Connection, key: DossierKey, now: datetime) -> int:
    row = find_dossier(tx, key)
    if row is None:
        values = {"unit_id": key.unit_id, "year": key.year, "practice": key.practice, "created_at": now}
        try:
            with tx.begin_nested():
                made = tx.execute(insert(dossiers), values).inserted_primary_key
        except IntegrityError as error:
            raise Conflict("the dossier was opened meanwhile") from error
        return int(made[0]) if made else 0
    if row.state not in ("draft", "returned"):
        raise Conflict("the dossier was locked meanwhile")
    return int(row.id)


def _save_value(tx: Connection, dossier_id: int, change: ValueSaved, person_id: int, now: datetime) -> None:
    here = (entries.c.dossier_id == dossier_id) & (entries.c.content == change.content)
    before = tx.execute(select(entries.c.value).where(here)).scalar()
    value = dump_value(change.value)
    row = {"value": value, "before": before, "revision": change.seen + 1, "person_id": person_id, "saved_at": now}
    try:
        with tx.begin_nested():
            if change.seen == 0:
                tx.execute(insert(entries), {"dossier_id": dossier_id, "content": change.content} | row)
                kept = 1
            else:
                kept = tx.execute(update(entries).where(here, entries.c.revision == change.seen).values(row)).rowcount
    except IntegrityError:
        kept = 0
    if kept != 1:
        raise Conflict("the value was saved meanwhile")
    _remember(tx, f"{dossier_id}/{change.content}", "value", before, value, person_id, now, change.reason)


def _answer(tx: Connection, dossier_id: int, question: str, answer: str, person_id: int, now: datetime) -> None:
    here = (dossier_answers.c.dossier_id == dossier_id) & (dossier_answers.c.question == question)
    before = tx.execute(select(dossier_answers.c.answer).where(here)).scalar()
    tx.execute(delete(dossier_answers).where(here))
    row = {"dossier_id": dossier_id, "question": question, "answer": answer, "person_id": person_id, "saved_at": now}
    tx.execute(insert(dossier_answers), row)
    _remember(tx, f"{dossier_id}/{question}", "answer", before, answer, person_id, now)


def _add_evidence(tx: Connection, dossier_id: int, added: EvidenceAdded, person_id: int, now: datetime) -> None:
    row = {
        "dossier_id": dossier_id,
        "content": added.content,
        "name": added.name,
        "media_type": added.media_type,
        "size": added.size,
        "digest": added.digest,
        "person_id": person_id,
        "added_at": now,
    }
    try:
        with tx.begin_nested():
            tx.execute(insert(evidence), row)
    except IntegrityError as error:
        raise Conflict("the file was attached meanwhile") from error
    _remember(tx, f"{dossier_id}/{added.content}", "evidence", None, added.digest, person_id, now)


def _assign(tx: Connection, dossier_id: int, change: Assigned) -> None:
    here = (assignments.c.dossier_id == dossier_id) & (assignments.c.indicator == change.indicator)
    tx.execute(delete(assignments).where(here))
    if change.person_id is not None:
        row = {"dossier_id": dossier_id, "indicator": change.indicator, "person_id": change.person_id}
        tx.execute(insert(assignments), row)


def _remember(
    tx: Connection,
    subject: str,
    action: str,
    before: str | None,
    after: str,
    person_id: int,
    now: datetime,
    reason: str = "",
) -> None:
    row = {"at": now, "person_id": person_id, "action": action, "subject": subject, "before": before, "after": after}
    tx.execute(insert(history), row | {"reason": reason or None})
