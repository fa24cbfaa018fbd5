"""The read-only views of handlers.records, answered inside the turn's transaction."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from handlers.records import Invitation
from storage.invitations import find_invitation
from storage.tables import inbox, memberships


class DatabaseRecords:
    """Looks up on the turn's connection, only when asked."""

    def __init__(self, tx: Connection, person_id: int) -> None:
        self._tx = tx
        self._person_id = person_id

    def invitation(self, code: str) -> Invitation | None:
        """The invitation with this code, used or expired ones too."""
        return find_invitation(self._tx, code)

    def updates_since(self, since: datetime) -> int:
        """How many updates this person has sent since then, this one included."""
        mine = select(func.count()).where(inbox.c.person_id == self._person_id, inbox.c.received_at >= since)
        return int(self._tx.execute(mine).scalar_one())

    def reviewers(self, unit_id: int) -> int:
        """How many people can receive a question that is sent to this unit."""
        there = select(func.count()).where(memberships.c.unit_id == unit_id, memberships.c.role == "reviewer")
        return int(self._tx.execute(there).scalar_one())
