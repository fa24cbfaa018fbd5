"""A question in, an answer out: sure, a choice of what may be meant, or none; nothing is ever guessed."""

from handlers import texts_answers as texts
from handlers.answering import citations, paragraph, tell
from handlers.asking_outcomes import MOST_CHOICES, Found, answer_found, forward, from_parts, related
from handlers.asking_structure import from_structure
from handlers.asking_talk import talk
from handlers.asking_types import Answered, AskContext
from knowledge.followups import SHORT
from knowledge.library import Knowledge
from knowledge.reading import Reading
from knowledge.search.certainty import certainty

__all__ = ["Answered", "AskContext", "answer_by_key", "ask"]

MOST_PREVIOUS = 3
STANDS_ALONE = 0.5
"""From this certainty on a question with words of its own is not read together with the one before."""


def ask(question: str, context: AskContext, knowledge: Knowledge) -> Answered:
    """Answers what was typed, which may go on from the questions before."""
    if said := talk(question, knowledge.search.language):
        return Answered("small_talk", said)
    reading = knowledge.search.read(question)
    alone = _answer(reading, context, knowledge)
    return _in_context(reading, alone, context, knowledge) if context.previous else alone


def answer_by_key(key: str, context: AskContext, knowledge: Knowledge) -> Answered:
    """The answer behind a choice that was taken."""
    told = tell(key, knowledge)
    if told is None:
        return Answered("none", texts.NO_ANSWER, forward())
    text = paragraph(told, knowledge, context.year)
    return Answered("sure", text, related(told, knowledge), (told.key,), citations(told, knowledge), 1.0)


def _answer(reading: Reading, context: AskContext, knowledge: Knowledge) -> Answered:
    search = knowledge.search
    query = search.query(reading)
    year = context.year or next(iter(reading.references.years), None)
    if structural := from_structure(query, year, context.assessed_year, knowledge):
        return from_parts(structural, knowledge)
    matches = search.find(query)
    found = Found(query, matches, tuple(certainty(query, match) for match in matches[:MOST_CHOICES]))
    return answer_found(found, context, knowledge)


def _in_context(reading: Reading, alone: Answered, context: AskContext, knowledge: Knowledge) -> Answered:
    """A question that only puts something else in place is read with the one before; any other alone if it can be."""
    search = knowledge.search
    leans = search.leans(reading)
    if not leans and (alone.outcome == "sure" or len(reading.words) > SHORT):
        return alone
    rewritten = search.rewritings(context.previous[-MOST_PREVIOUS:], reading)
    *replaced, together = (_answer(each, context, knowledge) for each in rewritten)
    if leans and search.only_replaces(reading):
        return _first_sure([*replaced, alone, together])
    if alone.score >= STANDS_ALONE:
        return alone
    return _first_sure([alone, together, *replaced])


def _first_sure(answers: list[Answered]) -> Answered:
    best = max(answers, key=lambda each: each.score)
    return next((each for each in answers if each.outcome == "sure"), best)
