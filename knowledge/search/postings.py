"""Which texts say a word: the quick look that leaves few candidates for a close comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.search.bags import Bag
from knowledge.search.items import document_place
from knowledge.search.query import Query
from knowledge.search.weights import PLACE

Numbers = NDArray[np.float32]
Places = NDArray[np.int32]
Lists = Mapping[object, Places]

PAIR = 0.3
"""What a compound adds to its word in the quick look."""
NAMED = 2.0
"""What it adds to a candidate that it belongs to the document that the question names."""
BY_WHOLE = 0.5
"""What a word adds that another text of the same item says."""
LEAST = 0.2
"""A wording that says less than this part of what the best one says is not looked at: there are very many of them."""


@dataclass(frozen=True)
class Postings:
    """For every word, compound, concept and place the wordings and the items that say it."""

    entries: Lists
    items: Lists
    owners: Places
    totals: Numbers

    def closest(self, query: Query, most: int) -> list[int]:
        """The wordings that say most of the question and little else."""
        keys = _keys(query)
        asked = sum(query.weightings[0]) + PLACE * len(query.places) or 1.0
        said = _said(keys, self.entries, len(self.owners))
        whole = _said(keys, self.items, int(self.owners[-1]) + 1 if len(self.owners) else 0)
        near = np.flatnonzero(said >= LEAST * said.max(initial=0.0))
        rough = said[near] * (1 + 0.3 * asked / self.totals[near]) + BY_WHOLE * whole[self.owners[near]]
        best = np.argpartition(-rough, most)[:most] if most < len(rough) else np.arange(len(rough))
        return [int(near[place]) for place in best if rough[place] > 0]


def build_postings(
    entries: Sequence[Bag], wholes: Sequence[Bag], owners: Sequence[int], totals: Sequence[float]
) -> Postings:
    return Postings(
        entries=_lists(entries),
        items=_lists(wholes),
        owners=np.array(owners, dtype=np.int32),
        totals=np.maximum(np.array(totals, dtype=np.float32), 0.05),
    )


def _lists(bags: Iterable[Bag]) -> Lists:
    found: dict[object, list[int]] = {}
    for place, bag in enumerate(bags):
        for key in (*bag.words, *bag.pairs, *_named(bag.concepts), *bag.places):
            found.setdefault(key, []).append(place)
    return {key: np.array(places, dtype=np.int32) for key, places in found.items()}


def _said(keys: Mapping[object, float], lists: Lists, length: int) -> Numbers:
    said = np.zeros(length, dtype=np.float32)
    for key, weight in keys.items():
        found = lists.get(key)
        if found is not None:
            said[found] += weight
    return said


def _keys(query: Query) -> dict[object, float]:
    """What is looked up for a question, and what it adds to a text that has it."""
    keys: dict[object, float] = dict.fromkeys(query.places, PLACE * 2)
    keys.update((document_place(name), NAMED) for name in query.reading.references.documents)
    for unit, weight in zip(query.units, query.weightings[0], strict=True):
        # Texts with the word in the same meaning have its concept too: one of the two is enough.
        for key in tuple(_named(unit.concepts)) or (unit.word.folded,):
            keys[key] = keys.get(key, 0.0) + weight
        for pair in unit.pairs:
            keys[pair] = keys.get(pair, 0.0) + PAIR * weight
    return keys


def _named(concepts: Iterable[str]) -> Iterable[tuple[str]]:
    """Concepts as keys of their own kind, apart from words of the same letters."""
    return ((name,) for name in concepts)
