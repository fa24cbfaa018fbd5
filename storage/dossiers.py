"""Reads a dossier as handlers.dossiers describes it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, exists, select

from handlers.dossiers import (
    DECLARATION,
    DECLARED,
    MAXIMUM,
    SATISFACTION,
    UNIT_CLASS,
    Colleague,
    Dossier,
    DossierKey,
    Entry,
    Evidence,
    Said,
    Save,
)
from knowledge.values import Value, load_value
from storage.entry_tables import assignments, dossier_answers, dossiers, entries, evidence
from storage.tables import history, memberships, people, units

MOST_SAVES = 20


_last = dossiers.alias("last")
_KEYED = (dossiers.c.year == bindparam("year")) & (dossiers.c.practice == bindparam("practice"))
_LAST = (_last.c.year == bindparam("year") - 1) & (_last.c.practice == bindparam("practice"))
# The statements of every turn are built once.
_FIND = select(dossiers.c.id, dossiers.c.state).where(dossiers.c.unit_id == bindparam("unit"), _KEYED)
# Until the end of the transaction nobody locks the dossier; several may write in it at once.
_FIND_TO_WRITE = _FIND.with_for_update(read=True)


def _any(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.dossier_id == dossiers.c.id, *conditions).correlate(dossiers)


# What is not there need not be asked for: most dossiers are entered by one person, and declared about in the end.
_HEAD = (
    select(
        units.c.name,
        dossiers.c.id,
        dossiers.c.state,
        _last.c.id.label("last_id"),
        _any(dossier_answers).label("answered"),
        _any(evidence, evidence.c.removed_at.is_(None)).label("evidenced"),
        _any(assignments).label("assigned"),
    )
    .select_from(units)
    .outerjoin(dossiers, (dossiers.c.unit_id == units.c.id) & _KEYED)
    .outerjoin(_last, (_last.c.unit_id == units.c.id) & _LAST)
    .where(units.c.id == bindparam("unit"))
)
_VALUES = select(entries.c.content, entries.c.value).where(entries.c.dossier_id == bindparam("dossier"))
_ENTRIES = (
    select(
        entries.c.content,
        entries.c.value,
        entries.c.revision,
        people.c.name,
        people.c.id,
        entries.c.saved_at,
        entries.c.note,
        entries.c.before,
    )
    .join(people, people.c.id == entries.c.person_id)
    .where(entries.c.dossier_id == bindparam("dossier"))
)
_ANSWERS = (
    select(dossier_answers, people.c.name)
    .join(people, people.c.id == dossier_answers.c.person_id)
    .where(dossier_answers.c.dossier_id == bindparam("dossier"))
)
_HELD = (
    select(evidence.c.id, evidence.c.content, evidence.c.name, evidence.c.size, evidence.c.digest)
    .where(evidence.c.dossier_id == bindparam("dossier"), evidence.c.removed_at.is_(None))
    .order_by(evidence.c.id)
)
_ASSIGNED = (
    select(assignments.c.indicator, people.c.id, people.c.name)
    .join(people, people.c.id == assignments.c.person_id)
    .where(assignments.c.dossier_id == bindparam("dossier"))
)


def find_dossier(tx: Connection, key: DossierKey, *, to_write: bool = False) -> Row[Any, Any] | None:
    """The dossier's row."""
    return tx.execute(_FIND_TO_WRITE if to_write else _FIND, _named(key)).first()


def _named(key: DossierKey) -> dict[str, int | bool]:
    return {"unit": key.unit_id, "year": key.year, "practice": key.practice}


def load_dossier(tx: Connection, key: DossierKey) -> Dossier:
    """The dossier as it stands; an untouched one is empty."""
    head = tx.execute(_HEAD, _named(key)).one()
    last_year = _values(tx, head.last_id)
    if head.id is None:
        return Dossier(key, head.name, last_year=last_year)
    here = {"dossier": head.id}
    said = {row.question: _said(row) for row in tx.execute(_ANSWERS, here)} if head.answered else {}
    answers = {question: each.answer for question, each in said.items()}
    evidence_held = tx.execute(_HELD, here) if head.evidenced else ()
    assigned = tx.execute(_ASSIGNED, here) if head.assigned else ()
    return Dossier(
        key=key,
        unit=head.name,
        state=head.state,
        # Dozens in every turn of an entry: fetched together and taken by place, they cost half as much.
        entries={content: _entry(*rest) for content, *rest in tx.execute(_ENTRIES, here).all()},
        evidence=tuple(Evidence(*row) for row in evidence_held),
        declarations={about: answer == DECLARED[True] for about, answer in _about(answers, DECLARATION)},
        maxima={about: Decimal(answer) for about, answer in _about(answers, MAXIMUM)},
        assignments={row.indicator: Colleague(row.id, row.name or f"#{row.id}") for row in assigned},
        last_year=last_year,
        unit_class=answers.get(UNIT_CLASS),
        satisfaction=Decimal(answers[SATISFACTION]) if SATISFACTION in answers else None,
        said=said,
    )


def load_colleagues(tx: Connection, unit_id: int) -> tuple[Colleague, ...]:
    """The officials and leaders of a unit who have a name."""
    rows = tx.execute(
        select(people.c.id, people.c.name)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.unit_id == unit_id, memberships.c.role.in_(("official", "leader")))
        .distinct()
        .order_by(people.c.id)
    ).all()
    return tuple(Colleague(row.id, row.name or f"#{row.id}") for row in rows)


def contents_with_file(tx: Connection, digest: str, key: DossierKey) -> tuple[str, ...]:
    """The contents of a dossier to which the file is attached."""
    row = find_dossier(tx, key)
    if row is None:
        return ()
    return tuple(found.content for found in tx.execute(_HELD, {"dossier": row.id}) if found.digest == digest)


def load_saves(tx: Connection, key: DossierKey, content: str) -> tuple[Save, ...]:
    """Every save of a content's value, the newest first."""
    row = find_dossier(tx, key)
    if row is None:
        return ()
    saved = (
        select(history, people.c.name)
        .join(people, people.c.id == history.c.person_id)
        .where(history.c.subject == f"{row.id}/{content}", history.c.action == "value")
        .order_by(history.c.id.desc())
        .limit(MOST_SAVES)
    )
    return tuple(
        Save(
            each.name or f"#{each.person_id}",
            each.at,
            load_value(each.before) if each.before else None,
            load_value(each.after),
            each.reason or "",
        )
        for each in tx.execute(saved)
    )


def _values(tx: Connection, dossier_id: int | None) -> dict[str, Value]:
    found = tx.execute(_VALUES, {"dossier": dossier_id}).all() if dossier_id is not None else ()
    return {content: load_value(value) for content, value in found}


def _entry(
    value: str, revision: int, name: str | None, by_id: int, at: datetime, note: str, before: str | None
) -> Entry:
    earlier = load_value(before) if before else None
    return Entry(load_value(value), revision, name or f"#{by_id}", by_id, at, note, earlier)


def _said(row: Any) -> Said:
    return Said(row.answer, row.name or f"#{row.person_id}", row.person_id, row.saved_at)


def _about(answers: dict[str, str], kind: str) -> list[tuple[str, str]]:
    return [(question.removeprefix(kind), answer) for question, answer in answers.items() if question.startswith(kind)]
