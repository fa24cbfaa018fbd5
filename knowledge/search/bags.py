"""The content of a text, ready to be compared: words with their marks, pairs, concepts, numbered places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language import Language
from knowledge.reading import Reading
from knowledge.text import Word

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bag:
    """What one text says; `concepts` of a word are those of the phrases that it stands in."""

    words: Mapping[str, tuple[Word, ...]]
    pairs: frozenset[Pair]
    concepts: frozenset[str]
    word_concepts: Mapping[str, tuple[str, ...]]
    places: frozenset[str]
    kinds: frozenset[str]


def bag_of(reading: Reading, language: Language) -> Bag:
    """The bag of a text of our own, whose marks are complete: what is silent there is silent."""
    content = [
        None if place in reading.referenced or language.is_silent(word) else word
        for place, word in enumerate(reading.words)
    ]
    concepts = concepts_by_place(reading)
    return Bag(
        words=_by_folded(word for word in content if word),
        pairs=frozenset(_pairs(content)),
        concepts=frozenset(name for names in concepts for name in names),
        word_concepts={word.folded: concepts[place] for place, word in enumerate(content) if word and concepts[place]},
        places=reading.references.places,
        kinds=reading.kinds,
    )


def merged(bags: Iterable[Bag], places: Iterable[str]) -> Bag:
    """One bag with everything that the texts of an item say, and the places that it cites."""
    all_ = tuple(bags)
    return Bag(
        words=_by_folded(word for bag in all_ for words in bag.words.values() for word in words),
        pairs=frozenset[Pair]().union(*(bag.pairs for bag in all_)),
        concepts=frozenset[str]().union(*(bag.concepts for bag in all_)),
        word_concepts={},
        places=frozenset(places).union(*(bag.places for bag in all_)),
        kinds=frozenset[str]().union(*(bag.kinds for bag in all_)),
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
