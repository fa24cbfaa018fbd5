"""The last step of setting a task, a notice or a day: what would be sent is shown, and sent only on a word."""

from handlers import texts
from handlers import texts_reminders as words
from handlers import texts_set_days as day_words
from handlers import texts_tasks as task_words
from handlers.changes import TaskSet
from handlers.conversation import Choice, Membership, Reply, Turn
from handlers.dialogues import Dialogue, Idle
from handlers.reminding import setting_days
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.standing import AwaitingTaskConsent, TaskDraft
from knowledge.reminders import next_daytime

TO_SEND = (("set-send-answer", task_words.SEND_ANSWER), ("set-send", task_words.SEND), ("set-no", task_words.DO_NOT))
DAY_TO_SEND = (("set-send", day_words.SEND), ("set-no", task_words.DO_NOT))


def ask_consent(desk: Desk, draft: TaskDraft, before: str = "") -> Turn:
    """Shows what would be sent, and to whom."""
    names = [desk.morning.owing.office.units[each].name for each in draft.to]
    if draft.deadline and setting_days.dated_of(desk, draft) is None:
        return say(desk, words.GONE)
    consent = setting_days.consent if draft.deadline else _task_consent
    choices = tuple(Choice(str(RemindKey(verb)), label) for verb, label in (DAY_TO_SEND if draft.deadline else TO_SEND))
    return say(desk, f"{before}\n{consent(desk, draft, names)}".strip(), choices, AwaitingTaskConsent(draft))


def _task_consent(desk: Desk, draft: TaskDraft, names: list[str]) -> str:
    return task_words.consent(draft.text, draft.last_day, names)


def send(desk: Desk, about: str = "") -> Turn:
    """Sends, asking for no more than "received"."""
    return _send(desk, answer_needed=False)


def send_for_answer(desk: Desk, about: str = "") -> Turn:
    """Sends, asking for an answer in words."""
    return _send(desk, answer_needed=True)


def _send(desk: Desk, *, answer_needed: bool) -> Turn:
    awaiting, reviewer = desk.memory.dialogue, reviewer_of(desk)
    if not isinstance(awaiting, AwaitingTaskConsent) or reviewer is None or reviewer.unit_id != awaiting.draft.unit_id:
        return say(desk, texts.OLD_CHOICE)
    draft, now = awaiting.draft, desk.memory.now
    at = next_daytime(now, desk.morning.owing.calendar(desk.morning.owing.office.units[draft.unit_id]))
    task = TaskSet(draft.unit_id, reviewer.unit, draft.text, draft.last_day, answer_needed, draft.to, at)
    change = setting_days.day_set(desk, draft, task) if draft.deadline else task
    if change is None:
        return say(desk, words.GONE)
    said = task_words.sent(len(draft.to), at, now, is_day=bool(draft.deadline))
    return Turn((Reply(said),), Idle(), (change,), desk.memory.topic)


def drop(desk: Desk, about: str = "") -> Turn:
    """Nothing is sent."""
    return say(desk, texts.CANCELLED)


def reviewer_of(desk: Desk) -> Membership | None:
    """The unit for which the person reviews."""
    return next((each for each in desk.memory.person.memberships if each.role == "reviewer"), None)


def say(desk: Desk, text: str, choices: tuple[Choice, ...] = (), awaiting: Dialogue | None = None) -> Turn:
    """One reply, and what is awaited after it."""
    return Turn((Reply(text, choices),), awaiting or Idle(), topic=desk.memory.topic)
