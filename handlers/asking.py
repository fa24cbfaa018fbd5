"""A question in, an answer out: sure, a choice of what may be meant, or none; nothing is ever guessed."""

from dataclasses import dataclass
from typing import Literal

from handlers import texts_answers as texts
from handlers.answering import Told, citations, paragraph, tell
from handlers.asking_regimes import framed
from handlers.asking_talk import talk
from knowledge.library import Knowledge
from knowledge.search.query import Query
from knowledge.search.ranking import Match

Outcome = Literal["sure", "likely", "none", "small_talk"]

SURE = 0.72
"""From this score on a question is answered."""
LIKELY = 0.45
"""From this score on an answer may be meant and is offered."""
MOST_CHOICES = 4
MOST_RELATED = 3


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


def ask(question: str, context: AskContext, knowledge: Knowledge) -> Answered:
    if said := talk(question, knowledge.search.language):
        return Answered("small_talk", said)
    search = knowledge.search
    query = search.query(search.read(question))
    matches = search.find(query)
    score = matches[0].score if matches else 0.0
    if score >= SURE:
        return _sure(matches, query, context, knowledge)
    if score >= LIKELY:
        return _likely(matches, knowledge)
    return _none(matches)


def answer_by_key(key: str, context: AskContext, knowledge: Knowledge) -> Answered:
    told = tell(key, knowledge)
    if told is None:
        return Answered("none", texts.NO_ANSWER, _forward())
    text = paragraph(told, knowledge, context.year)
    return Answered("sure", text, _related(told, knowledge), (told.key,), citations(told, knowledge), 1.0)


def _sure(matches: list[Match], query: Query, context: AskContext, knowledge: Knowledge) -> Answered:
    text, told = framed(matches, query, context.year, context.assessed_year, knowledge)
    return Answered(
        outcome="sure",
        text=text,
        choices=_related(told[0], knowledge),
        cards=tuple(each.key for each in told),
        citations=tuple(cited for each in told for cited in citations(each, knowledge)),
        score=matches[0].score,
        runner_up=matches[1].score if len(matches) > 1 else 0.0,
        topic=tuple(each.key for each in told),
    )


def _likely(matches: list[Match], knowledge: Knowledge) -> Answered:
    near = [match for match in matches[:MOST_CHOICES] if match.score >= LIKELY]
    told = [found for match in near if (found := tell(match.item.key, knowledge))]
    return Answered(
        outcome="likely",
        text=texts.options([(each.question, each.gist) for each in told]),
        choices=tuple((each.key, each.question) for each in told),
        cards=tuple(each.key for each in told),
        score=matches[0].score,
        runner_up=matches[1].score if len(matches) > 1 else 0.0,
    )


def _none(matches: list[Match]) -> Answered:
    scores = [match.score for match in matches[:2]] + [0.0, 0.0]
    return Answered("none", texts.NO_ANSWER, _forward(), score=scores[0], runner_up=scores[1])


def _related(told: Told, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    found = (tell(key, knowledge) for key in told.related[:MOST_RELATED])
    return tuple((each.key, each.question) for each in found if each)


def _forward() -> tuple[tuple[str, str], ...]:
    return (("forward", texts.FORWARD), ("topics", texts.TOPICS))
