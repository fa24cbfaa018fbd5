"""What is typed while something of an entry is awaited; None where the text is a question instead."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers import texts_scoring_ask as ask_words
from handlers.changes import MaximumSaved, NoteSaved
from handlers.conversation import Memory, Reply, Turn
from handlers.dialogues import (
    AwaitingEvidence,
    AwaitingMaximum,
    AwaitingNote,
    AwaitingReason,
    AwaitingScore,
    AwaitingSheet,
    AwaitingTrial,
    Entering,
)
from handlers.scoring.acting import act
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.importing import save_sheet, still_awaited
from handlers.scoring.keys import ScoreKey, read_key
from handlers.scoring.menu import show_menu
from handlers.scoring.prompting import prompt, question
from handlers.scoring.saving import after_saving, save
from handlers.scoring.trying import tried
from handlers.texts_sheet import SAVE_WORDS
from handlers.turns import preceded
from handlers.typed import fold
from knowledge.entry import NotAValue, Refused, read_points, read_value
from knowledge.library import Knowledge
from knowledge.values import load_value


def typed_value(text: str, awaiting: Entering, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """The turn that the words make in an entry."""
    desk = open_desk(awaiting.dossier, memory, knowledge)
    if isinstance(awaiting, AwaitingSheet):
        return _about_sheet(text, awaiting, desk)
    if verb := words.WORDS.get(fold(text)) or ("explain" if text.strip() == "?" else None):
        about = awaiting.criterion if isinstance(awaiting, AwaitingMaximum) else awaiting.content
        return act(ScoreKey(awaiting.dossier, verb, about), memory, knowledge)
    match awaiting:
        case AwaitingScore() | AwaitingTrial():
            return _score(text, awaiting, desk)
        case AwaitingReason(content=id_, value=value, seen=seen):
            return save(desk, desk.content(id_), load_value(value), seen, reason=text)
        case AwaitingNote(content=id_):
            return _note(text, id_, desk)
        case AwaitingMaximum():
            return _maximum(text, awaiting, desk)
        case AwaitingEvidence():
            return None


def typed_word(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """One of the words that work everywhere, about the content that was saved just now."""
    verb = words.AFTER_SAVING.get(fold(text)) or ("explain" if text.strip() == "?" else None)
    keys = (read_key(choice.key) for choice in memory.offer.choices)
    content = next((key for key in keys if key and key.verb == "evidence"), None)
    return act(replace(content, verb=verb), memory, knowledge) if verb and content else None


def ask_again(memory: Memory, knowledge: Knowledge) -> Reply | None:
    """The question that still stands, after something else was answered in the middle of an entry."""
    awaiting = memory.dialogue
    if isinstance(awaiting, AwaitingSheet):
        return still_awaited(open_desk(awaiting.dossier, memory, knowledge), awaiting)
    if not isinstance(awaiting, AwaitingScore):
        return None
    desk = open_desk(awaiting.dossier, memory, knowledge)
    asked = question(desk, desk.content(awaiting.content), awaiting.whole)
    return replace(asked, text=ask_words.go_on_with(asked.text))


def _about_sheet(text: str, awaiting: AwaitingSheet, desk: Desk) -> Turn | None:
    """The few words that mean something while a spreadsheet is awaited."""
    said = fold(text)
    if awaiting.digest and said in SAVE_WORDS:
        return save_sheet(desk, awaiting.digest)
    return show_menu(desk) if words.WORDS.get(said) == "menu" else None


def _score(text: str, awaiting: AwaitingScore | AwaitingTrial, desk: Desk) -> Turn | None:
    content = desk.content(awaiting.content)
    try:
        value = read_value(content, text, awaiting.whole)
    except NotAValue:
        return None
    except Refused as refused:
        return _again(words.refused(refused, content), awaiting, desk)
    if isinstance(value, int):
        return _second_count(value, awaiting, desk)
    if isinstance(awaiting, AwaitingTrial):
        return tried(desk, content, value)
    return save(desk, content, value, awaiting.seen)


def _second_count(whole: int, awaiting: AwaitingScore | AwaitingTrial, desk: Desk) -> Turn:
    content = desk.content(awaiting.content)
    if whole == 0:
        return _again(words.WHOLE_IS_ZERO, awaiting, desk)
    asked = question(desk, content, whole)
    return Turn((asked,), replace(awaiting, whole=whole), topic=desk.memory.topic)


def _again(text: str, awaiting: Entering, desk: Desk) -> Turn:
    """Says what is wrong; what was awaited is still awaited, and the standing offer stays."""
    memory = desk.memory
    return Turn((Reply(desk.mark + text),), awaiting, topic=memory.topic, offer=memory.offer)


def _note(text: str, id_: str, desk: Desk) -> Turn:
    if id_ not in desk.dossier.entries:
        return prompt(desk, desk.content(id_))
    choices = after_saving(desk, desk.content(id_))
    return desk.say(words.NOTE_SAVED, choices, changes=(NoteSaved(desk.key, id_, text),))


def _maximum(text: str, awaiting: AwaitingMaximum, desk: Desk) -> Turn | None:
    try:
        points = read_points(text, None)
    except NotAValue:
        return None
    except Refused as refused:
        return _again(words.refused_points(refused), awaiting, desk)
    if points == 0:
        return _again(words.MAXIMUM_IS_ZERO, awaiting, desk)
    saved = preceded(show_menu(desk), words.MAXIMUM_SAVED, desk.mark)
    return replace(saved, changes=(MaximumSaved(desk.key, awaiting.criterion, points),))
