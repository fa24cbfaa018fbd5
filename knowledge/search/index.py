"""The index: which items say a word, so that only few of them are compared closely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.language import Language
from knowledge.reading import Reader
from knowledge.reference_patterns import NUMBER_WORDS
from knowledge.search.bags import Bag, bag_of, merged
from knowledge.search.items import Item
from knowledge.search.places import Read
from knowledge.search.postings import Postings, build_postings
from knowledge.search.query import Query
from knowledge.search.weights import PLACE, Weights, weigh
from knowledge.spelling import Spelling

CANDIDATES = 60
"""So many wordings are compared closely with a question."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The question or one wording of an item: its words, its bag, its telling words with weight and concepts."""

    plain: str
    bag: Bag
    content: tuple[tuple[str, float, tuple[str, ...]], ...]
    total: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """An item with the bag of all its texts together, and the phrases of other matters that its answer speaks of."""

    item: Item
    whole: Bag
    answered: frozenset[str]


@dataclass(frozen=True)
class Index:
    """All items, ready to be searched."""

    items: tuple[Indexed, ...]
    entries: tuple[Entry, ...]
    weights: Weights
    reader: Reader
    spelling: Spelling
    postings: Postings

    def candidates(self, query: Query) -> Mapping[int, list[Entry]]:
        """The wordings that are closest to the question at first sight, by the number of their item."""
        found: dict[int, list[Entry]] = {}
        for place in self.postings.closest(query, CANDIDATES):
            found.setdefault(int(self.postings.owners[place]), []).append(self.entries[place])
        return found


def build_index(items: Sequence[Item], reader: Reader, read_text: Read) -> Index:
    """Reads every text once; the spelling of questions comes from these texts."""
    read = [_read(item, reader.language, read_text) for item in items]
    wholes = [merged((bag for _, bag in texts), item.places) for texts, item in zip(read, items, strict=True)]
    weights = weigh(wholes, reader.language)
    spelling = _spelling(wholes, reader)
    entries = [[_entry(plain, bag, weights) for plain, bag in texts[1:]] for texts in read]
    flat = tuple(entry for own in entries for entry in own)
    owners = [number for number, own in enumerate(entries) for _ in own]
    return Index(
        items=tuple(
            Indexed(item, whole, frozenset().union(*(bag.foreign for _, bag in texts[:2])))
            for item, whole, texts in zip(items, wholes, read, strict=True)
        ),
        entries=flat,
        weights=weights,
        reader=Reader(reader.language, reader.names, spelling),
        spelling=spelling,
        postings=build_postings([each.bag for each in flat], wholes, owners, [each.total for each in flat]),
    )


def _read(item: Item, language: Language, read: Read) -> list[tuple[str, Bag]]:
    """The body first, then the question and the wordings; each as plain words and as a bag."""
    readings = [read(text) for text in (item.body, item.question, *item.wordings)]
    return [(reading.plain, bag_of(reading, language, asking=reading is not readings[0])) for reading in readings]


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
    for word in reader.language.own_words | NUMBER_WORDS:
        counts.setdefault(word, 1)
    return Spelling.of(counts, pairs)
