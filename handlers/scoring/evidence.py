"""The evidence of a content: asked for with what is there already, and taken away."""

from handlers import texts_scoring as words
from handlers import texts_scoring_saved as saved_words
from handlers.conversation import Slot, Turn
from handlers.dialogues import AwaitingEvidence
from handlers.dossier_changes import EvidenceRemoved
from handlers.scoring.desk import Desk
from handlers.scoring.menu import show_menu


def ask_evidence(desk: Desk, about: str) -> Turn:
    """Awaits a file for the content."""
    content = desk.content(about)
    held = [each for each in desk.dossier.evidence if each.content == about]
    removals = tuple(desk.choice(saved_words.remove_label(each), "remove", str(each.id)) for each in held)
    choices = (*removals, desk.choice(words.CONTINUE, "skip", about), desk.choice(words.MENU, "menu"))
    asked = saved_words.ask_evidence(desk, content, held)
    return desk.say(asked, choices, AwaitingEvidence(desk.key, about), slot=Slot(desk.key, about))


def remove_evidence(desk: Desk, about: str) -> Turn:
    """Takes a file away; the file itself stays kept."""
    held = next((each for each in desk.dossier.evidence if str(each.id) == about), None)
    if held is None:
        return show_menu(desk)
    choices = (desk.choice(words.SEND_EVIDENCE, "evidence", held.content), desk.choice(words.MENU, "menu"))
    return desk.say(saved_words.removed(held), choices, changes=(EvidenceRemoved(desk.key, held.id),))
