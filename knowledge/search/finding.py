"""The search as one thing: built once from the cards and the regulations, asked with a question."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from knowledge.cards import Card
from knowledge.documents import Document
from knowledge.followups import Followups, load_followups
from knowledge.language import Language
from knowledge.language_files import load_language
from knowledge.naming import load_names
from knowledge.phrases import PhraseBook
from knowledge.reading import Reader, Reading
from knowledge.regulation import Regulation
from knowledge.search.index import Index, build_index
from knowledge.search.items import Item, StructureWords, card_items, load_structure_words, structure_items
from knowledge.search.places import Places, Read, find_places
from knowledge.search.query import Query, query_of
from knowledge.search.ranking import Match, rank
from knowledge.text import Word, fold


@dataclass(frozen=True)
class NumberWords:
    """The words that add nothing to a number, and those that ask for the document of a year."""

    plain: frozenset[str]
    which_document: PhraseBook
    counting: PhraseBook
    document: frozenset[str]
    effect: frozenset[str]
    signed: str


@dataclass(frozen=True)
class Search:
    """Finds items for questions."""

    index: Index
    numbers: NumberWords
    followups: Followups
    places: Places

    @property
    def language(self) -> Language:
        return self.index.reader.language

    def read(self, text: str) -> Reading:
        return self.index.reader.read(text)

    def query(self, reading: Reading) -> Query:
        return query_of(reading, self.index.weights, self.index.spelling)

    def leans(self, reading: Reading) -> bool:
        """Whether the question says that it goes on from the one before."""
        return self.followups.leans(reading) or self.followups.number(reading) is not None

    def only_replaces(self, reading: Reading) -> bool:
        """Whether the question says nothing but what takes the place of something in the one before."""
        if self.followups.number(reading):
            return True
        spans = (*self.followups.slots.spans(reading.words), *self.followups.again.spans(reading.words))
        filled = [reading.words[place] for start, end, _ in spans for place in range(start, end)]
        return self._says_only(self.query(reading), filled)

    def _says_only(self, query: Query, words: Iterable[Word]) -> bool:
        """Whether all telling words are among these or add nothing to a number."""
        known = self.numbers.plain | {word.folded for word in words}
        return all(unit.word.folded in known or not unit.is_telling for unit in query.units)

    def rewritings(self, previous: Sequence[str], reading: Reading) -> list[Reading]:
        """The question read together with the earlier ones, the likeliest way first."""
        before = self.read(previous[0])
        for text in previous[1:]:
            then = self.read(text)
            before = next(self._rewritten(before, then)) if self.leans(then) else then
        return list(self._rewritten(before, reading))

    def _rewritten(self, before: Reading, now: Reading) -> Iterator[Reading]:
        return self.followups.rewritings(before, now, self.index.reader)

    def asks_only_numbers(self, query: Query, title: str) -> bool:
        """Whether the question says no more than numbers of places and words of their titles."""
        return self._says_only(query, self.read(title).words)

    def counts_criteria(self, query: Query) -> bool:
        """Whether the question asks how many criteria or indicators there are, or for the list of them."""
        reading = query.reading
        return bool(self.numbers.counting.spans(reading.words)) or (reading.english and "how_many" in reading.kinds)

    def asks_about_document(self, query: Query) -> bool:
        """Whether the question names one document and asks who made it, when, or what it is."""
        named = query.reading.references
        telling = [unit.word.folded for unit in query.units if unit.is_telling]
        # "QĐ 27 thì mấy?" goes on from a question before and asks for no document.
        asked = bool(telling) or "how_many" not in query.reading.kinds
        only_it = len(named.documents) == 1 and not (named.places or named.unknown_documents)
        signer = "who" in query.reading.kinds and self.numbers.signed in telling
        return asked and only_it and not signer and self.numbers.document.issuperset(telling)

    def asks_since_when(self, query: Query) -> bool:
        """Whether the question is since when, or until when, a document holds."""
        return not query.concepts.isdisjoint(self.numbers.effect)

    def asks_which_document(self, query: Query) -> bool:
        """Whether the question asks for the document that holds, and for nothing else."""
        words = query.reading.words
        asked = [words[at] for start, end, _ in self.numbers.which_document.spans(words) for at in range(start, end)]
        named = bool(query.reading.references.documents)
        return not query.places and (bool(asked) or named or not query.units) and self._says_only(query, asked)

    def find(self, query: Query) -> list[Match]:
        """The best items first; a decision long gone answers only where it, or a year, is named."""
        references = query.reading.references
        named = frozenset(references.documents)
        return [
            match
            for match in rank(query, self.index)
            if not match.item.bygone or references.years or match.item.documents & named
        ]


def build_search(
    folder: Path, cards: Iterable[Card], regulations: Sequence[Regulation], documents: Mapping[str, Document]
) -> Search:
    """`folder` holds the language files."""
    reader = Reader(load_language(folder), load_names(folder / "names.yaml", documents))
    bygone = _bygone(regulations, documents)
    # The same texts are read for what they say, what they name, and what they are about.
    read = lru_cache(maxsize=None)(reader.read)
    items = [*card_items(cards, bygone)]
    words = load_structure_words(folder / "structure.yaml")
    told = _told(items, read)
    for regulation in regulations:
        old = regulation.document in bygone
        found = (replace(item, bygone=old) for item in structure_items(regulation, words.templates))
        items.extend(item for item in found if not _about(item, read) & told)
    followups = load_followups(folder / "followups.yaml")
    return Search(build_index(items, reader, read), _numbers(words), followups, find_places(items, read))


def _bygone(regulations: Sequence[Regulation], documents: Mapping[str, Document]) -> frozenset[str]:
    """The decisions that are older than the regulation before the newest one."""
    issued = sorted((day for each in regulations if (day := documents[each.document].issued)), reverse=True)
    return frozenset(
        each.id
        for each in documents.values()
        if each.kind == "decision" and each.issued and issued[1:] and each.issued < issued[1]
    )


def _numbers(words: StructureWords) -> NumberWords:
    return NumberWords(
        plain=frozenset(fold(" ".join(words.plain)).split()),
        which_document=PhraseBook.of((phrase, "document") for phrase in words.which_document),
        counting=PhraseBook.of((phrase, "count") for phrase in words.counting),
        document=frozenset(fold(words.document).split()),
        effect=frozenset(words.effect),
        signed=fold(words.signed),
    )


def _told(cards: Iterable[Item], read: Read) -> frozenset[object]:
    """What the cards are about or cite: there the structure need not speak as well."""
    return frozenset(thing for card in cards for thing in (*_about(card, read), *_cited(card)))


def _about(item: Item, read: Read) -> frozenset[object]:
    """The numbered place that the question names; a deadline has none and goes by what it cites."""
    places = read(item.question).references.places
    return frozenset((item.scope, place) for place in places) or _cited(item)


def _cited(item: Item) -> frozenset[object]:
    return frozenset((item.scope, cited) for cited in item.citations)
