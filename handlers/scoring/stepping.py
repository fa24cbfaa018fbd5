"""Goes on or back: to the next content without a value, to the first count again, to the content before."""

from handlers.conversation import Turn
from handlers.dialogues import AwaitingEvidence, AwaitingScore, AwaitingTrial
from handlers.scoring.desk import Desk
from handlers.scoring.evidence import ask_evidence
from handlers.scoring.gaps import show_missing
from handlers.scoring.menu import show_menu
from handlers.scoring.opening import go_on
from handlers.scoring.prompting import prompt
from handlers.scoring.trying import try_out


def skip_from(desk: Desk, id_: str) -> Turn:
    """The next content; from a trial, back to what is missing."""
    return show_missing(desk) if isinstance(desk.memory.dialogue, AwaitingTrial) else go_on(desk, id_)


def back_from(desk: Desk, id_: str) -> Turn:
    """The step before; from the first content, the menu."""
    awaiting = desk.memory.dialogue
    if isinstance(awaiting, AwaitingTrial):
        return show_missing(desk) if awaiting.whole is None else try_out(desk, desk.content(awaiting.content))
    if isinstance(awaiting, AwaitingScore) and awaiting.content == id_ and awaiting.whole is not None:
        return prompt(desk, desk.content(id_))
    if isinstance(awaiting, AwaitingEvidence) and awaiting.replacing:
        return ask_evidence(desk, id_)
    every = list(desk.regulation.places())
    position = every.index(id_) if id_ in every else 0
    return prompt(desk, desk.content(every[position - 1])) if position else show_menu(desk)
