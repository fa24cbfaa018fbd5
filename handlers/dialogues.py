"""Where a talk can stand: one state a thing that is awaited."""

from dataclasses import dataclass
from typing import Literal

from handlers.dossiers import DossierKey
from handlers.reminding.standing import Reminding


@dataclass(frozen=True)
class Idle:
    """Nothing is awaited: whatever is typed is a question."""

    kind: Literal["idle"] = "idle"


@dataclass(frozen=True)
class AwaitingScore:
    """The value of a content is awaited; `whole` is the first count of a ratio once it is known.

    `seen` is the revision of the entry that the person saw when asked (0: none), so that nobody is overwritten unseen.
    """

    dossier: DossierKey
    content: str
    seen: int = 0
    whole: int | None = None
    kind: Literal["awaiting_score"] = "awaiting_score"


@dataclass(frozen=True)
class AwaitingReason:
    """Somebody else saved meanwhile: whether the person's own `value` (JSON) or theirs stands, is awaited.

    Once the own one is `chosen`, the reason is awaited.
    """

    dossier: DossierKey
    content: str
    value: str
    seen: int
    chosen: bool = False
    kind: Literal["awaiting_reason"] = "awaiting_reason"


@dataclass(frozen=True)
class AwaitingNote:
    """A remark to the entry of a content is awaited; `seen` is the one that the person was shown."""

    dossier: DossierKey
    content: str
    seen: str = ""
    kind: Literal["awaiting_note"] = "awaiting_note"


@dataclass(frozen=True)
class AwaitingEvidence:
    """A file for a content is awaited; it takes the place of the evidence `replacing`, where there is one."""

    dossier: DossierKey
    content: str
    replacing: int | None = None
    kind: Literal["awaiting_evidence"] = "awaiting_evidence"


@dataclass(frozen=True)
class AwaitingMaximum:
    """The most points of a criterion are awaited, read off the official annex; `seen` is what stood when asked."""

    dossier: DossierKey
    criterion: str
    seen: str = ""
    kind: Literal["awaiting_maximum"] = "awaiting_maximum"


@dataclass(frozen=True)
class AwaitingSatisfaction:
    """The satisfaction rate of the year is awaited, in percent; `seen` is what stood when asked."""

    dossier: DossierKey
    seen: str = ""
    kind: Literal["awaiting_satisfaction"] = "awaiting_satisfaction"


@dataclass(frozen=True)
class AwaitingTrial:
    """A value to try out is awaited: what would the result be; nothing is saved."""

    dossier: DossierKey
    content: str
    whole: int | None = None
    kind: Literal["awaiting_trial"] = "awaiting_trial"


@dataclass(frozen=True)
class AwaitingSheet:
    """The dossier's spreadsheet is awaited back; once it came, `digest` is the file that was shown, not saved yet."""

    dossier: DossierKey
    digest: str | None = None
    kind: Literal["awaiting_sheet"] = "awaiting_sheet"


Entering = (
    AwaitingScore
    | AwaitingReason
    | AwaitingNote
    | AwaitingEvidence
    | AwaitingMaximum
    | AwaitingSatisfaction
    | AwaitingTrial
    | AwaitingSheet
)


@dataclass(frozen=True)
class AwaitingConsent:
    """The person was shown the question that would go to the Justice office and has not said yes or no.

    `entry` is what was awaited when the question came in the middle of it; the talk goes back there.
    """

    question: str
    entry: Entering | None = None
    kind: Literal["awaiting_consent"] = "awaiting_consent"


Dialogue = Idle | AwaitingConsent | Entering | Reminding
