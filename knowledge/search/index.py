"""The index: which items say a word, so that only few of them are compared closely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.reading import Reader
from knowledge.search.bags import Bag, bag_of, merged
from knowledge.search.items import Item, document_place
from knowledge.search.query import Query
from knowledge.search.weights import PLACE, Weights, weigh
from knowledge.spelling import Spelling

CANDIDATES = 40
NAMED = 2.0
"""What it adds to a candidate that it belongs to the document that the question names."""

Postings = Mapping[object, NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class Entry:
    """The question or one wording of an item: its words, its bag, its telling words with weight and concepts."""

    plain: str
    bag: Bag
    content: tuple[tuple[str, float, tuple[str, ...]], ...]
    total: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """An item with its entries and the bag of all its texts together."""

    item: Item
    entries: tuple[Entry, ...]
    whole: Bag


@dataclass(frozen=True)
class Index:
    """All items, ready to be searched."""

    items: tuple[Indexed, ...]
    weights: Weights
    reader: Reader
    spelling: Spelling
    postings: Postings

    def candidates(self, query: Query, most: int = CANDIDATES) -> list[Indexed]:
        """The items that share the most telling words, pairs, concepts and places with the question."""
        scores = np.zeros(len(self.items), dtype=np.float32)
        for key, weight in _keys(query).items():
            found = self.postings.get(key)
            if found is not None:
                scores[found] += weight
        best = np.argpartition(-scores, most)[:most] if most < len(scores) else np.arange(len(scores))
        return [self.items[place] for place in best if scores[place] > 0]


def build_index(items: Sequence[Item], reader: Reader) -> Index:
    """Reads every text once; the spelling of questions comes from these texts."""
    read = [_read(item, reader) for item in items]
    wholes = [merged((bag for _, bag in texts), item.places) for texts, item in zip(read, items, strict=True)]
    weights = weigh(wholes, reader.language)
    spelling = _spelling(wholes, reader)
    indexed = tuple(
        Indexed(item, tuple(_entry(plain, bag, weights) for plain, bag in texts[1:]), whole)
        for item, texts, whole in zip(items, read, wholes, strict=True)
    )
    asking = Reader(reader.language, reader.names, spelling)
    return Index(indexed, weights, asking, spelling, _postings(wholes))


def _read(item: Item, reader: Reader) -> list[tuple[str, Bag]]:
    """The body first, then the question and the wordings; each as plain words and as a bag."""
    readings = [reader.read(text) for text in (item.body, item.question, *item.wordings)]
    return [
        (reading.plain, bag_of(reading, reader.language, asking=reading is not readings[0])) for reading in readings
    ]


def _entry(plain: str, bag: Bag, weights: Weights) -> Entry:
    content = tuple((word, _weight(word, bag, weights), bag.word_concepts.get(word, ())) for word in bag.words)
    return Entry(plain, bag, content, sum(weight for _, weight, _ in content) + PLACE * len(bag.places))


def _weight(word: str, bag: Bag, weights: Weights) -> float:
    return weights.of(bag.words[word][0], bag.word_concepts.get(word, ()), word in bag.given)


def _spelling(wholes: Iterable[Bag], reader: Reader) -> Spelling:
    counts: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for whole in wholes:
        for word in whole.words:
            counts[word] = counts.get(word, 0) + 1
        for pair in whole.pairs:
            pairs[pair] = pairs.get(pair, 0) + 1
    for word in reader.language.own_words:
        counts.setdefault(word, 1)
    return Spelling.of(counts, pairs)


def _postings(wholes: Iterable[Bag]) -> Postings:
    found: dict[object, list[int]] = {}
    for place, whole in enumerate(wholes):
        for key in (*whole.words, *whole.pairs, *_named(whole.concepts), *whole.places):
            found.setdefault(key, []).append(place)
    return {key: np.array(places, dtype=np.int32) for key, places in found.items()}


def _keys(query: Query) -> dict[object, float]:
    """What is looked up for a question, with what it adds to an item that has it."""
    keys: dict[object, float] = dict.fromkeys(query.places, PLACE * 2)
    keys.update((document_place(name), NAMED) for name in query.reading.references.documents)
    for unit in query.units:
        for key in (unit.word.folded, *unit.pairs, *_named(unit.concepts)):
            keys[key] = max(keys.get(key, 0.0), unit.weight)
    return keys


def _named(concepts: Iterable[str]) -> Iterable[tuple[str]]:
    """Concepts as keys of their own kind, apart from words of the same letters."""
    return ((name,) for name in concepts)
