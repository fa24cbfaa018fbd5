"""Jumps to an indicator named in the middle of an entry: "2.4", "ct4 tc2", "đến hòa giải"."""

import re

from rapidfuzz import fuzz

from handlers import texts_scoring as words
from handlers.conversation import Memory, Turn
from handlers.scoring.desk import Desk, dossier_at_hand, open_desk
from handlers.scoring.menu import pick_indicator, show_indicator
from handlers.typed import fold
from knowledge.library import Knowledge
from knowledge.regulation import Indicator

# A title that has fewer of the typed words than this is not what was meant.
ALIKE = 85
MOST_OFFERED = 5


def jump(text: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """The turn that opens the indicator; None where no entry is at hand or nothing is named."""
    at_hand = dossier_at_hand(memory)
    if at_hand is None:
        return None
    desk = open_desk(at_hand, memory, knowledge)
    if indicator := _named(text, desk):
        return show_indicator(desk, indicator.id)
    sought = re.match(words.JUMP, fold(text))
    return _by_words(sought[1], desk) if sought else None


def _named(text: str, desk: Desk) -> Indicator | None:
    """The indicator, where the whole text names one by number."""
    reading = desk.knowledge.search.read(text)
    only_numbers = len(reading.referenced) == len(reading.words)
    named = reading.references.indicators
    return desk.regulation.indicator(named[0]) if only_numbers and len(named) == 1 else None


def _by_words(sought: str, desk: Desk) -> Turn | None:
    scores = [(fuzz.token_set_ratio(sought, fold(each.title)), each) for each in desk.regulation.indicators()]
    alike = [each for score, each in scores if score >= ALIKE]
    if len(alike) == 1:
        return show_indicator(desk, alike[0].id)
    return pick_indicator(desk, alike[:MOST_OFFERED]) if alike else None
