"""Which answers are about a place of the law ("Điều 5 khoản 2"), and which only cite it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from knowledge.reading import Reading
from knowledge.search.items import Item

Place = tuple[str, str]
Read = Callable[[str], Reading]


@dataclass(frozen=True)
class Places:
    """The keys of answers by document and place, in the order of the files."""

    named: Mapping[Place, tuple[str, ...]]
    cited: Mapping[Place, tuple[str, ...]]

    def about(self, places: Iterable[str], documents: frozenset[str]) -> list[str]:
        """The answers whose question or wording names the place."""
        return _keys(self.named, places, documents)

    def citing(self, places: Iterable[str], documents: frozenset[str]) -> list[str]:
        return _keys(self.cited, places, documents)


def find_places(items: Iterable[Item], read: Read) -> Places:
    named: dict[Place, tuple[str, ...]] = {}
    cited: dict[Place, tuple[str, ...]] = {}
    for item in items:
        for place in dict.fromkeys(_named(item, read)):
            named[place] = (*named.get(place, ()), item.key)
        for place in dict.fromkeys((each.document, key) for each in item.citations for key in item.places_of(each)):
            cited[place] = (*cited.get(place, ()), item.key)
    return Places(named, cited)


def _named(item: Item, read: Read) -> Iterable[Place]:
    for text in (item.question, *item.wordings):
        references = read(text).references
        for document in references.documents or (item.scope,):
            yield from ((document, place) for place in references.law_places)


def _keys(found: Mapping[Place, tuple[str, ...]], places: Iterable[str], documents: frozenset[str]) -> list[str]:
    """Without a document the places of all documents fit."""
    wanted = set(places)
    fitting = (
        keys
        for (document, place), keys in found.items()
        if place in wanted and (document in documents or not documents)
    )
    return list(dict.fromkeys(key for keys in fitting for key in keys))
