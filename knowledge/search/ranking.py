"""Compares a question closely with the candidates and orders them."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.search.index import Entry, Index, Indexed
from knowledge.search.items import Item
from knowledge.search.query import Query
from knowledge.search.weights import PLACE

BY_REST_OF_CARD = 0.8
"""What a word counts that not this wording says but another text of the same card."""
TELLING_KINDS = frozenset({"who", "when", "how_many", "where", "whether", "why"})
CLOSELY = 16
"""So many candidates are compared wording by wording."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an item answers: `forward` = how much of the question it says, `backward` = how much of it is asked."""

    item: Item
    score: float
    forward: float
    own: float
    backward: float
    entry: int
    kinds: float
    named: float


def rank(query: Query, index: Index) -> list[Match]:
    """The best items first."""
    roughly = [(_whole_degrees(query, found), found) for found in index.candidates(query)]
    roughly.sort(key=lambda each: -_share(query, each[0], query.places & each[1].whole.places))
    matches = [_best(query, found, degrees) for degrees, found in roughly[:CLOSELY]]
    return sorted(matches, key=lambda match: -match.score)


def _whole_degrees(query: Query, found: Indexed) -> list[float]:
    return [unit.degree(found.whole) for unit in query.units]


def _best(query: Query, found: Indexed, whole: Sequence[float]) -> Match:
    named = _named(query, found.item)
    matches = [_match(query, found, at, entry, whole, named) for at, entry in enumerate(found.entries)]
    return max(matches, key=lambda match: match.score)


def _match(query: Query, found: Indexed, at: int, entry: Entry, whole: Sequence[float], named: float) -> Match:
    own = [unit.degree(entry.bag) for unit in query.units]
    with_rest = [max(degree, BY_REST_OF_CARD * other) for degree, other in zip(own, whole, strict=True)]
    here = query.places & entry.bag.places
    there = query.places & found.whole.places
    forward = _share(query, with_rest, there)
    alone = _share(query, own, here)
    backward = _backward(query, entry)
    kinds = _kinds(query, entry)
    score = _score(forward, alone, backward, kinds, named)
    return Match(found.item, score, forward, alone, backward, at, kinds, named)


def _score(forward: float, own: float, backward: float, kinds: float, named: float) -> float:
    return 0.38 * forward + 0.2 * own + 0.22 * backward + 0.1 * kinds + 0.1 * named


def _kinds(query: Query, entry: Entry) -> float:
    """Whether the wording asks for the same: a person, a time, a number, a place; 0.5 where nobody says."""
    asked = query.reading.kinds & TELLING_KINDS
    own = entry.bag.kinds & TELLING_KINDS
    if not asked and not own:
        return 0.7
    if not asked or not own:
        return 0.4
    return 1.0 if asked & own else 0.0


def _named(query: Query, item: Item) -> float:
    """Whether the item belongs to the document that the question names; 0.5 where none is named."""
    named = query.reading.references.documents
    if not named:
        return 0.5
    if item.scope in named:
        return 1.0
    return 0.7 if any(name in item.documents for name in named) else 0.0


def _share(query: Query, degrees: Sequence[float], places: frozenset[str]) -> float:
    """How much of the question is said, seen from the sentence for which that is most."""
    numbered = PLACE * len(query.places)
    said_places = PLACE * len(places)
    return max(
        (sum(weight * degree for weight, degree in zip(weights, degrees, strict=True)) + said_places)
        / (sum(weights) + numbered or 1.0)
        for weights in query.weightings
    )


def _backward(query: Query, entry: Entry) -> float:
    said = PLACE * len(entry.bag.places & query.places)
    for word, weight, concepts in entry.content:
        if word in query.words or not query.concepts.isdisjoint(concepts):
            said += weight
    return said / entry.total if entry.total else 0.0
