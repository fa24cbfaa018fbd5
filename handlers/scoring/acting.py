"""Carries out a choice of an entry, taken by button, number or words."""

from collections.abc import Callable
from dataclasses import replace

from handlers import texts_scoring as words
from handlers import texts_scoring_menu as menu_words
from handlers import texts_scoring_saved as saved_words
from handlers.changes import Declared, EvidenceRemoved
from handlers.conversation import Attachment, Memory, Slot, Turn
from handlers.dialogues import (
    AwaitingEvidence,
    AwaitingMaximum,
    AwaitingNote,
    AwaitingReason,
    AwaitingScore,
    AwaitingTrial,
)
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.explaining import explain
from handlers.scoring.gaps import show_missing
from handlers.scoring.importing import drop_sheet, save_sheet, send_sheet
from handlers.scoring.keys import ScoreKey
from handlers.scoring.menu import show_criterion, show_indicator, show_menu
from handlers.scoring.opening import go_on
from handlers.scoring.prompting import prompt
from handlers.scoring.saving import save
from handlers.scoring.sharing import assign, show_colleagues
from handlers.scoring.stepping import back_from
from handlers.scoring.trying import try_out
from handlers.turns import preceded
from knowledge.library import Knowledge
from knowledge.values import ChoiceValue, NotArisen, Value, YesNoValue

Action = Callable[[Desk, str], Turn]


def act(key: ScoreKey, memory: Memory, knowledge: Knowledge) -> Turn:
    """The turn of a choice."""
    desk = open_desk(key.dossier, memory, knowledge)
    if key.verb.startswith("option-"):
        return _value(desk, key.about, ChoiceValue(option=key.verb.removeprefix("option-")))
    return ACTIONS[key.verb](desk, key.about)


def _value(desk: Desk, about: str, value: Value) -> Turn:
    content = desk.content(about)
    awaiting = desk.memory.dialogue
    if isinstance(awaiting, AwaitingTrial) and awaiting.content == about:
        return try_out(desk, content, value)
    seen = awaiting.seen if isinstance(awaiting, AwaitingScore) and awaiting.content == about else None
    return save(desk, content, value, desk.dossier.revision(about) if seen is None else seen)


def _overwrite(desk: Desk, about: str) -> Turn:
    awaiting = desk.memory.dialogue
    if not isinstance(awaiting, AwaitingReason):
        return show_menu(desk)
    return desk.say(words.WHY, awaiting=awaiting)


def _declare(desk: Desk, about: str) -> Turn:
    """Asks a declaration ("head_not_disciplined"), or keeps its answer ("head_not_disciplined=yes")."""
    id_, _, answer = about.partition("=")
    if answer:
        declared = preceded(show_menu(desk), words.DECLARED, desk.mark)
        return replace(declared, changes=(Declared(desk.key, id_, answer == "yes"),))
    condition = next(each for each in desk.regulation.conditions if each.id == id_)
    choices = (
        desk.choice(words.DECLARE_YES, "declare", f"{id_}=yes"),
        desk.choice(words.DECLARE_NO, "declare", f"{id_}=no"),
        desk.choice(words.MENU, "menu"),
    )
    return desk.say(menu_words.declaration(desk, condition), choices)


def _note(desk: Desk, about: str) -> Turn:
    return desk.say(words.ASK_NOTE, awaiting=AwaitingNote(desk.key, about))


def _maximum(desk: Desk, about: str) -> Turn:
    return desk.say(menu_words.ask_maximum(about), awaiting=AwaitingMaximum(desk.key, about))


def _evidence(desk: Desk, about: str) -> Turn:
    held = [each for each in desk.dossier.evidence if each.content == about]
    removals = tuple(desk.choice(saved_words.remove_label(each), "remove", str(each.id)) for each in held)
    choices = (*removals, desk.choice(words.CONTINUE, "skip", about), desk.choice(words.MENU, "menu"))
    asked = saved_words.ask_evidence(desk, desk.content(about), held)
    return desk.say(asked, choices, AwaitingEvidence(desk.key, about), slot=Slot(desk.key, about))


def _remove(desk: Desk, about: str) -> Turn:
    held = next((each for each in desk.dossier.evidence if str(each.id) == about), None)
    if held is None:
        return show_menu(desk)
    choices = (desk.choice(words.SEND_EVIDENCE, "evidence", held.content), desk.choice(words.MENU, "menu"))
    return desk.say(saved_words.removed(held), choices, changes=(EvidenceRemoved(desk.key, held.id),))


def _progress(desk: Desk, about: str) -> Turn:
    picture = Attachment("progress", desk.key.year, desk.key)
    return desk.say(menu_words.progress(desk), (desk.choice(words.MENU, "menu"),), attachment=picture)


def _history(desk: Desk, about: str) -> Turn:
    content = desk.content(about)
    saves = desk.memory.records.saves(desk.key, about)
    text = saved_words.history(desk, content, saves) if saves else words.NO_HISTORY
    choices = (desk.choice(words.EDIT, "content", about), desk.choice(words.MENU, "menu"))
    return desk.say(text, choices)


def _explain(desk: Desk, about: str) -> Turn:
    awaiting = desk.memory.dialogue
    whole = awaiting.whole if isinstance(awaiting, AwaitingScore) and awaiting.content == about else None
    return explain(desk, desk.content(about), whole)


ACTIONS: dict[str, Action] = {
    "open": lambda desk, about: go_on(desk),
    "menu": lambda desk, about: show_menu(desk),
    "criterion": show_criterion,
    "indicator": show_indicator,
    "content": lambda desk, about: prompt(desk, desk.content(about)),
    "skip": lambda desk, about: go_on(desk, about),
    "back": back_from,
    "explain": _explain,
    "yes": lambda desk, about: _value(desk, about, YesNoValue(yes=True)),
    "no": lambda desk, about: _value(desk, about, YesNoValue(yes=False)),
    "notarisen": lambda desk, about: _value(desk, about, NotArisen()),
    "keep": lambda desk, about: go_on(desk, about),
    "overwrite": _overwrite,
    "note": _note,
    "declare": _declare,
    "maximum": _maximum,
    "evidence": _evidence,
    "remove": _remove,
    "missing": lambda desk, about: show_missing(desk),
    "progress": _progress,
    "sheet": send_sheet,
    "importsheet": save_sheet,
    "dropsheet": drop_sheet,
    "try": lambda desk, about: try_out(desk, desk.content(about), None),
    "history": _history,
    "share": show_colleagues,
    "assign": assign,
}
