"""A remark to the value of a content."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers import texts_scoring_saved as saved_words
from handlers.conversation import Turn
from handlers.dialogues import AwaitingNote
from handlers.dossier_changes import NoteSaved
from handlers.scoring.desk import Desk
from handlers.scoring.prompting import prompt
from handlers.scoring.saving import after_saving
from handlers.turns import preceded
from handlers.typed import fold


def ask_note(desk: Desk, about: str) -> Turn:
    """Awaits the remark; where there is no value yet, the value."""
    content = desk.content(about)
    entry = desk.dossier.entries.get(content.id)
    if entry is None:
        return preceded(prompt(desk, content), words.VALUE_FIRST, desk.mark)
    return desk.say(saved_words.ask_note(entry), awaiting=AwaitingNote(desk.key, about, entry.note))


def save_note(text: str, awaiting: AwaitingNote, desk: Desk) -> Turn:
    """Keeps the remark, or takes the one that is there away; one that came meanwhile is shown first."""
    content = desk.content(awaiting.content)
    entry = desk.dossier.entries.get(content.id)
    if entry is None:
        return ask_note(desk, content.id)
    if entry.note != awaiting.seen:
        return desk.say(saved_words.other_note(entry, text), awaiting=replace(awaiting, seen=entry.note))
    note = "" if fold(text) in words.NO_NOTE else text
    said = words.NOTE_SAVED if note else words.NOTE_REMOVED
    return desk.say(said, after_saving(desk, content), changes=(NoteSaved(desk.key, content.id, note),))
