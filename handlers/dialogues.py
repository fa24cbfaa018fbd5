"""Where a talk can stand: one state a thing that is awaited."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlers.dossiers import DossierKey


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
    """A file for a content is awaited."""

    dossier: DossierKey
    content: str
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


@dataclass(frozen=True)
class TaskDraft:
    """What a reviewer has said so far of the task to set; `to` are the units.

    With a `deadline` ("regulation/deadline") it is an earlier day for that deadline of an assessed `year`.
    """

    unit_id: int
    text: str = ""
    last_day: date | None = None
    to: tuple[int, ...] = ()
    deadline: str = ""
    year: int = 0


@dataclass(frozen=True)
class AwaitingTaskText:
    """What is to be done, in the reviewer's words, is awaited."""

    draft: TaskDraft
    kind: Literal["awaiting_task_text"] = "awaiting_task_text"


@dataclass(frozen=True)
class AwaitingTaskDay:
    """The last day of a task is awaited, or that it is only a notice."""

    draft: TaskDraft
    kind: Literal["awaiting_task_day"] = "awaiting_task_day"


@dataclass(frozen=True)
class AwaitingTaskUnits:
    """Which communes a task is for is awaited."""

    draft: TaskDraft
    kind: Literal["awaiting_task_units"] = "awaiting_task_units"


@dataclass(frozen=True)
class AwaitingTaskConsent:
    """The reviewer was shown what would be sent: to be sent, with an answer asked for or without, or not."""

    draft: TaskDraft
    kind: Literal["awaiting_task_consent"] = "awaiting_task_consent"


@dataclass(frozen=True)
class AwaitingTaskAnswer:
    """A unit's answer to a task is awaited."""

    task_id: int
    unit_id: int
    kind: Literal["awaiting_task_answer"] = "awaiting_task_answer"


@dataclass(frozen=True)
class AwaitingReminderDay:
    """The day on which to remind again of a thing ("12|2026|duty/x") is awaited."""

    about: str
    kind: Literal["awaiting_reminder_day"] = "awaiting_reminder_day"


@dataclass(frozen=True)
class AwaitingDayOff:
    """A day off or worked is awaited, with the decision that says so."""

    kind: Literal["awaiting_day_off"] = "awaiting_day_off"


Setting = AwaitingTaskText | AwaitingTaskDay | AwaitingTaskUnits | AwaitingTaskConsent
Reminding = Setting | AwaitingTaskAnswer | AwaitingReminderDay | AwaitingDayOff
Dialogue = Idle | AwaitingConsent | Entering | Reminding
