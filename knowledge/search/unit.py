"""One telling word of a question, and how far a text says it."""

from dataclasses import dataclass

from knowledge.search.bags import Bag, Pair
from knowledge.text import Word, agrees

BY_CONCEPT = 0.9
WRONG_MARKS = 0.35
WRONG_COMPANY = 0.55
OTHER_NAME = 0.4
"""What a word of a name counts where the bag does not have that name."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One telling word of a question; `pairs` are known compounds that it forms here with its neighbours.

    A silent word tells something only as a part of a phrase: "những ai" asks for the members.
    """

    word: Word
    weight: float
    sentence: int
    pairs: tuple[Pair, ...]
    concepts: tuple[str, ...]
    names: tuple[str, ...] = ()
    silent: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the question and not what the question asks for."""
        return not self.word.folded.startswith("?")

    @property
    def is_telling(self) -> bool:
        """Whether it is neither a number nor what the question asks for."""
        return self.is_word and not self.word.folded.isdigit()

    def degree(self, bag: Bag) -> float:
        """How far a bag says this word: 1 = the word in the same company, 0 = not at all."""
        said = self._said(bag)
        return said if not self.names or not bag.names.isdisjoint(self.names) else said * OTHER_NAME

    def _said(self, bag: Bag) -> float:
        same = BY_CONCEPT if self.concepts and not bag.concepts.isdisjoint(self.concepts) else 0.0
        meant = None if self.silent else bag.words.get(self.word.folded)
        if meant is None:
            return same
        spelled = 1.0 if any(agrees(self.word, each) for each in meant) else WRONG_MARKS
        return max(same, spelled * self._company(bag))

    def _company(self, bag: Bag) -> float:
        """How many of the compounds that the word forms here the bag has as well."""
        if not self.pairs:
            return 1.0
        shared = sum(pair in bag.pairs for pair in self.pairs) / len(self.pairs)
        return WRONG_COMPANY + (1 - WRONG_COMPANY) * shared
