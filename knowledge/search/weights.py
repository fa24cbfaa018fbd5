"""How much a word, a concept or a numbered place tells: what nearly every card says tells little."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.language import Language
from knowledge.search.bags import Bag
from knowledge.text import Word

GIVEN = 0.15
"""What a word counts in a phrase that every answer is about."""
PLACE = 1.5
UNKNOWN = 1.0
KIND = 0.5
"""What it tells that a person, a time, a number or a place is asked for."""


@dataclass(frozen=True)
class Weights:
    """Between 0 and 1: 1 for what one card alone says, and for what none does."""

    words: Mapping[str, float]
    concepts: Mapping[str, float]
    language: Language

    def of(self, word: Word, concepts: tuple[str, ...], given: bool) -> float:
        """A rare word for a common thing tells no more than the thing."""
        if word.folded.startswith("?"):
            return KIND
        known = (self.concepts.get(name, UNKNOWN) for name in concepts)
        weight = min([self.words.get(word.folded, UNKNOWN), *known])
        return weight * GIVEN if given else weight


def weigh(bags: Iterable[Bag], language: Language) -> Weights:
    """From one bag a card."""
    all_ = tuple(bags)
    return Weights(
        words=_rarity((bag.words for bag in all_), len(all_)),
        concepts=_rarity((bag.concepts for bag in all_), len(all_)),
        language=language,
    )


def _rarity(groups: Iterable[Iterable[str]], total: int) -> Mapping[str, float]:
    counts: dict[str, int] = {}
    for group in groups:
        for each in group:
            counts[each] = counts.get(each, 0) + 1
    return {each: math.log(1 + total / count) / math.log(1 + total) for each, count in counts.items()}
