"""Jumps to what is named in the middle of an entry: "2.4", "2.4.1", "ct4 tc2", "đến hòa giải"."""

import re
from typing import Literal

from rapidfuzz import fuzz

from handlers import texts_scoring as words
from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Memory, Turn
from handlers.scoring.desk import Desk, dossier_at_hand, enters_somewhere, open_desk, regulation_of
from handlers.scoring.keys import ScoreKey
from handlers.scoring.menu import pick_indicator, show_indicator
from handlers.scoring.opening import of_one_unit
from handlers.scoring.prompting import prompt
from handlers.turns import preceded
from handlers.typed import fold
from knowledge.library import Knowledge
from knowledge.measures import PointsMeasure
from knowledge.regulation import Content, Indicator, Regulation
from knowledge.text import fold as bare_letters
from knowledge.whole_criteria import as_entered

# A title that has fewer of the typed words than this is not what was meant.
ALIKE = 85
MOST_OFFERED = 5


def jump(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """The turn that opens the indicator; None where nothing is named, or only a number without an entry at hand."""
    at_hand = dossier_at_hand(memory)
    if at_hand is None:
        return _into_this_year(text, memory, knowledge)
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


def place_asked(text: str) -> str:
    """What "mở 2.4" is about where nothing opens: without the word that leads there it is a question."""
    return text.split(maxsplit=1)[1] if _leads_to(text) else text


def _leads_to(text: str) -> str:
    """The number behind a word that leads there ("mở 2.4"); "" for a number alone, which asks what it is."""
    return _number(text) if re.match(words.GO, bare_letters(text)) else ""


def _into_this_year(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """Opens the dossier of the year in hand there, for somebody who enters one, where its regulation has the place."""
    rule = knowledge.regulation_for(memory.assessed_year)
    number = _leads_to(text)
    if not number or not isinstance(rule, Regulation) or not enters_somewhere(memory):
        return None
    place = _place(number, as_entered(rule))

    def opened(key: ScoreKey) -> Turn:
        desk = open_desk(key.dossier, memory, knowledge)
        shown = prompt(desk, desk.content(number)) if key.verb == "content" else show_indicator(desk, number)
        return preceded(shown, ask_words.opened(desk), desk.mark)

    return of_one_unit(place, memory.assessed_year, memory, opened, about=number) if place else None


def _place(number: str, regulation: Regulation) -> Literal["content", "indicator"] | None:
    if number in regulation.places():
        return "content"
    return "indicator" if regulation.indicator(number) else None


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
