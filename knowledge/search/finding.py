"""The search as one thing: built once from the cards and the regulations, asked with a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.cards import Card
from knowledge.documents import Document
from knowledge.language import Language, load_language
from knowledge.naming import load_names
from knowledge.reading import Reader, Reading
from knowledge.regulation import Regulation
from knowledge.search.index import Index, build_index
from knowledge.search.items import Item, card_items, load_templates, structure_items
from knowledge.search.query import Query, query_of
from knowledge.search.ranking import Match, rank


@dataclass(frozen=True)
class Search:
    """Finds items for questions."""

    index: Index
    by_key: Mapping[str, Item]

    @property
    def language(self) -> Language:
        return self.index.reader.language

    def read(self, text: str) -> Reading:
        return self.index.reader.read(text)

    def query(self, reading: Reading) -> Query:
        return query_of(reading, self.index.weights, self.index.spelling)

    def find(self, query: Query) -> list[Match]:
        """The best items first."""
        return rank(query, self.index)


def build_search(
    folder: Path, cards: Iterable[Card], regulations: Iterable[Regulation], documents: Mapping[str, Document]
) -> Search:
    """`folder` holds the language files."""
    reader = Reader(load_language(folder), load_names(folder / "names.yaml", documents))
    items = [*card_items(cards)]
    templates = load_templates(folder / "structure.yaml")
    told = _told(items, reader)
    for regulation in regulations:
        items.extend(item for item in structure_items(regulation, templates) if not _about(item, reader) & told)
    return Search(build_index(items, reader), {item.key: item for item in items})


def _told(cards: Iterable[Item], reader: Reader) -> frozenset[object]:
    """What the cards are about or cite: there the structure need not speak as well."""
    return frozenset(thing for card in cards for thing in (*_about(card, reader), *_cited(card)))


def _about(item: Item, reader: Reader) -> frozenset[object]:
    """The numbered place that the question names; a deadline has none and goes by what it cites."""
    places = reader.read(item.question).references.places
    return frozenset((item.scope, place) for place in places) or _cited(item)


def _cited(item: Item) -> frozenset[object]:
    return frozenset((item.scope, cited) for cited in item.citations)
