"""The read-only views of handlers.records, answered inside the turn's transaction."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select

from handlers.conversation import Choice, Offer
from handlers.dossiers import Colleague, Dossier, DossierKey, Save
from handlers.records import Invitation
from handlers.reminding.agenda import Agenda, GivenTask, Reached
from handlers.sheets import ReadSheet, Sheet, Unread, no_sheet
from storage.dossiers import contents_with_file, load_colleagues, load_dossier, load_saves
from storage.invitations import find_invitation
from storage.linking import DatabaseLinks
from storage.office import load_office
from storage.pushed import choices_of, last_pushed
from storage.readers import load_reader
from storage.tables import inbox, memberships
from storage.tasks import given_tasks, reached


class DatabaseRecords(DatabaseLinks):
    """Looks up on the turn's connection, only when asked."""

    def __init__(self, tx: Connection, person_id: int, read_sheet: ReadSheet = no_sheet) -> None:
        self._tx = tx
        self._person_id = person_id
        self._read_sheet = read_sheet
        self._dossiers: dict[DossierKey, Dossier] = {}

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

    def dossier(self, key: DossierKey) -> Dossier:
        """The dossier as it stands now; an untouched one is empty. Nothing changes it while a turn is decided."""
        if key not in self._dossiers:
            self._dossiers[key] = load_dossier(self._tx, key)
        return self._dossiers[key]

    def colleagues(self, unit_id: int) -> tuple[Colleague, ...]:
        """The officials and leaders of a unit."""
        return load_colleagues(self._tx, unit_id)

    def file_used(self, digest: str, key: DossierKey) -> tuple[str, ...]:
        """The contents of this dossier to which the same file is attached."""
        return contents_with_file(self._tx, digest, key)

    def saves(self, key: DossierKey, content: str) -> tuple[Save, ...]:
        """Every save of a content's value, the newest first."""
        return load_saves(self._tx, key, content)

    def sheet(self, digest: str) -> Sheet | Unread:
        """The dossier's spreadsheet in a stored file; files are read by whoever runs the turn."""
        return self._read_sheet(digest)

    def last_pushed(self, channel: str, address: str, now: datetime) -> Offer | None:
        """The offer of the last message at an address, if it came unasked and has choices."""
        return last_pushed(self._tx, channel, address, now)

    def pushed_choices(self, message_id: int) -> tuple[Choice, ...]:
        """The choices of a message that this person got unasked; none for somebody else's."""
        return choices_of(self._tx, message_id, self._person_id)

    def agenda(self, now: datetime, years: Collection[int]) -> Agenda:
        """What this person's reminders rest on, with the dossiers of these years."""
        reader = load_reader(self._tx, self._person_id, now.date())
        around = {unit_id for unit_id, _ in reader.roles}
        return Agenda(load_office(self._tx, now, years, around), reader)

    def given_tasks(self, unit_id: int, most: int, now: datetime) -> tuple[GivenTask, ...]:
        """What a reviewing unit set, the newest first, with how each unit stands to it."""
        return given_tasks(self._tx, unit_id, most, now)

    def reached(self, unit_ids: Collection[int], now: datetime) -> tuple[Reached, ...]:
        """The people of some units with the last reminder of each and what became of it."""
        return reached(self._tx, unit_ids, now)
