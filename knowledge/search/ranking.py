"""Compares a question closely with the candidates and orders them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from rapidfuzz import fuzz

from knowledge.search.index import Entry, Index, Indexed
from knowledge.search.items import Item
from knowledge.search.query import Query

BY_REST_OF_CARD = 0.8
"""What a word counts that not this wording says but another text of the same card."""
FORWARD, BACKWARD, ALIKE, NAMED = 0.40, 0.12, 0.26, 0.22
"""What each side of a match counts; fitted to the questions in tests/questions and to the tests of the cards."""
YEAR = 0.08
"""What the year of a wording counts, for it or against it."""
THIN, OF_THIN = 1.0, 0.6
"""A wording that tells less than this is easily part of a question; of an empty one so much counts as alike."""
BYGONE = 0.25
"""What counts as named for an item of a replaced document that the question does not name."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an item answers, each between 0 and 1.

    `forward`: how much of the question the item says; `backward`: how much of its wording is asked; `alike`: how much
    the two have in common word by word; `named`: whether it belongs to the document that the question names;
    `degrees`: how far each unit of the question is said.
    """

    found: Indexed
    score: float
    forward: float
    backward: float
    alike: float
    named: float
    degrees: tuple[float, ...]
    entry: Entry

    @property
    def speaks_of(self) -> frozenset[str]:
        """The phrases of other matters that belong here: those of the answer, and of the wording that was matched."""
        return self.found.answered | self.entry.bag.foreign

    @property
    def item(self) -> Item:
        return self.found.item


def rank(query: Query, index: Index) -> list[Match]:
    """The best items first."""
    matches = [_best(query, index.items[number], entries) for number, entries in index.candidates(query).items()]
    return sorted(matches, key=lambda match: -match.score)


def _best(query: Query, found: Indexed, entries: Sequence[Entry]) -> Match:
    named = _named(query, found.item)
    whole = [BY_REST_OF_CARD * unit.degree(found.whole) for unit in query.units]
    return max((_match(query, found, entry, whole, named) for entry in entries), key=lambda match: match.score)


def _match(query: Query, found: Indexed, entry: Entry, whole: Sequence[float], named: float) -> Match:
    degrees = tuple(max(unit.degree(entry.bag), other) for unit, other in zip(query.units, whole, strict=True))
    forward = _share(query, degrees, query.places & found.whole.places)
    backward = _backward(query, entry)
    alike = fuzz.token_set_ratio(query.plain, entry.plain) / 100 * _fullness(entry)
    score = FORWARD * forward + BACKWARD * backward + ALIKE * alike + NAMED * named + YEAR * _years(query, entry)
    return Match(found, score, forward, backward, alike, named, degrees, entry)


def _fullness(entry: Entry) -> float:
    return OF_THIN + (1 - OF_THIN) * min(1.0, entry.total / THIN)


def _years(query: Query, entry: Entry) -> int:
    """1 for a wording about the asked year, -1 for one about another year, 0 where one of them names none."""
    asked = set(query.reading.references.years)
    if not asked or not entry.bag.years:
        return 0
    return -1 if entry.bag.years.isdisjoint(asked) else 1


def _named(query: Query, item: Item) -> float:
    """Whether the item belongs to the document that the question names; 0.5 where none is named."""
    named = query.reading.references.documents
    if not named:
        return BYGONE if item.bygone and not query.reading.references.years else 0.5
    if item.scope in named:
        return 1.0
    cited = any(name in item.documents for name in named)
    return 0.0 if not cited else BYGONE if item.bygone else 0.7


def _share(query: Query, degrees: Sequence[float], places: frozenset[str]) -> float:
    """How much of the question is said, seen from the sentence for which that is most."""
    numbered, said = query.place_weight * len(query.places), query.place_weight * len(places)
    shares = ((sum(map(mul, each, degrees)) + said) / (sum(each) + numbered or 1.0) for each in query.weightings)
    return min(float(max(shares)), 1.0)


def _backward(query: Query, entry: Entry) -> float:
    said = query.place_weight * len(entry.bag.places & query.places)
    for word, weight, concepts in entry.content:
        if word in query.words or not query.concepts.isdisjoint(concepts):
            said += weight
    return min(said / entry.total, 1.0) if entry.total else 0.0
