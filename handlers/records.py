"""The read-only views that decisions may ask for; storage implements them inside the turn's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from handlers.dossiers import Colleague, Dossier, DossierKey, Save
from handlers.link_words import LinkRecords
from handlers.reminding.agenda import Agenda, GivenTask, Reached
from handlers.sheets import Sheet, Unread

if TYPE_CHECKING:
    from handlers.conversation import Choice, Offer


@dataclass(frozen=True)
class Invitation:
    """A one-time code's row; `role` and `unit` say what joining with it means."""

    id: int
    unit_id: int
    unit: str
    role: str
    expires_at: datetime
    used: bool


class Records(LinkRecords, Protocol):
    """What can be looked up about the person who speaks and around them."""

    def invitation(self, code: str) -> Invitation | None:
        """The invitation with this code, used or expired ones too."""
        ...

    def updates_since(self, since: datetime) -> int:
        """How many updates this person has sent since then, this one included."""
        ...

    def reviewers(self, unit_id: int) -> int:
        """How many people can receive a question that is sent to this unit."""
        ...

    def dossier(self, key: DossierKey) -> Dossier:
        """The dossier as it stands now; an untouched one is empty."""
        ...

    def colleagues(self, unit_id: int) -> tuple[Colleague, ...]:
        """The officials and leaders of a unit."""
        ...

    def file_used(self, digest: str, key: DossierKey) -> tuple[str, ...]:
        """The contents of this dossier to which the same file is attached."""
        ...

    def saves(self, key: DossierKey, content: str) -> tuple[Save, ...]:
        """Every save of a content's value, the newest first."""
        ...

    def sheet(self, digest: str) -> Sheet | Unread:
        """The dossier's spreadsheet in a stored file."""
        ...

    def last_pushed(self, channel: str, address: str, now: datetime) -> Offer | None:
        """The offer of the last message at an address, if it came unasked and has choices."""
        ...

    def pushed_choices(self, message_id: int) -> tuple[Choice, ...]:
        """The choices of a message that this person got unasked; none for somebody else's."""
        ...

    def agenda(self, now: datetime, years: Collection[int]) -> Agenda:
        """What this person's reminders rest on, with the dossiers of these years."""
        ...

    def given_tasks(self, unit_id: int, most: int, now: datetime) -> tuple[GivenTask, ...]:
        """What a reviewing unit set, the newest first, with how each unit stands to it."""
        ...

    def reached(self, unit_ids: Collection[int], now: datetime) -> tuple[Reached, ...]:
        """The people of some units with the last reminder of each and what became of it."""
        ...
