"""Carries out a choice about reminders, and what is typed while one of them is awaited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from handlers import texts_reminders as words
from handlers import texts_tasks as task_words
from handlers.changes import Change, DaySet, Marked, Muted, Snoozed
from handlers.conversation import Choice, Membership, Memory, Reply, Turn
from handlers.dialogues import Idle
from handlers.reminding import assigning, overview, replying, reviewing, sending
from handlers.reminding.agenda import read_ref
from handlers.reminding.day_reading import read_day
from handlers.reminding.desk import Desk, open_desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.listing import show_list, show_muted, show_thing
from handlers.reminding.standing import AwaitingDayOff, AwaitingReminderDay, AwaitingTaskAnswer, Reminding
from handlers.turns import stay
from handlers.typed import fold
from knowledge.library import Knowledge

Action = Callable[[Desk, str], Turn]
LATER = "later-"


def act_on_reminder(key: RemindKey, memory: Memory, knowledge: Knowledge) -> Turn:
    """The turn of a choice."""
    desk = open_desk(memory, knowledge)
    if key.verb.startswith(LATER):
        return _later(desk, key, date.fromisoformat(key.verb.removeprefix(LATER)))
    return ACTIONS[key.verb](desk, key.about)


def typed_reminding(text: str, awaiting: Reminding, memory: Memory, knowledge: Knowledge) -> Turn:
    """The turn of what was typed."""
    desk = open_desk(memory, knowledge)
    match awaiting:
        case AwaitingReminderDay(about):
            return _typed_day(desk, text, about)
        case AwaitingTaskAnswer():
            return replying.answered(desk, text, awaiting)
        case AwaitingDayOff():
            return _typed_day_off(desk, text)
        case _:
            return assigning.typed_setting(desk, text, awaiting)


def _changed(desk: Desk, said: str, *changes: Change, choices: tuple[Choice, ...] = ()) -> Turn:
    return replace(stay(desk.memory, said, choices), changes=changes, dialogue=Idle())


def _later(desk: Desk, key: RemindKey, day: date) -> Turn:
    """Told again on a day; a choice of an old message means the day after today."""
    today = desk.morning.today
    until = max(day, today + timedelta(days=1))
    refs = tuple(ref for ref in key.refs if (item := desk.item(ref)) and item.verdict != "done")
    if not refs:
        return stay(desk.memory, words.GONE)
    return _changed(desk, words.snoozed(until, today), Snoozed(refs, until))


def _ask_day(desk: Desk, about: str) -> Turn:
    if desk.item(read_ref(about)) is None:
        return stay(desk.memory, words.GONE)
    said = words.ASK_DAY.format(example=_example(desk))
    return Turn((Reply(said),), AwaitingReminderDay(about), topic=desk.memory.topic)


def _example(desk: Desk) -> str:
    return f"{desk.morning.today + timedelta(days=3):%d/%m/%Y}"


def _typed_day(desk: Desk, text: str, about: str) -> Turn:
    item, today, found = desk.item(read_ref(about)), desk.morning.today, read_day(text, desk.morning.today)
    if item is None:
        return _changed(desk, words.GONE)
    if found is None:
        return stay(desk.memory, words.NOT_A_DAY.format(example=_example(desk)))
    tomorrow = today + timedelta(days=1)
    if found < tomorrow:
        return stay(desk.memory, words.DAY_PAST.format(day=f"{found:%d/%m/%Y}", first=f"{tomorrow:%d/%m/%Y}"))
    if found > item.due.last_day:
        return stay(
            desk.memory, words.DAY_TOO_LATE.format(day=f"{found:%d/%m/%Y}", last=f"{item.due.last_day:%d/%m/%Y}")
        )
    return _changed(desk, words.snoozed(found, today), Snoozed((item.ref,), found))


def _done(desk: Desk, about: str) -> Turn:
    item = desk.item(read_ref(about))
    if item is None or item.reviewed:
        return stay(desk.memory, words.GONE)
    undo = Choice(str(RemindKey("undone", about)), words.UNDO)
    rest = Choice(str(RemindKey("list")), words.ALL)
    said = words.MARKED.format(title=words.titled(item.due))
    return _changed(desk, said, Marked(item.ref, done=True), choices=(undo, rest))


def _undone(desk: Desk, about: str) -> Turn:
    item = desk.item(read_ref(about))
    if item is None or item.reviewed:
        return stay(desk.memory, words.GONE)
    return _changed(desk, words.UNMARKED, Marked(item.ref, done=False))


def _mute(desk: Desk, about: str) -> Turn:
    item = desk.item(read_ref(about))
    if item is None:
        return stay(desk.memory, words.GONE)
    return _changed(desk, words.MUTED_ONE.format(title=words.short_title(item.due.title)), Muted(about, on=False))


def _mute_kind(desk: Desk, about: str) -> Turn:
    item = desk.item(read_ref(about))
    if item is None:
        return stay(desk.memory, words.GONE)
    return _changed(desk, words.MUTED_KIND.format(kind=words.KINDS[item.due.kind]), Muted(item.due.kind, on=False))


def _unmute(desk: Desk, about: str) -> Turn:
    return _changed(desk, words.UNMUTED, Muted(about, on=True))


def _ask_day_off(desk: Desk, about: str) -> Turn:
    if _admin_unit(desk) is None:
        return stay(desk.memory, task_words.NOT_ADMIN)
    return Turn((Reply(task_words.ASK_DAY_OFF),), AwaitingDayOff(), topic=desk.memory.topic)


def _typed_day_off(desk: Desk, text: str) -> Turn:
    kind, _, rest = text.strip().partition(" ")
    typed_day, _, decision = rest.strip().partition(" ")
    found = read_day(typed_day, desk.morning.today)
    is_working = task_words.DAY_KINDS.get(fold(kind))
    unit = _admin_unit(desk)
    if unit is None or is_working is None or found is None or not decision.strip():
        return stay(desk.memory, task_words.NOT_A_DAY_OFF)
    said = " ".join(decision.split())
    return _changed(
        desk, task_words.day_set(found, is_working, said, unit.unit), DaySet(unit.unit_id, found, is_working, said)
    )


def _admin_unit(desk: Desk) -> Membership | None:
    return next((each for each in desk.memory.person.memberships if each.role == "admin"), None)


ACTIONS: dict[str, Action] = {
    "list": lambda desk, about: show_list(desk),
    "show": show_thing,
    "done": _done,
    "undone": _undone,
    "day": _ask_day,
    "mute": _mute,
    "mute-kind": _mute_kind,
    "muted": lambda desk, about: show_muted(desk),
    "unmute": _unmute,
    "received": replying.received,
    "answer": replying.ask_answer,
    "set": assigning.start,
    "set-day": assigning.start_day,
    "set-day-of": assigning.start_day,
    "set-no-day": assigning.without_day,
    "set-all": assigning.to_all,
    "set-send": sending.send,
    "set-send-answer": sending.send_for_answer,
    "set-no": sending.drop,
    "given": overview.show_given,
    "task": overview.show_task,
    "reached": overview.show_reached,
    "units": reviewing.show_units,
    "days": _ask_day_off,
}
