"""What is typed while something of an entry is awaited; None where the text is a question instead."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers.conversation import Memory, Turn
from handlers.dialogues import (
    AwaitingEvidence,
    AwaitingMaximum,
    AwaitingNote,
    AwaitingReason,
    AwaitingSatisfaction,
    AwaitingScore,
    AwaitingSheet,
    AwaitingTrial,
    Entering,
)
from handlers.scoring.acting import act
from handlers.scoring.declaring import typed_maximum, typed_satisfaction
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.importing import save_sheet
from handlers.scoring.jumping import names_a_place
from handlers.scoring.keys import ScoreKey, read_key
from handlers.scoring.menu import show_criterion, show_menu
from handlers.scoring.noting import save_note
from handlers.scoring.prompting import question
from handlers.scoring.saving import save
from handlers.scoring.trying import tried
from handlers.texts_sheet import SAVE_WORDS
from handlers.typed import fold
from knowledge.entry import NotAValue, Refused, read_value
from knowledge.library import Knowledge
from knowledge.values import load_value

# The words that lead out of giving a reason; any other text is the reason.
LEAVING = ("skip", "back", "menu")
# The words that can mean the one content that a menu or a history names.
ABOUT_ONE = ("explain", "evidence", "note", "share", "history")
# What the others mean where no content is at hand.
WHOLE = {"menu": "menu", "skip": "open", "sheet": "sheet"}


def typed_value(text: str, awaiting: Entering, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """The turn that the words make in an entry."""
    desk = open_desk(awaiting.dossier, memory, knowledge)
    verb = words.WORDS.get(fold(text)) or ("explain" if text.strip() == "?" else None)
    match awaiting:
        case AwaitingSheet() | AwaitingMaximum() | AwaitingSatisfaction():
            return _beside_contents(text, verb, awaiting, desk)
        case AwaitingReason(content=id_, value=value, seen=seen, chosen=True) if verb not in LEAVING:
            return save(desk, desk.content(id_), load_value(value), seen, reason=text)
        case _ if verb:
            return act(ScoreKey(awaiting.dossier, verb, awaiting.content), memory, knowledge)
        case AwaitingScore() | AwaitingTrial():
            return _score(text, awaiting, desk)
        case AwaitingNote():
            return save_note(text, awaiting, desk)
        case AwaitingReason() | AwaitingEvidence():
            return None


def typed_word(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """One of the words that work everywhere, about the content that was saved just now, or about the dossier."""
    verb = words.AFTER_SAVING.get(fold(text)) or ("explain" if text.strip() == "?" else None)
    keys = (read_key(choice.key) for choice in memory.offer.choices)
    offered = [key for key in keys if key]
    saved = next((key for key in offered if key.verb == "evidence"), None)
    named = [key for key in offered if key.verb == "content"] if verb in ABOUT_ONE else []
    content = saved or (named[0] if len(named) == 1 else None)
    if verb and content:
        return act(replace(content, verb=verb), memory, knowledge)
    # Without a content at hand the dossier is still there to be gone on with.
    whole = WHOLE.get(verb or "")
    return act(ScoreKey(offered[0].dossier, whole), memory, knowledge) if whole and offered else None


def _about_sheet(text: str, awaiting: AwaitingSheet, desk: Desk) -> Turn | None:
    """The few words that mean something while a spreadsheet is awaited."""
    said = fold(text)
    if awaiting.digest and said in SAVE_WORDS:
        return save_sheet(desk, awaiting.digest)
    return show_menu(desk) if words.WORDS.get(said) == "menu" else None


def _beside_contents(
    text: str, verb: str | None, awaiting: AwaitingSheet | AwaitingMaximum | AwaitingSatisfaction, desk: Desk
) -> Turn | None:
    """What is typed while something else than a content is awaited."""
    match awaiting:
        case AwaitingSheet():
            return _about_sheet(text, awaiting, desk)
        case AwaitingMaximum(criterion=id_):
            if verb in ("skip", "back"):
                return show_criterion(desk, id_)
            return show_menu(desk) if verb == "menu" else typed_maximum(text, awaiting, desk)
        case AwaitingSatisfaction():
            return show_menu(desk) if verb in LEAVING else typed_satisfaction(text, awaiting, desk)


def _score(text: str, awaiting: AwaitingScore | AwaitingTrial, desk: Desk) -> Turn | None:
    content = desk.content(awaiting.content)
    try:
        value = read_value(content, text, awaiting.whole)
    except NotAValue:
        return None
    except Refused as refused:
        if names_a_place(text, content, desk):
            return None
        told = words.refused(refused, content)
        return desk.again(f"{told} {words.or_open(text)}" if desk.regulation.indicator(text) else told)
    if isinstance(value, int):
        return _second_count(value, awaiting, desk)
    if isinstance(awaiting, AwaitingTrial):
        return tried(desk, content, value)
    return save(desk, content, value, awaiting.seen)


def _second_count(whole: int, awaiting: AwaitingScore | AwaitingTrial, desk: Desk) -> Turn:
    content = desk.content(awaiting.content)
    if whole == 0:
        return desk.again(words.WHOLE_IS_ZERO)
    asked = question(desk, content, whole)
    return Turn((asked,), replace(awaiting, whole=whole), topic=desk.memory.topic)
