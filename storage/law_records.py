"""Keeps the annexes that an office filled in and the values that a reviewer confirmed; nothing is ever overwritten."""

from datetime import datetime, tzinfo

from sqlalchemy import Connection, insert, select

from knowledge.annex import Annex
from knowledge.annex_applied import RecordedAnnex, RecordedConfirmation
from knowledge.regulation_values import Confirmation
from storage.law_tables import annexes, confirmations


def add_annex(tx: Connection, annex: Annex, by: str, now: datetime) -> None:
    """Records an annex; from now on it is the one that counts for its regulation."""
    row = {"regulation": annex.regulation, "document": annex.document, "by_whom": by, "recorded_at": now}
    tx.execute(insert(annexes).values(body=annex.model_dump_json(), **row))


def add_confirmation(
    tx: Connection, regulation: str, key: str, value: str, confirmed: tuple[str, str, datetime]
) -> None:
    """Records that somebody (name, document, instant) compared a value with the original."""
    by, document, now = confirmed
    row = {"regulation": regulation, "value_key": key, "value": value, "document": document}
    tx.execute(insert(confirmations).values(by_whom=by, recorded_at=now, **row))


def recorded_annexes(tx: Connection, zone: tzinfo) -> tuple[RecordedAnnex, ...]:
    """All annexes, oldest first, with the day at the office."""
    rows = tx.execute(select(annexes).order_by(annexes.c.id)).all()
    return tuple(
        RecordedAnnex(Annex.model_validate_json(row.body), row.by_whom, row.recorded_at.astimezone(zone).date())
        for row in rows
    )


def recorded_confirmations(tx: Connection, zone: tzinfo) -> tuple[RecordedConfirmation, ...]:
    """All confirmations, oldest first, with the day at the office."""
    rows = tx.execute(select(confirmations).order_by(confirmations.c.id)).all()
    return tuple(
        RecordedConfirmation(
            row.regulation,
            row.value_key,
            row.value,
            Confirmation(by=row.by_whom, checked_on=row.recorded_at.astimezone(zone).date(), document=row.document),
        )
        for row in rows
    )
