"""Where a talk about reminders and tasks can stand."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


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
