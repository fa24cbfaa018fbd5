"""/chamdiem and /taphuan: finds the dossier and goes to the next content without a value."""

from collections.abc import Callable

from handlers import texts_scoring as words
from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Choice, Memory, Turn
from handlers.dossiers import DossierKey
from handlers.scoring.desk import Desk, entering_memberships, open_desk, read_year
from handlers.scoring.keys import ScoreKey
from handlers.scoring.menu import show_menu
from handlers.scoring.prompting import prompt
from handlers.scoring.turn_order import next_for
from handlers.turns import preceded, stay
from knowledge.library import Knowledge


def start_scoring(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Opens the dossier of a year; by default the one in hand."""
    return _open(read_year(argument, memory), memory, knowledge, practice=False)


def practise(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Opens the practice dossier of a year."""
    return _open(read_year(argument, memory), memory, knowledge, practice=True)


def _open(year: int, memory: Memory, knowledge: Knowledge, *, practice: bool) -> Turn:
    def opened(key: ScoreKey) -> Turn:
        return go_on(open_desk(key.dossier, memory, knowledge))

    return of_one_unit("open", year, memory, opened, practice=practice)


def of_one_unit(
    verb: str, year: int, memory: Memory, then: Callable[[ScoreKey], Turn], *, practice: bool = False, about: str = ""
) -> Turn:
    """Does it with the dossier of the person's unit; somebody of several says of which one."""
    units = entering_memberships(memory)
    keys = [ScoreKey(DossierKey(m.unit_id, year, practice), verb, about) for m in units]
    if len(keys) == 1:
        return then(keys[0])
    choices = tuple(Choice(str(key), m.unit) for key, m in zip(keys, units, strict=True))
    return stay(memory, words.WHICH_UNIT, choices)


def go_on(desk: Desk, after: str | None = None) -> Turn:
    """Asks for the next missing value, saying where the dossier stands; a full one shows its menu."""
    content = next_for(desk, after)
    if content is None:
        return show_menu(desk)
    asked = prompt(desk, content)
    return asked if after else preceded(asked, ask_words.opened(desk), desk.mark)
