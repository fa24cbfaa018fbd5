"""Puts right what is no word of the domain: doubled letters, missing spaces, one wrong letter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.text import Word

_REPEATED = re.compile(r"(.)\1+")
SHORTEST, LONGEST = 3, 20
"""Shorter words have too many neighbours one letter away; longer ones are no words."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Spelling:
    """The words of the domain with how often they occur, and which stand side by side."""

    counts: Mapping[str, int]
    pairs: Mapping[Pair, int]
    neighbours: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, counts: Mapping[str, int], pairs: Mapping[Pair, int]) -> "Spelling":
        found: dict[str, list[str]] = {}
        for word in counts:
            for shorter in _shortened(word):
                found.setdefault(shorter, []).append(word)
        return cls(counts, pairs, {shorter: tuple(words) for shorter, words in found.items()})

    def correct(self, words: Sequence[Word]) -> list[Word]:
        """The words, each unknown one replaced by the likeliest known ones, if there are any."""
        found: list[Word] = []
        for place, word in enumerate(words):
            known = word.folded in self.counts or not word.folded.isalpha() or len(word.folded) > LONGEST
            found.extend((word,) if known else self._meant(word, words[max(place - 1, 0) : place], words[place + 1 :]))
        return found

    def _meant(self, word: Word, before: Sequence[Word], after: Sequence[Word]) -> tuple[Word, ...]:
        once = _REPEATED.sub(r"\1", word.folded)
        if once in self.counts:
            return (Word(once, once),)
        if parts := self._apart(word.folded):
            return tuple(Word(part, part) for part in parts)
        near = self._near(word.folded)
        if not near:
            return (word,)
        best = max(near, key=lambda each: self._fit(each, before, after))
        return (Word(best, best),)

    def _apart(self, folded: str) -> Pair | None:
        """Two words of the domain that were typed without a space."""
        splits = ((folded[:at], folded[at:]) for at in range(2, len(folded) - 1))
        return next((split for split in splits if split in self.pairs), None)

    def _near(self, folded: str) -> frozenset[str]:
        """Known words one letter away: one missing, one too many, one wrong, two swapped."""
        if len(folded) < SHORTEST:
            return frozenset()
        return frozenset(
            word
            for shorter in _shortened(folded)
            for word in self.neighbours.get(shorter, ())
            if _one_slip(folded, word)
        )

    def _fit(self, candidate: str, before: Sequence[Word], after: Sequence[Word]) -> tuple[int, int]:
        beside = sum(self.pairs.get((word.folded, candidate), 0) for word in before)
        beside += sum(self.pairs.get((candidate, word.folded), 0) for word in after[:1])
        return beside, self.counts[candidate]


def _shortened(word: str) -> set[str]:
    """The word and every form of it that lacks one letter."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_slip(typed: str, meant: str) -> bool:
    if abs(len(typed) - len(meant)) == 1:
        return True
    wrong = [at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b]
    return len(wrong) == 1 or (
        len(wrong) == 2 and typed[wrong[0]] == meant[wrong[1]] and typed[wrong[1]] == meant[wrong[0]]
    )
