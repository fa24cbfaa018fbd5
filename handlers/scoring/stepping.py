"""Goes back: from the second count to the first, from a content to the one before it."""

from handlers.conversation import Turn
from handlers.dialogues import AwaitingScore
from handlers.scoring.desk import Desk
from handlers.scoring.menu import show_menu
from handlers.scoring.prompting import prompt


def back_from(desk: Desk, id_: str) -> Turn:
    """The step before; from the first content, the menu."""
    awaiting = desk.memory.dialogue
    if isinstance(awaiting, AwaitingScore) and awaiting.content == id_ and awaiting.whole is not None:
        return prompt(desk, desk.content(id_))
    every = [each for indicator in desk.regulation.indicators() for each in desk.regulation.contents(indicator)]
    position = next((at for at, each in enumerate(every) if each.id == id_), 0)
    return prompt(desk, every[position - 1]) if position else show_menu(desk)
