"""A reviewing unit sets a task or a notice: text, last day, units, consent; nothing goes out before the last word."""

from dataclasses import replace
from datetime import date, timedelta

from handlers import texts
from handlers import texts_reminders as words
from handlers import texts_tasks as task_words
from handlers.conversation import Choice, Membership, Reply, Turn
from handlers.reminding import setting_days
from handlers.reminding.agenda import UnitState
from handlers.reminding.day_reading import read_day
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.sending import ask_consent, reviewer_of, say
from handlers.reminding.standing import (
    AwaitingTaskConsent,
    AwaitingTaskDay,
    AwaitingTaskText,
    AwaitingTaskUnits,
    Setting,
    TaskDraft,
)
from handlers.typed import fold

FARTHEST = timedelta(days=730)


def start(desk: Desk, about: str = "") -> Turn:
    """Asks what is to be done."""
    reviewer = reviewer_of(desk)
    if reviewer is None or not _communes(desk, reviewer.unit_id):
        return _nobody(desk, reviewer)
    return say(desk, task_words.ASK_TEXT, awaiting=AwaitingTaskText(TaskDraft(reviewer.unit_id)))


def start_day(desk: Desk, about: str = "") -> Turn:
    """Asks for which deadline of the law an earlier day is set, or, once that is known, for the day."""
    reviewer = reviewer_of(desk)
    if reviewer is None or not _communes(desk, reviewer.unit_id):
        return _nobody(desk, reviewer)
    if not about:
        return setting_days.show_deadlines(desk, reviewer.unit_id)
    year, _, deadline = about.partition("|")
    return setting_days.ask_day(desk, TaskDraft(reviewer.unit_id, deadline=deadline, year=int(year)))


def _nobody(desk: Desk, reviewer: Membership | None) -> Turn:
    return say(desk, task_words.NO_COMMUNES if reviewer else task_words.NOT_REVIEWER)


def typed_setting(desk: Desk, text: str, awaiting: Setting) -> Turn:
    """The next step with what was typed."""
    match awaiting:
        case AwaitingTaskText(draft):
            return _text(desk, " ".join(text.split()), draft)
        case AwaitingTaskDay(draft) if draft.deadline:
            typed = setting_days.typed_day(desk, text, draft)
            return _ask_units(desk, typed) if isinstance(typed, TaskDraft) else typed
        case AwaitingTaskDay(draft):
            return _day(desk, text, draft)
        case AwaitingTaskUnits(draft):
            return _units(desk, text, draft)
        case AwaitingTaskConsent(draft):
            return ask_consent(desk, draft, task_words.CHOOSE_SENDING)


def _text(desk: Desk, text: str, draft: TaskDraft) -> Turn:
    if not task_words.SHORTEST <= len(text) <= task_words.LONGEST:
        return say(desk, task_words.BAD_LENGTH, awaiting=AwaitingTaskText(draft))
    return _ask_day(desk, replace(draft, text=text), task_words.ASK_LAST_DAY)


def _ask_day(desk: Desk, draft: TaskDraft, said: str) -> Turn:
    example = f"{desk.morning.today + timedelta(days=14):%d/%m/%Y}"
    none = Choice(str(RemindKey("set-no-day")), task_words.NO_LAST_DAY)
    reply = Reply(said.format(example=example), (none,), numbered=False)
    return Turn((reply,), AwaitingTaskDay(draft), topic=desk.memory.topic)


def _day(desk: Desk, text: str, draft: TaskDraft) -> Turn:
    found, today = read_day(text, desk.morning.today), desk.morning.today
    if found is None:
        return _ask_day(desk, draft, words.NOT_A_DAY)
    if wrong := unfit(found, today):
        return _ask_day(desk, draft, wrong)
    return _ask_units(desk, replace(draft, last_day=found))


def unfit(day: date, today: date) -> str | None:
    """Why a day cannot be a last day."""
    if day < today:
        return words.DAY_PAST.format(day=f"{day:%d/%m/%Y}", first=f"{today:%d/%m/%Y}")
    if day > today + FARTHEST:
        return words.DAY_TOO_FAR.format(day=f"{day:%d/%m/%Y}", example=f"{today + timedelta(days=14):%d/%m/%Y}")
    return None


def without_day(desk: Desk, about: str = "") -> Turn:
    """It is only a notice."""
    awaiting = desk.memory.dialogue
    return _ask_units(desk, awaiting.draft) if isinstance(awaiting, AwaitingTaskDay) else say(desk, texts.OLD_CHOICE)


def _ask_units(desk: Desk, draft: TaskDraft, said: str | None = None) -> Turn:
    communes = _communes(desk, draft.unit_id)
    example = ", ".join(each.name for each in communes[:2])
    every = Choice(str(RemindKey("set-all")), task_words.ALL_UNITS.format(count=len(communes)))
    asked = said or task_words.ASK_UNITS.format(example=example)
    return say(desk, asked, (every,), AwaitingTaskUnits(draft))


def to_all(desk: Desk, about: str = "") -> Turn:
    """It is for every commune."""
    awaiting = desk.memory.dialogue
    if not isinstance(awaiting, AwaitingTaskUnits):
        return say(desk, texts.OLD_CHOICE)
    every = tuple(each.id for each in _communes(desk, awaiting.draft.unit_id))
    return ask_consent(desk, replace(awaiting.draft, to=every))


def _units(desk: Desk, text: str, draft: TaskDraft) -> Turn:
    communes = _communes(desk, draft.unit_id)
    named = [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
    found = {name: _meant(name, communes) for name in named}
    if unknown := [name for name, unit in found.items() if unit is None]:
        known = ", ".join(each.name for each in communes)
        return _ask_units(desk, draft, task_words.UNKNOWN_UNITS.format(names=", ".join(unknown), known=known))
    to = tuple(dict.fromkeys(unit.id for unit in found.values() if unit))
    return ask_consent(desk, replace(draft, to=to)) if to else _ask_units(desk, draft)


def _meant(name: str, communes: list[UnitState]) -> UnitState | None:
    """By its name with or without its rank and marks, where only one commune is called so."""
    for told in (str.casefold, fold):
        said = told(name)
        alike = [each for each in communes if said in (told(each.name), told(each.name).partition(" ")[2])]
        if len(alike) == 1:
            return alike[0]
    return None


def _communes(desk: Desk, unit_id: int) -> list[UnitState]:
    return desk.morning.owing.office.communes_of(unit_id, desk.morning.today)
