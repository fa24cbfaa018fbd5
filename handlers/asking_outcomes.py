"""What was found for a question, made into one of the outcomes."""

from dataclasses import dataclass

from handlers import texts_answers as texts
from handlers.answering import Told, citations
from handlers.answering_keys import tell
from handlers.asking_regimes import framed
from handlers.asking_types import Answered, AskContext, Structural
from knowledge.library import Knowledge
from knowledge.search.certainty import is_foreign
from knowledge.search.query import Query
from knowledge.search.ranking import Match

SURE = 0.84
"""From this certainty on a question is answered."""
LIKELY, LIKELY_FOREIGN = 0.12, 0.3
"""From this certainty on an answer may be meant and is offered; the second where another matter is spoken of."""
MOST_CHOICES = 4
MOST_RELATED = 3
TIE, MOST_TIED = 0.07, 2
"""So many answers whose scores are as close as this to the best one's are told as well."""
TERSE, CLEARLY_AHEAD = 2, 0.1
"""A question of so few words is answered only where no other answer is as close as that."""

POINTS = "?points"
MEASURES = {POINTS: "#diem", "?days": "#ngay", "?money": "#dong", "?how_many": "#"}
"""What a question asks a number of, with how the concept of such a number starts: points, days, money, anything."""
NUMBERED = ("#chi-tieu:", "#mau:")
"""Places of which each has an answer of its own."""

UNCLEAR_WORDS = 6
"""A message of so few words that speaks of no foreign matter is asked back rather than turned down."""

Choices = tuple[tuple[str, str], ...]


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

    @property
    def floor(self) -> float:
        return LIKELY_FOREIGN if self.matches and is_foreign(self.query, self.matches[0]) else LIKELY

    @property
    def is_terse(self) -> bool:
        """One or two things without a number or a document: many answers fit as well."""
        references = self.query.reading.references
        things = {
            unit.concepts[0] if unit.concepts else unit.word.folded for unit in self.query.units if unit.is_telling
        }
        return len(things) <= TERSE and not (references.documents or self.query.places)

    @property
    def missed_measures(self) -> tuple[str, ...]:
        """What a number is asked of and the best answer has none."""
        said = self.matches[0].found.whole
        unsaid = (each for each in MEASURES if each in self.query.words and each not in said.words)
        return tuple(each for each in unsaid if not any(name.startswith(MEASURES[each]) for name in said.concepts))

    @property
    def is_elsewhere(self) -> bool:
        """Whether an indicator or a form is named and the best answer is not about it."""
        named = {place for place in self.query.places if place.startswith(NUMBERED)}
        return bool(named) and named.isdisjoint(self.matches[0].found.whole.places)

    @property
    def is_tied(self) -> bool:
        """Whether a terse question has other answers as close; under a named year those of other rules do not count."""
        best, years = self.matches[0], self.query.reading.references.years
        others = self.rivals(CLEARLY_AHEAD) if years else self.matches[1:2]
        return self.is_terse and any(best.score - other.score < CLEARLY_AHEAD for other in others)

    @property
    def is_beside(self) -> bool:
        """Whether the best answer may well not be the asked one, however much it has in common with the question."""
        return self.is_tied or self.is_elsewhere or bool(self.missed_measures)

    def rivals(self, within: float) -> list[Match]:
        """Other answers of the same scope that are nearly as close as the best."""
        best = self.matches[0]
        return [
            match
            for match in self.matches[1:]
            if match.item.scope == best.item.scope and best.score - match.score < within
        ]


def answer_found(found: Found, context: AskContext, knowledge: Knowledge) -> Answered:
    """Sure, likely or none, by the two floors."""
    if found.score >= SURE and not found.is_beside:
        return _sure(found, context, knowledge)
    if found.score >= found.floor:
        return _likely(found, knowledge)
    return _none(found)


def from_parts(found: Structural, knowledge: Knowledge) -> Answered:
    """An answer from the structure of the regulations."""
    return Answered(
        outcome=found.outcome,
        text=found.text,
        choices=found.choices or (() if found.told else forward()),
        cards=tuple(each.key for each in found.told if each.key),
        citations=tuple(cited for each in found.told for cited in citations(each, knowledge)),
        score=1.0 if found.told else 0.0,
        topic=tuple(each.key for each in found.told),
    )


def related(told: Told, knowledge: Knowledge) -> Choices:
    found = (tell(key, knowledge) for key in told.related[:MOST_RELATED])
    return tuple((each.key, texts.label(each.question)) for each in found if each)


def forward() -> Choices:
    return (("forward", texts.FORWARD), ("topics", texts.TOPICS))


def _sure(found: Found, context: AskContext, knowledge: Knowledge) -> Answered:
    year = context.year or next(iter(found.query.reading.references.years), None)
    answer = framed(found.matches, found.query, year, context.assessed_year, knowledge)
    if not answer.told:
        return Answered("none", answer.text, forward(), score=found.score, runner_up=found.runner_up)
    return Answered(
        # That nothing is known yet is worth saying, but it is no answer.
        outcome="none" if all(each.status == "unverified" for each in answer.told) else "sure",
        text="\n\n".join([answer.text, *_close_answers(found, answer.told, knowledge)]),
        choices=related(answer.told[0], knowledge),
        cards=tuple(each.key for each in answer.told),
        citations=tuple(cited for each in answer.told for cited in citations(each, knowledge)),
        score=found.score,
        runner_up=found.runner_up,
        topic=tuple(each.key for each in answer.told),
    )


def _close_answers(found: Found, told: tuple[Told, ...], knowledge: Knowledge) -> list[str]:
    """The answers that were nearly the best, so that a wrong first one does no harm."""
    near = (tell(match.item.key, knowledge) for match in found.rivals(TIE)[:MOST_TIED])
    return [_close_to_it(each, knowledge) for each in near if each and each not in told]


def _close_to_it(told: Told, knowledge: Knowledge) -> str:
    gist = texts.in_short(told.gist, told.status)
    return texts.close_to_it(told.question, gist, "; ".join(citations(told, knowledge)))


def _likely(found: Found, knowledge: Knowledge) -> Answered:
    near = (match for match, sure in zip(found.matches, found.certainties, strict=False) if sure >= LIKELY / 2)
    told = [told for match in near if (told := tell(match.item.key, knowledge))]
    offered = texts.options([(each.question, texts.in_short(each.gist, each.status)) for each in told])
    return Answered(
        outcome="likely",
        text=f"{texts.NO_POINTS}\n{offered}" if POINTS in found.missed_measures else offered,
        choices=tuple((each.key, texts.label(each.question)) for each in told),
        cards=tuple(each.key for each in told),
        score=found.score,
        runner_up=found.runner_up,
    )


def _none(found: Found) -> Answered:
    """Nothing to answer from; where hardly anything was said, the question back is what it is about."""
    reading = found.query.reading
    elsewhere = reading.foreign or reading.references.unknown_documents
    unclear = len(reading.words) <= UNCLEAR_WORDS and not (elsewhere and found.query.units)
    text = texts.UNCLEAR if unclear else texts.NO_ANSWER
    return Answered("none", text, forward(), score=found.score, runner_up=found.runner_up)
