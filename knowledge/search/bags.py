"""The content of a text, ready to be compared: words with their marks, pairs, concepts, numbered places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language import Language
from knowledge.reading import Reading
from knowledge.text import Word

Pair = tuple[str, str]

TELLING_KINDS = frozenset({"who", "when", "how_many", "points", "days", "money", "where", "whether", "why", "list"})
"""What a question can ask for so that it tells answers apart; "what" and "how" are asked of everything."""


@dataclass(frozen=True, slots=True)
class Bag:
    """What one text says; `concepts` of a word are those of the phrases that it stands in."""

    words: Mapping[str, tuple[Word, ...]]
    pairs: frozenset[Pair]
    concepts: frozenset[str]
    names: frozenset[str]
    word_concepts: Mapping[str, tuple[str, ...]]
    given: frozenset[str]
    places: frozenset[str]
    years: frozenset[int]
    foreign: frozenset[str]


def bag_of(reading: Reading, language: Language, asking: bool = True) -> Bag:
    """The bag of a text of our own, whose marks are complete; an answer says "ai" without asking who."""
    concepts = concepts_by_place(reading)
    left_out = reading.referenced | reading.fillers
    content = [
        None if place in left_out or language.is_exactly_silent(word) else word
        for place, word in enumerate(reading.words)
    ]
    kinds = (kind_word(kind) for kind in reading.kinds & TELLING_KINDS if asking)
    return Bag(
        words=_by_folded([*(word for word in content if word), *kinds]),
        pairs=frozenset(_pairs(content)),
        concepts=frozenset(name for names in concepts for name in names),
        names=frozenset(name for _, _, name in reading.names),
        word_concepts={word.folded: concepts[place] for place, word in enumerate(content) if word and concepts[place]},
        given=frozenset(word.folded for place, word in enumerate(content) if word and place in reading.given),
        places=reading.references.places,
        years=frozenset(reading.references.years),
        foreign=frozenset(reading.foreign_phrases),
    )


def kind_word(kind: str) -> Word:
    """What is asked for, as a word of its own that no text holds."""
    return Word(f"?{kind}", f"?{kind}")


def merged(bags: Iterable[Bag], places: Iterable[str]) -> Bag:
    """One bag with everything that several texts say, and the places that they cite."""
    all_ = tuple(bags)
    return Bag(
        words=_by_folded(word for bag in all_ for words in bag.words.values() for word in words),
        pairs=frozenset[Pair]().union(*(bag.pairs for bag in all_)),
        concepts=frozenset[str]().union(*(bag.concepts for bag in all_)),
        names=frozenset[str]().union(*(bag.names for bag in all_)),
        word_concepts={},
        given=frozenset(),
        years=frozenset(),
        foreign=frozenset[str]().union(*(bag.foreign for bag in all_)),
        places=frozenset(places).union(*(bag.places for bag in all_)),
    )


def concepts_by_place(reading: Reading) -> list[tuple[str, ...]]:
    """For every word the concepts of the phrases that it stands in, numbers that point at something left out."""
    found: list[tuple[str, ...]] = [()] * len(reading.words)
    for start, end, name in reading.concepts:
        if start not in reading.referenced:
            for place in range(start, end):
                found[place] = (*found[place], name)
    return found


def _pairs(content: list[Word | None]) -> Iterable[Pair]:
    return ((left.folded, right.folded) for left, right in pairwise(content) if left and right)


def _by_folded(words: Iterable[Word]) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    for word in words:
        known = found.get(word.folded, ())
        if word not in known:
            found[word.folded] = (*known, word)
    return found
