"""Asks again what an entry awaits, after something else was answered in the middle of it."""

from dataclasses import replace
from typing import assert_never

from handlers import texts_scoring as words
from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Choice, Memory, Reply, Turn
from handlers.dialogues import (
    AwaitingEvidence,
    AwaitingMaximum,
    AwaitingNote,
    AwaitingReason,
    AwaitingSatisfaction,
    AwaitingScore,
    AwaitingSheet,
    AwaitingTrial,
    Dialogue,
    Entering,
    Idle,
)
from handlers.scoring.declaring import ask_maximum, ask_satisfaction
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.evidence import ask_awaited
from handlers.scoring.importing import still_awaited
from handlers.scoring.keys import ScoreKey, read_key
from handlers.scoring.noting import ask_note
from handlers.scoring.opening import go_on
from handlers.scoring.prompting import question
from handlers.scoring.saving import ask_which
from handlers.scoring.trying import ask_trial
from knowledge.library import Knowledge


def ask_again(dialogue: Dialogue, memory: Memory, knowledge: Knowledge) -> Reply | None:
    """The question that still stands; None where none does."""
    if not isinstance(dialogue, Entering):
        return None
    desk = open_desk(dialogue.dossier, memory, knowledge)
    asked = _asked(dialogue, desk)
    return replace(asked, text=desk.mark + ask_words.go_on_with(asked.text.removeprefix(desk.mark)))


def way_back(dialogue: Dialogue, memory: Memory, knowledge: Knowledge) -> Choice | None:
    """A choice that leads back into the entry, for a reply that has choices of its own."""
    if isinstance(dialogue, Idle):
        return _way_on(memory)
    if not isinstance(dialogue, Entering):
        return None
    desk = open_desk(dialogue.dossier, memory, knowledge)
    return desk.choice(words.go_on_label(getattr(dialogue, "content", None)), "resume")


def _way_on(memory: Memory) -> Choice | None:
    """From between two values: to the next one. Only from there, so that the talk is about the dossier no longer."""
    key = read_key(memory.offer.choices[0].key) if memory.offer.choices else None
    return Choice(str(ScoreKey(key.dossier, "open")), words.go_on_with_year(key.dossier.year)) if key else None


def resume(desk: Desk, about: str = "") -> Turn:
    """Asks again what is awaited; where nothing is, for the next value."""
    dialogue = desk.memory.dialogue
    if not isinstance(dialogue, Entering) or dialogue.dossier != desk.key:
        return go_on(desk)
    return Turn((_asked(dialogue, desk),), dialogue, topic=desk.memory.topic)


def _asked(awaiting: Entering, desk: Desk) -> Reply:
    match awaiting:
        case AwaitingScore(content=id_, whole=whole):
            return question(desk, desk.content(id_), whole)
        case AwaitingTrial(content=id_, whole=whole):
            return ask_trial(desk, desk.content(id_), whole)
        case AwaitingReason():
            return ask_which(desk, awaiting)
        case AwaitingNote(content=id_):
            return ask_note(desk, id_).replies[0]
        case AwaitingEvidence():
            return ask_awaited(desk, awaiting).replies[0]
        case AwaitingMaximum() | AwaitingSatisfaction() | AwaitingSheet():
            return _beside_contents(awaiting, desk)
        case _ as never:
            assert_never(never)


def _beside_contents(awaiting: AwaitingMaximum | AwaitingSatisfaction | AwaitingSheet, desk: Desk) -> Reply:
    match awaiting:
        case AwaitingMaximum(criterion=id_):
            return ask_maximum(desk, id_).replies[0]
        case AwaitingSatisfaction():
            return ask_satisfaction(desk).replies[0]
        case AwaitingSheet():
            return still_awaited(desk, awaiting)
