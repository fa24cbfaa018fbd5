"""Keeps what was entered; every save checks that the decision still rests on what is there, and enters the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from handlers.dossier_changes import (
    Assigned,
    ClassChosen,
    Declared,
    DossierChange,
    EvidenceAdded,
    EvidenceRemoved,
    MaximumSaved,
    NoteSaved,
    SaidOfDossier,
    SatisfactionSaved,
    ValueSaved,
)
from handlers.dossiers import ASSIGNMENT, DECLARATION, DECLARED, MAXIMUM, NOBODY, SATISFACTION, UNIT_CLASS, DossierKey
from knowledge.values import dump_value
from storage.dossiers import find_dossier
from storage.entry_tables import assignments, dossier_answers, dossiers, entries, evidence
from storage.errors import Conflict
from storage.tables import history

_HERE = (entries.c.dossier_id == bindparam("of_dossier")) & (entries.c.content == bindparam("of_content"))
_NOTE = select(entries.c.note).where(_HERE)
_OPEN, _NEW, _REMEMBER = insert(dossiers), insert(entries), insert(history)
# The value that was there goes into `before`, and is told.
_REPLACE = (
    update(entries)
    .where(_HERE, entries.c.revision == bindparam("seen"))
    .values(
        before=entries.c.value,
        value=bindparam("value"),
        revision=bindparam("revision"),
        person_id=bindparam("person_id"),
        saved_at=bindparam("saved_at"),
    )
    .returning(entries.c.before)
)


def keep_dossier_change(tx: Connection, change: DossierChange, person_id: int, now: datetime) -> None:
    """Writes one change; raises Conflict where the dossier was locked or the same thing was written meanwhile."""
    dossier_id = _open_dossier(tx, change.dossier, now)
    try:
        _Writing(tx, dossier_id, person_id, now).write(change)
    except IntegrityError as error:
        # The transaction ends here: whoever catches the conflict decides afresh in a new one.
        raise Conflict("the same was written meanwhile") from error


def _open_dossier(tx: Connection, key: DossierKey, now: datetime) -> int:
    row = find_dossier(tx, key, to_write=True)
    if row is None:
        values = {"unit_id": key.unit_id, "year": key.year, "practice": key.practice, "created_at": now}
        try:
            made = tx.execute(_OPEN, values).inserted_primary_key
        except IntegrityError as error:
            raise Conflict("the dossier was opened meanwhile") from error
        return int(made[0]) if made else 0
    if row.state not in ("draft", "returned"):
        raise Conflict("the dossier was locked meanwhile")
    return int(row.id)


@dataclass(frozen=True)
class _Writing:
    """Who writes in which dossier, and when."""

    tx: Connection
    dossier_id: int
    person_id: int
    now: datetime

    def write(self, change: DossierChange) -> None:
        match change:
            case ValueSaved():
                self._save_value(change)
            case NoteSaved(content=content, note=note):
                self._save_note(content, note)
            case Declared() | ClassChosen() | SatisfactionSaved() | MaximumSaved():
                self._answer(*_said(change), change.seen)
            case EvidenceAdded():
                self._add_evidence(change)
            case EvidenceRemoved(evidence_id=id_):
                self._remove_evidence(id_)
            case Assigned():
                self._assign(change)
            case _ as never:
                assert_never(never)

    def _save_value(self, change: ValueSaved) -> None:
        row = {"value": dump_value(change.value), "revision": change.seen + 1}
        row |= {"person_id": self.person_id, "saved_at": self.now}
        before = None
        if change.seen:
            before = self._replace(change, row)
        else:
            self.tx.execute(_NEW, {"dossier_id": self.dossier_id, "content": change.content} | row)
        self._remember(change.content, "value", before, str(row["value"]), change.reason)

    def _replace(self, change: ValueSaved, row: dict[str, object]) -> str:
        replaced = self.tx.execute(_REPLACE, self._at(change.content) | row | {"seen": change.seen}).scalar()
        if replaced is None:
            raise Conflict("the value was saved meanwhile")
        return str(replaced)

    def _save_note(self, content: str, note: str) -> None:
        before = self.tx.execute(_NOTE, self._at(content)).scalar()
        if before is None:
            raise Conflict("there is no value to remark on")
        here = (entries.c.dossier_id == self.dossier_id) & (entries.c.content == content)
        self.tx.execute(update(entries).where(here).values(note=note))
        self._remember(content, "note", before, note)

    def _answer(self, question: str, answer: str, seen: str) -> None:
        here = (dossier_answers.c.dossier_id == self.dossier_id) & (dossier_answers.c.question == question)
        before = self.tx.execute(select(dossier_answers.c.answer).where(here)).scalar()
        if (before or "") != seen:
            raise Conflict("it was answered meanwhile")
        self._put_answer(question, answer)
        self._remember(question, "answer", before, answer)

    def _put_answer(self, question: str, answer: str) -> None:
        here = (dossier_answers.c.dossier_id == self.dossier_id) & (dossier_answers.c.question == question)
        self.tx.execute(delete(dossier_answers).where(here))
        row = {"dossier_id": self.dossier_id, "question": question, "answer": answer}
        self.tx.execute(insert(dossier_answers), row | {"person_id": self.person_id, "saved_at": self.now})

    def _add_evidence(self, added: EvidenceAdded) -> None:
        row = {
            "dossier_id": self.dossier_id,
            "content": added.content,
            "name": added.name,
            "media_type": added.media_type,
            "size": added.size,
            "digest": added.digest,
            "person_id": self.person_id,
            "added_at": self.now,
        }
        self.tx.execute(insert(evidence), row)
        self._remember(added.content, "evidence", None, added.digest)

    def _remove_evidence(self, id_: int) -> None:
        here = (evidence.c.id == id_) & (evidence.c.dossier_id == self.dossier_id) & evidence.c.removed_at.is_(None)
        removed = update(evidence).where(here).values(removed_at=self.now)
        row = self.tx.execute(removed.returning(evidence.c.content, evidence.c.digest)).first()
        if row is None:
            raise Conflict("the file was removed meanwhile")
        self._remember(row.content, "evidence", row.digest, None)

    def _assign(self, change: Assigned) -> None:
        here = (assignments.c.dossier_id == self.dossier_id) & (assignments.c.indicator == change.indicator)
        before = self.tx.execute(select(assignments.c.person_id).where(here)).scalar()
        if before != change.seen:
            raise Conflict("it was given to somebody meanwhile")
        self.tx.execute(delete(assignments).where(here))
        if change.person_id is not None:
            row = {"dossier_id": self.dossier_id, "indicator": change.indicator, "person_id": change.person_id}
            self.tx.execute(insert(assignments), row)
        # Who gave it, and when, also where nobody has it any more.
        self._put_answer(ASSIGNMENT + change.indicator, _text(change.person_id) or NOBODY)
        self._remember(change.indicator, "assignment", _text(before), _text(change.person_id))

    def _at(self, content: str) -> dict[str, int | str]:
        return {"of_dossier": self.dossier_id, "of_content": content}

    def _remember(self, about: str, action: str, before: str | None, after: str | None, reason: str = "") -> None:
        row = {"at": self.now, "person_id": self.person_id, "action": action, "subject": f"{self.dossier_id}/{about}"}
        self.tx.execute(_REMEMBER, row | {"before": before, "after": after, "reason": reason or None})


def _said(change: SaidOfDossier) -> tuple[str, str]:
    """The question of an answer, and the answer."""
    match change:
        case Declared(declaration=id_, yes=yes):
            return DECLARATION + id_, DECLARED[yes]
        case ClassChosen(unit_class=unit_class):
            return UNIT_CLASS, unit_class
        case SatisfactionSaved(percent=percent):
            return SATISFACTION, str(percent)
        case MaximumSaved(criterion=criterion, points=points):
            return MAXIMUM + criterion, str(points)


def _text(person_id: int | None) -> str | None:
    return None if person_id is None else str(person_id)
