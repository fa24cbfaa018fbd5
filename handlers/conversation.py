"""The words of a conversation: what comes in, what is remembered, what is decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from handlers.changes import Change
from handlers.dialogues import Dialogue, Idle
from handlers.dossiers import DossierKey
from handlers.records import Records

Role = Literal["official", "leader", "reviewer", "admin"]

# A dossier is closed in the first weeks of the next year, so until the end of February the year in hand is last year.
CLOSING_MONTHS = 2


@dataclass(frozen=True)
class Text:
    """Words that a person typed."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Press:
    """A choice taken by button: the `number`-th (from 1) of the offer with that `revision`."""

    revision: int
    number: int
    kind: Literal["press"] = "press"


@dataclass(frozen=True)
class Slot:
    """Where a file belongs: with a content of a dossier as evidence; without, it is the dossier's spreadsheet.

    `replacing` is the evidence of that content whose place it takes.
    """

    dossier: DossierKey
    content: str | None = None
    replacing: int | None = None


@dataclass(frozen=True)
class File:
    """A file that is already stored under its SHA-256 `digest`; `size` in bytes; `media_type` read from its content.

    `slot` where the way it came (an upload link) says what it is for, whatever is awaited now.
    """

    name: str
    media_type: str
    size: int
    digest: str
    slot: Slot | None = None
    kind: Literal["file"] = "file"


@dataclass(frozen=True)
class Unsupported:
    """Something that the channel brought and the assistant cannot read; `reason` is a key of texts.UNSUPPORTED."""

    reason: Literal["sticker", "voice", "location", "file_kind", "file_too_large", "by_link", "other"]
    kind: Literal["unsupported"] = "unsupported"


Content = Text | Press | File | Unsupported


@dataclass(frozen=True)
class Update:
    """One thing that one person did: unique by channel and id; `address` is where the channel answers."""

    id: str
    channel: str
    address: str
    content: Content


@dataclass(frozen=True)
class Choice:
    """An answer offered with a reply: `key` says what it does, `label` is what the person reads."""

    key: str
    label: str


@dataclass(frozen=True)
class Attachment:
    """A document that the rim makes when it sends: `document` names it, `year` and `dossier` say of what."""

    document: Literal["indicator_list", "progress", "dossier_sheet"]
    year: int
    dossier: DossierKey | None = None


@dataclass(frozen=True)
class Reply:
    """One message to the person; choices are hints, a number or the words always work as well.

    Not `numbered`: a number is awaited as a value, so choices are taken by their words (or a button) alone.
    `slot`: a file is awaited for it; channels that take no files show a link to upload it.
    `page`: a channel without buttons shows this part of many choices (see handlers.paging).
    """

    text: str
    choices: tuple[Choice, ...] = ()
    attachment: Attachment | None = None
    numbered: bool = True
    slot: Slot | None = None
    page: int | None = None


@dataclass(frozen=True)
class Offer:
    """The choices that can be taken now; every turn that answers makes a new revision, so old keyboards are known.

    `channel` is where they were shown, `page` which part of them.
    """

    revision: int = 0
    choices: tuple[Choice, ...] = ()
    taken: tuple[int, int] | None = None
    numbered: bool = True
    page: int | None = None
    channel: str = ""


@dataclass(frozen=True)
class Topic:
    """The last questions of the chat, oldest first: what "còn huyện thì sao?" refers to."""

    questions: tuple[str, ...] = ()
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Membership:
    """A person's role in a unit."""

    unit_id: int
    unit: str
    role: Role
    parent_id: int | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Person:
    """Who speaks; without membership it is a guest, who may ask and nothing else."""

    id: int
    name: str | None = None
    memberships: tuple[Membership, ...] = ()

    @property
    def guest(self) -> bool:
        return not self.memberships


@dataclass(frozen=True)
class Memory:
    """What the decision may know: the local time, the person, where the talk stands, and read-only records."""

    now: datetime
    person: Person
    records: Records
    dialogue: Dialogue = Idle()
    offer: Offer = Offer()
    topic: Topic = Topic()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def assessed_year(self) -> int:
        """The year whose dossier is in hand today."""
        return self.today.year - 1 if self.today.month <= CLOSING_MONTHS else self.today.year


@dataclass(frozen=True)
class Turn:
    """What was decided: replies to send, where the talk stands now, and what must be kept.

    `taken` is the number of the offered choice that this turn carried out (`taken_of` the revision of a message that
    came unasked and offered it); `offer` is filled in by `respond`
    from the last reply, unless the deciding part sets it itself (to leave the standing offer as it is).
    """

    replies: tuple[Reply, ...] = ()
    dialogue: Dialogue = Idle()
    changes: tuple[Change, ...] = ()
    topic: Topic = Topic()
    taken: int | None = None
    taken_of: int | None = None
    offer: Offer | None = None
