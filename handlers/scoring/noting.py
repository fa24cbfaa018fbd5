"""A remark to the value of a content."""

from handlers import texts_scoring as words
from handlers import texts_scoring_saved as saved_words
from handlers.changes import NoteSaved
from handlers.conversation import Turn
from handlers.dialogues import AwaitingNote
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
    return desk.say(saved_words.ask_note(entry), awaiting=AwaitingNote(desk.key, about))


def save_note(text: str, about: str, desk: Desk) -> Turn:
    """Keeps the remark, or takes the one that is there away."""
    content = desk.content(about)
    if content.id not in desk.dossier.entries:
        return ask_note(desk, about)
    note = "" if fold(text) in words.NO_NOTE else text
    said = words.NOTE_SAVED if note else words.NOTE_REMOVED
    return desk.say(said, after_saving(desk, content), changes=(NoteSaved(desk.key, content.id, note),))
