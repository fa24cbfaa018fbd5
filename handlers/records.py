"""The read-only views that decisions may ask for; storage implements them inside the turn's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.dossiers import Colleague, Dossier, DossierKey, Save
from handlers.link_words import LinkRecords
from handlers.sheets import Sheet, Unread


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
