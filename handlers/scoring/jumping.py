"""Jumps to what is named in the middle of an entry: "2.4", "2.4.1", "ct4 tc2", "đến hòa giải"."""

import re

from rapidfuzz import fuzz

from handlers import texts_scoring as words
from handlers.conversation import Memory, Turn
from handlers.scoring.desk import Desk, dossier_at_hand, open_desk, regulation_of
from handlers.scoring.menu import pick_indicator, show_indicator
from handlers.scoring.prompting import prompt
from handlers.typed import fold
from knowledge.library import Knowledge
from knowledge.measures import PointsMeasure
from knowledge.regulation import Content, Indicator, Regulation
from knowledge.text import fold as bare_letters

# A title that has fewer of the typed words than this is not what was meant.
ALIKE = 85
MOST_OFFERED = 5


def jump(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """The turn that opens the indicator; None where no entry is at hand or nothing is named."""
    at_hand = dossier_at_hand(memory)
    if at_hand is None:
        return None
    regulation = regulation_of(at_hand, knowledge)
    # The dossier is opened only for a jump: a question is answered although it may be closed meanwhile.
    number = _number(text)
    if number.count(".") > 1:
        return _open_content(number, open_desk(at_hand, memory, knowledge))
    if indicator := regulation.indicator(number) or _named(text, regulation, knowledge):
        return show_indicator(open_desk(at_hand, memory, knowledge), indicator.id)
    sought = re.match(words.JUMP, fold(text))
    alike = _by_words(sought[1], regulation) if sought else []
    return _open(alike, open_desk(at_hand, memory, knowledge)) if alike else None


def _open_content(number: str, desk: Desk) -> Turn:
    if number in desk.regulation.places():
        return prompt(desk, desk.content(number))
    return desk.again(words.NO_SUCH_NUMBER.format(number=number))


def names_a_place(text: str, content: Content, desk: Desk) -> bool:
    """Whether a text that is no value names what is entered ("2.4"), or a place of law to be asked about ("mẫu 04")."""
    number = _number(text)
    if number.count(".") > 1 or (desk.regulation.indicator(number) and not text.strip(" .").startswith(number)):
        return True
    if _named(text, desk.regulation, desk.knowledge):
        # Where points are entered, "2.4" is a number.
        return not isinstance(content.measure, PointsMeasure) or not re.fullmatch(r"[\d.,]+", text)
    found = desk.knowledge.search.read(text).references
    return any((found.articles, found.clauses, found.forms, found.annexes, found.sections, found.documents))


def _number(text: str) -> str:
    """The number of what is to be opened, where the whole text is nothing else ("2.4.1", "mở 2.4"); "" otherwise."""
    found = re.fullmatch(words.PLACE, bare_letters(text).strip(" ."))
    return found[1] if found else ""


def _named(text: str, regulation: Regulation, knowledge: Knowledge) -> Indicator | None:
    """The indicator, where the whole text names one by number."""
    reading = knowledge.search.read(text)
    only_numbers = len(reading.referenced) == len(reading.words)
    named = reading.references.indicators
    return regulation.indicator(named[0]) if only_numbers and len(named) == 1 else None


def _by_words(sought: str, regulation: Regulation) -> list[Indicator]:
    every = ((fuzz.token_set_ratio(sought, fold(each.title)), each) for each in regulation.indicators())
    return [each for score, each in every if score >= ALIKE]


def _open(alike: list[Indicator], desk: Desk) -> Turn:
    return show_indicator(desk, alike[0].id) if len(alike) == 1 else pick_indicator(desk, alike[:MOST_OFFERED])
