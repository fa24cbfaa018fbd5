"""A question in, an answer out: sure, a choice of what may be meant, or none; nothing is ever guessed."""

from dataclasses import dataclass
from typing import Literal

from handlers import texts_answers as texts
from handlers.answering import Told, citations, paragraph, tell
from handlers.asking_regimes import framed
from handlers.asking_structure import Structural, from_structure
from handlers.asking_talk import talk
from knowledge.followups import SHORT
from knowledge.library import Knowledge
from knowledge.reading import Reading
from knowledge.search.certainty import certainty
from knowledge.search.query import Query
from knowledge.search.ranking import Match

Outcome = Literal["sure", "likely", "none", "small_talk"]

SURE = 0.78
"""From this certainty on a question is answered."""
LIKELY = 0.12
"""From this certainty on an answer may be meant and is offered."""
MOST_CHOICES = 4
MOST_RELATED = 3
MOST_PREVIOUS = 3


@dataclass(frozen=True)
class AskContext:
    """What is known of the talk: earlier questions (newest last), the year named by the caller, the assessed year."""

    previous: tuple[str, ...]
    year: int | None
    assessed_year: int


@dataclass(frozen=True)
class Answered:
    """What the person reads, what can be taken next, and what the decision rests on."""

    outcome: Outcome
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    cards: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    score: float = 0.0
    runner_up: float = 0.0
    topic: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What the search found for a question, with the certainty of the best matches."""

    query: Query
    matches: list[Match]
    certainties: tuple[float, ...]

    @property
    def score(self) -> float:
        return self.certainties[0] if self.certainties else 0.0

    @property
    def runner_up(self) -> float:
        return self.certainties[1] if len(self.certainties) > 1 else 0.0


def ask(question: str, context: AskContext, knowledge: Knowledge) -> Answered:
    if said := talk(question, knowledge.search.language):
        return Answered("small_talk", said)
    reading = knowledge.search.read(question)
    if not context.previous:
        return _answer(reading, context, knowledge)
    return _in_context(reading, context, knowledge)


def _in_context(reading: Reading, context: AskContext, knowledge: Knowledge) -> Answered:
    """A question that leans on the one before is read with it first, any other one alone first."""
    search = knowledge.search
    alone = _answer(reading, context, knowledge)
    leans = search.leans(reading)
    if alone.outcome == "sure" and not leans:
        return alone
    if not leans and len(reading.words) > SHORT:
        return alone
    *replaced, together = (
        _answer(each, context, knowledge) for each in search.rewritings(context.previous[-MOST_PREVIOUS:], reading)
    )
    if leans and search.only_replaces(reading):
        order = [*replaced, alone, together]
    else:
        order = [alone, together, *replaced]
    return next((each for each in order if each.outcome == "sure"), None) or max(order, key=lambda each: each.score)


def _answer(reading: Reading, context: AskContext, knowledge: Knowledge) -> Answered:
    search = knowledge.search
    query = search.query(reading)
    if structural := from_structure(query, context.year, context.assessed_year, knowledge):
        return _structural(structural, knowledge)
    matches = search.find(query)
    found = Found(query, matches, tuple(certainty(query, match) for match in matches[:MOST_CHOICES]))
    if found.score >= SURE:
        return _sure(found, context, knowledge)
    if found.score >= LIKELY:
        return _likely(found, knowledge)
    return _none(found)


def answer_by_key(key: str, context: AskContext, knowledge: Knowledge) -> Answered:
    told = tell(key, knowledge)
    if told is None:
        return Answered("none", texts.NO_ANSWER, _forward())
    text = paragraph(told, knowledge, context.year)
    return Answered("sure", text, _related(told, knowledge), (told.key,), citations(told, knowledge), 1.0)


def _sure(found: Found, context: AskContext, knowledge: Knowledge) -> Answered:
    text, told = framed(found.matches, found.query, context.year, context.assessed_year, knowledge)
    return Answered(
        outcome="sure",
        text=text,
        choices=_related(told[0], knowledge),
        cards=tuple(each.key for each in told),
        citations=tuple(cited for each in told for cited in citations(each, knowledge)),
        score=found.score,
        runner_up=found.runner_up,
        topic=tuple(each.key for each in told),
    )


def _structural(found: Structural, knowledge: Knowledge) -> Answered:
    return Answered(
        outcome="sure" if found.told else "likely",
        text=found.text,
        choices=found.choices,
        cards=tuple(each.key for each in found.told),
        citations=tuple(cited for each in found.told for cited in citations(each, knowledge)),
        score=1.0,
        topic=tuple(each.key for each in found.told),
    )


def _likely(found: Found, knowledge: Knowledge) -> Answered:
    near = (match for match, sure in zip(found.matches, found.certainties, strict=False) if sure >= LIKELY / 2)
    told = [told for match in near if (told := tell(match.item.key, knowledge))]
    return Answered(
        outcome="likely",
        text=texts.options([(each.question, each.gist) for each in told]),
        choices=tuple((each.key, each.question) for each in told),
        cards=tuple(each.key for each in told),
        score=found.score,
        runner_up=found.runner_up,
    )


def _none(found: Found) -> Answered:
    return Answered("none", texts.NO_ANSWER, _forward(), score=found.score, runner_up=found.runner_up)


def _related(told: Told, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    found = (tell(key, knowledge) for key in told.related[:MOST_RELATED])
    return tuple((each.key, each.question) for each in found if each)


def _forward() -> tuple[tuple[str, str], ...]:
    return (("forward", texts.FORWARD), ("topics", texts.TOPICS))
