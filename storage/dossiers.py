"""Reads a dossier as handlers.dossiers describes it."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from handlers.dossiers import Colleague, Dossier, DossierKey, Entry, Evidence, Save
from knowledge.values import Value, load_value
from storage.entry_tables import assignments, dossier_answers, dossiers, entries, evidence
from storage.tables import history, memberships, people, units

MOST_SAVES = 20
DECLARATION, MAXIMUM = "declaration:", "maximum:"


_FIND = select(dossiers.c.id, dossiers.c.state).where(
    dossiers.c.unit_id == bindparam("unit"), dossiers.c.year == bindparam("year"), dossiers.c.practice == bindparam("p")
)
# Until the end of the transaction nobody locks the dossier; several may write in it at once.
_FIND_TO_WRITE = _FIND.with_for_update(read=True)


def find_dossier(tx: Connection, key: DossierKey, *, to_write: bool = False) -> Row[Any, Any] | None:
    """The dossier's row."""
    values = {"unit": key.unit_id, "year": key.year, "p": key.practice}
    return tx.execute(_FIND_TO_WRITE if to_write else _FIND, values).first()


def load_dossier(tx: Connection, key: DossierKey) -> Dossier:
    """The dossier as it stands; an untouched one is empty."""
    unit = tx.execute(select(units.c.name).where(units.c.id == key.unit_id)).scalar_one()
    last_year = _values(tx, DossierKey(key.unit_id, key.year - 1, key.practice))
    row = find_dossier(tx, key)
    if row is None:
        return Dossier(key, unit, last_year=last_year)
    answers = _answers(tx, row.id)
    return Dossier(
        key=key,
        unit=unit,
        state=row.state,
        entries=_entries(tx, row.id),
        evidence=_evidence(tx, row.id),
        declarations={
            k.removeprefix(DECLARATION): v == "true" for k, v in answers.items() if k.startswith(DECLARATION)
        },
        maxima={k.removeprefix(MAXIMUM): Decimal(v) for k, v in answers.items() if k.startswith(MAXIMUM)},
        assignments=_assignments(tx, row.id),
        last_year=last_year,
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
    held = _held(row.id).where(evidence.c.digest == digest)
    return tuple(found.content for found in tx.execute(held))


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


def _values(tx: Connection, key: DossierKey) -> dict[str, Value]:
    row = find_dossier(tx, key)
    found = tx.execute(select(entries.c.content, entries.c.value).where(entries.c.dossier_id == row.id)) if row else ()
    return {content: load_value(value) for content, value in found}


def _entries(tx: Connection, dossier_id: int) -> dict[str, Entry]:
    rows = tx.execute(
        select(entries, people.c.name)
        .join(people, people.c.id == entries.c.person_id)
        .where(entries.c.dossier_id == dossier_id)
    )
    return {row.content: _entry(row) for row in rows}


def _entry(row: Any) -> Entry:
    return Entry(
        value=load_value(row.value),
        revision=row.revision,
        by=row.name or f"#{row.person_id}",
        by_id=row.person_id,
        at=row.saved_at,
        note=row.note,
        before=load_value(row.before) if row.before else None,
    )


def _held(dossier_id: int) -> Any:
    return (
        select(evidence.c.id, evidence.c.content, evidence.c.name, evidence.c.size, evidence.c.digest)
        .where(evidence.c.dossier_id == dossier_id, evidence.c.removed_at.is_(None))
        .order_by(evidence.c.id)
    )


def _evidence(tx: Connection, dossier_id: int) -> tuple[Evidence, ...]:
    return tuple(Evidence(*row) for row in tx.execute(_held(dossier_id)))


def _answers(tx: Connection, dossier_id: int) -> dict[str, str]:
    here = dossier_answers.c.dossier_id == dossier_id
    return {row.question: row.answer for row in tx.execute(select(dossier_answers).where(here))}


def _about(answers: dict[str, str], kind: str) -> list[tuple[str, str]]:
    return [(question.removeprefix(kind), answer) for question, answer in answers.items() if question.startswith(kind)]


def _assignments(tx: Connection, dossier_id: int) -> dict[str, Colleague]:
    rows = tx.execute(
        select(assignments.c.indicator, people.c.id, people.c.name)
        .join(people, people.c.id == assignments.c.person_id)
        .where(assignments.c.dossier_id == dossier_id)
    )
    return {row.indicator: Colleague(row.id, row.name or f"#{row.id}") for row in rows}
