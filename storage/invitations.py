"""One-time invitations; only the hash of a code is kept."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from handlers.records import Invitation
from storage.errors import Conflict
from storage.people import add_membership
from storage.tables import invitations, units


def hash_code(code: str) -> str:
    """What is kept of a code; codes are long and random, so a plain hash is enough."""
    return hashlib.sha256(code.replace("-", "").upper().encode()).hexdigest()


def add_invitation(tx: Connection, code: str, unit_id: int, role: str, now: datetime, expires_at: datetime) -> None:
    """Keeps an invitation that can be used once."""
    values = {"unit_id": unit_id, "role": role, "created_at": now, "expires_at": expires_at}
    tx.execute(insert(invitations).values(code_hash=hash_code(code), **values))


def find_invitation(tx: Connection, code: str) -> Invitation | None:
    """The invitation with this code."""
    row = tx.execute(
        select(invitations, units.c.name.label("unit"))
        .join(units, units.c.id == invitations.c.unit_id)
        .where(invitations.c.code_hash == hash_code(code))
    ).first()
    if row is None:
        return None
    return Invitation(row.id, row.unit_id, row.unit, row.role, row.expires_at, row.used_at is not None)


def use_invitation(tx: Connection, invitation_id: int, person_id: int, now: datetime) -> None:
    """Makes the person a member; raises Conflict where somebody else was faster."""
    unused = (invitations.c.id == invitation_id) & invitations.c.used_at.is_(None)
    row = tx.execute(
        update(invitations)
        .where(unused)
        .values(used_at=now, used_by=person_id)
        .returning(invitations.c.unit_id, invitations.c.role)
    ).first()
    if row is None:
        raise Conflict("the invitation was used meanwhile")
    add_membership(tx, person_id, row.unit_id, row.role, now)
