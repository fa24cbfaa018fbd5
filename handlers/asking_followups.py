"""A question that goes on from the ones before it, read together with them."""

from collections.abc import Callable, Iterable, Sequence, Set

from handlers.answering import Told
from handlers.asking_types import Answered
from knowledge.followups import SHORT
from knowledge.reading import Reading
from knowledge.search.certainty import is_foreign
from knowledge.search.finding import Search
from knowledge.search.query import Query
from knowledge.search.ranking import Match

MOST_PREVIOUS = 3
HEARD = 0.6
"""An answer to a question read with the one before says at least as much of what is new."""

NOTHING = Answered("none", "")
Answer = Callable[[Reading, Query | None], Answered]


def in_talk(reading: Reading, alone: Answered, previous: Sequence[str], search: Search, answer: Answer) -> Answered:
    """A question that only puts something else in place is read with the one before; any other alone if it can be.

    `alone` is its answer by itself; `answer` answers a reading, with the question itself where that must be heard.
    """
    leans = search.leans(reading)
    if not leans and (alone.outcome == "sure" or len(reading.words) > SHORT):
        return alone
    asked = search.query(reading)
    if reading.references.unknown_documents or not (asked.units or reading.referenced):
        return alone
    only_replaces = leans and search.only_replaces(reading)
    rewritten = search.rewritings(previous[-MOST_PREVIOUS:], reading)
    *replaced, together = (
        NOTHING if _is_open(reading, each) else answer(each, None if only_replaces else asked) for each in rewritten
    )
    if not only_replaces:
        return _first_sure([alone, together, *replaced])
    found = _first_sure(replaced or [NOTHING])
    # That there is no form 11 is the answer to "11?" after "mẫu 07 là gì".
    is_number = search.followups.number(reading) is not None and found is not NOTHING
    return found if is_number or found.outcome in ("sure", "likely") else _first_sure([alone, together])


def hears(match: Match, asked: Query) -> bool:
    """Whether the answer is one to the question itself, and not only to the one before."""
    whole = match.found.whole
    return _is_of_named(match.item.documents, asked) and not is_foreign(asked, match) and asked.heard_by(whole) >= HEARD


def points_at(told: Iterable[Told], asked: Query, search: Search) -> bool:
    """The same of an answer from the structure: the question itself must point at something."""
    documents = {document for each in told for document in (each.scope, *(cited.document for cited in each.citations))}
    points = bool(asked.reading.referenced) or search.counts_criteria(asked)
    return points and _is_of_named(documents, asked) and not asked.reading.foreign


def _is_of_named(documents: Set[str], asked: Query) -> bool:
    named = asked.reading.references.documents
    return not named or not documents.isdisjoint(named)


def _is_open(reading: Reading, rewritten: Reading) -> bool:
    """Whether the question before does not say either of which criterion the indicator is."""
    return bool(reading.references.loose_indicators and rewritten.references.loose_indicators)


def _first_sure(answers: list[Answered]) -> Answered:
    """The first sure one, else the closest; one that is no answer comes last."""
    best = max(answers, key=lambda each: (each is not NOTHING, each.score))
    return next((each for each in answers if each.outcome == "sure"), best)
