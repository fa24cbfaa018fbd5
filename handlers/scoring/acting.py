"""Carries out a choice of an entry, taken by button, number or words."""

from collections.abc import Callable
from dataclasses import replace

from handlers import texts
from handlers import texts_scoring as words
from handlers import texts_scoring_menu as menu_words
from handlers import texts_scoring_saved as saved_words
from handlers.conversation import Attachment, Memory, Turn
from handlers.dialogues import AwaitingReason, AwaitingScore, AwaitingTrial
from handlers.scoring.declaring import ask_maximum, ask_satisfaction, choose_class, declare
from handlers.scoring.desk import Closed, Desk, open_desk
from handlers.scoring.evidence import ask_evidence, ask_replacement, remove_evidence, show_file
from handlers.scoring.explaining import explain
from handlers.scoring.gaps import show_missing
from handlers.scoring.importing import drop_sheet, save_sheet, send_sheet
from handlers.scoring.keys import ScoreKey, read_pick
from handlers.scoring.menu import show_criterion, show_indicator, show_menu
from handlers.scoring.noting import ask_note
from handlers.scoring.opening import go_on
from handlers.scoring.prompting import prompt
from handlers.scoring.resuming import resume
from handlers.scoring.saving import ask_which, save
from handlers.scoring.sharing import assign, show_colleagues
from handlers.scoring.stepping import back_from, skip_from
from handlers.scoring.trying import tried, try_out
from knowledge.library import Knowledge
from knowledge.measures import ChoiceMeasure
from knowledge.regulation import Content
from knowledge.values import ChoiceValue, NotArisen, Value, YesNoValue

Action = Callable[[Desk, str], Turn]

OPTION = "option-"
# What can be looked at in a dossier that is locked.
READING = ("progress", "missing", "history")


def act(key: ScoreKey, memory: Memory, knowledge: Knowledge) -> Turn:
    """The turn of a choice."""
    desk = open_desk(key.dossier, memory, knowledge, to_read=key.verb in READING)
    if key.verb.startswith(OPTION):
        return _value(desk, key.about, ChoiceValue(option=key.verb.removeprefix(OPTION)))
    action = ACTIONS.get(key.verb)
    if action is None:
        # An offer that an older version of the program made.
        raise Closed(texts.OLD_CHOICE)
    return action(desk, key.about)


def _value(desk: Desk, about: str, value: Value) -> Turn:
    content = desk.content(about)
    if isinstance(value, ChoiceValue) and not _has_option(content, value):
        raise Closed(texts.OLD_CHOICE)
    awaiting = desk.memory.dialogue
    if isinstance(awaiting, AwaitingTrial) and awaiting.content == about:
        return tried(desk, content, value)
    # Whoever was not asked for this value has not seen anybody else's.
    seen = awaiting.seen if isinstance(awaiting, AwaitingScore) and awaiting.content == about else 0
    return save(desk, content, value, seen)


def _has_option(content: Content, value: ChoiceValue) -> bool:
    options = content.measure.options if isinstance(content.measure, ChoiceMeasure) else ()
    return any(each.id == value.option for each in options)


def _content(desk: Desk, about: str) -> Turn:
    """Asks for a value; the first count of a ratio that is known already stays known."""
    pick, awaiting = read_pick(about), desk.memory.dialogue
    whole = awaiting.whole if isinstance(awaiting, AwaitingScore) and awaiting.content == pick.of else None
    return prompt(desk, desk.content(pick.of), int(pick.answer) if pick.answer else whole)


def _overwrite(desk: Desk, about: str) -> Turn:
    awaiting = desk.memory.dialogue
    if not isinstance(awaiting, AwaitingReason):
        return show_menu(desk)
    chosen = replace(awaiting, chosen=True)
    return Turn((ask_which(desk, chosen),), chosen, topic=desk.memory.topic)


def _progress(desk: Desk, about: str) -> Turn:
    picture = Attachment("progress", desk.key.year, desk.key)
    return desk.say(menu_words.progress(desk), (desk.choice(words.MENU, "menu"),), attachment=picture)


def _history(desk: Desk, about: str) -> Turn:
    content = desk.content(about)
    saves = desk.memory.records.saves(desk.key, about)
    text = saved_words.history(desk, content, saves) if saves else words.NO_HISTORY
    choices = (desk.choice(words.EDIT, "content", about), desk.choice(words.MENU, "menu"))
    return desk.say(text, choices)


ACTIONS: dict[str, Action] = {
    "open": lambda desk, about: go_on(desk),
    "menu": lambda desk, about: show_menu(desk),
    "criterion": show_criterion,
    "indicator": show_indicator,
    "content": _content,
    "skip": skip_from,
    "back": back_from,
    "explain": lambda desk, about: explain(desk, desk.content(about)),
    "yes": lambda desk, about: _value(desk, about, YesNoValue(yes=True)),
    "no": lambda desk, about: _value(desk, about, YesNoValue(yes=False)),
    "notarisen": lambda desk, about: _value(desk, about, NotArisen()),
    "keep": lambda desk, about: go_on(desk, about),
    "overwrite": _overwrite,
    "resume": resume,
    "note": ask_note,
    "declare": declare,
    "class": choose_class,
    "satisfaction": ask_satisfaction,
    "maximum": ask_maximum,
    "evidence": ask_evidence,
    "file": show_file,
    "replace": ask_replacement,
    "remove": remove_evidence,
    "missing": lambda desk, about: show_missing(desk),
    "progress": _progress,
    "sheet": send_sheet,
    "importsheet": save_sheet,
    "dropsheet": drop_sheet,
    "try": lambda desk, about: try_out(desk, desk.content(about)),
    "history": _history,
    "share": show_colleagues,
    "assign": assign,
}
