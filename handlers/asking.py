"""A question in, an answer out: sure, a choice of what may be meant, or none; nothing is ever guessed."""

from functools import partial

from handlers import texts_answers as texts
from handlers.answering import citations, paragraph
from handlers.answering_keys import tell
from handlers.asking_followups import NOTHING, hears, in_talk, points_at
from handlers.asking_outcomes import MOST_CHOICES, Found, answer_found, forward, from_parts, related
from handlers.asking_structure import from_structure
from handlers.asking_talk import talk
from handlers.asking_types import Answered, AskContext
from knowledge.library import Knowledge
from knowledge.reading import Reading
from knowledge.search.certainty import certainty
from knowledge.search.query import Query

__all__ = ["Answered", "AskContext", "answer_by_key", "ask"]


def ask(question: str, context: AskContext, knowledge: Knowledge) -> Answered:
    """Answers what was typed, which may go on from the questions before."""
    if said := talk(question, knowledge.search.language):
        return Answered("small_talk", said)
    reading = knowledge.search.read(question)
    answer = partial(_answer, context=context, knowledge=knowledge)
    alone = answer(reading, None)
    return in_talk(reading, alone, context.previous, knowledge.search, answer) if context.previous else alone


def answer_by_key(key: str, context: AskContext, knowledge: Knowledge) -> Answered:
    """The answer behind a choice that was taken."""
    told = tell(key, knowledge)
    if told is None:
        return Answered("none", texts.NO_ANSWER, forward())
    text = paragraph(told, knowledge, context.year)
    return Answered("sure", text, related(told, knowledge), (told.key,), citations(told, knowledge), 1.0)


def _answer(reading: Reading, asked: Query | None, context: AskContext, knowledge: Knowledge) -> Answered:
    """`asked` is the question itself where the reading takes in the one before."""
    search = knowledge.search
    query = search.query(reading)
    year = context.year or next(iter(reading.references.years), None)
    if structural := from_structure(query, year, context.assessed_year, knowledge):
        pointed = asked is None or points_at(structural.told, asked, search)
        return from_parts(structural, knowledge) if pointed else NOTHING
    matches = search.find(query)
    if asked and matches and not hears(matches[0], asked):
        return NOTHING
    found = Found(query, matches, tuple(certainty(query, match) for match in matches[:MOST_CHOICES]))
    return answer_found(found, context, knowledge)
