"""The evidence of a content: asked for with what is there already, replaced, and taken away."""

from handlers import texts_evidence as words
from handlers import texts_scoring
from handlers.conversation import Slot, Turn
from handlers.dialogues import AwaitingEvidence
from handlers.dossier_changes import EvidenceRemoved
from handlers.dossiers import Evidence
from handlers.scoring.desk import Desk
from handlers.scoring.menu import show_menu
from handlers.turns import preceded


def ask_evidence(desk: Desk, about: str) -> Turn:
    """Awaits a file for the content."""
    content = desk.content(about)
    held = [each for each in desk.dossier.evidence if each.content == about]
    files = tuple(desk.choice(words.file_label(each), "file", str(each.id)) for each in held)
    choices = (
        *files,
        desk.choice(texts_scoring.CONTINUE, "skip", about),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    asked = words.ask_evidence(desk, content, held)
    return desk.say(asked, choices, AwaitingEvidence(desk.key, about), slot=Slot(desk.key, about))


def show_file(desk: Desk, about: str) -> Turn:
    """What can be done with a file; one that is sent meanwhile is a further one."""
    held = held_file(desk, about)
    if held is None:
        return _gone(desk)
    choices = (
        desk.choice(words.REPLACE, "replace", about),
        desk.choice(words.REMOVE, "remove", about),
        desk.choice(words.KEEP, "evidence", held.content),
    )
    return desk.say(words.about_file(held), choices, AwaitingEvidence(desk.key, held.content))


def ask_replacement(desk: Desk, about: str) -> Turn:
    """Awaits the file that takes the place of this one, which stays until then."""
    held = held_file(desk, about)
    if held is None:
        return _gone(desk)
    choices = (
        desk.choice(words.NO_REPLACEMENT, "evidence", held.content),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    awaiting = AwaitingEvidence(desk.key, held.content, held.id)
    return desk.say(words.ask_replacement(held), choices, awaiting, slot=Slot(desk.key, held.content, held.id))


def ask_awaited(desk: Desk, awaiting: AwaitingEvidence) -> Turn:
    """Asks again for what is awaited; for a further file where the one to replace is gone."""
    replacing = str(awaiting.replacing)
    return ask_replacement(desk, replacing) if held_file(desk, replacing) else ask_evidence(desk, awaiting.content)


def remove_evidence(desk: Desk, about: str) -> Turn:
    """Takes a file away; the file itself stays kept."""
    held = held_file(desk, about)
    if held is None:
        return _gone(desk)
    choices = (
        desk.choice(texts_scoring.SEND_EVIDENCE, "evidence", held.content),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    return desk.say(words.removed(held), choices, changes=(EvidenceRemoved(desk.key, held.id),))


def held_file(desk: Desk, about: str) -> Evidence | None:
    """The attached file with this id; None once it is gone."""
    return next((each for each in desk.dossier.evidence if str(each.id) == about), None)


def _gone(desk: Desk) -> Turn:
    return preceded(show_menu(desk), words.FILE_GONE, desk.mark)
