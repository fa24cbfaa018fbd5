"""What linking two channels is made of: a code said in one, typed in the other; two people become one."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from handlers.conversation import Person


@dataclass(frozen=True)
class LinkOffered:
    """The person was given a one-time code."""

    code: str
    expires_at: datetime


@dataclass(frozen=True)
class Linked:
    """Two people are one: `gone` becomes part of `kept`; keeping it fails when the code was used meanwhile."""

    offer_id: int
    kept: int
    gone: int
    notice: str


LinkChange = LinkOffered | Linked


@dataclass(frozen=True)
class LinkOffer:
    """A code's row: who got it, on which channel."""

    id: int
    person: "Person"
    channel: str
    expires_at: datetime
    used: bool


class LinkRecords(Protocol):
    """What linking looks up."""

    def fresh_link_code(self) -> str:
        """A code that nobody can guess; kept only when the turn says so."""
        ...

    def link_offer(self, code: str) -> LinkOffer | None:
        """The offer with this code, used or expired ones too."""
        ...

    def link_offer_at(self, id_: int) -> LinkOffer | None:
        """The offer by its row."""
        ...
