"""Books of phrases, each with a name, and finding them in a run of words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.text import Word, agrees, spell

Phrase = tuple[Word, ...]
Span = tuple[int, int, str]


@dataclass(frozen=True)
class PhraseBook:
    """Phrases by their letters without marks; the longest at a place wins.

    In a strict book a phrase of one word must be typed with its marks: "toi" may be many words.
    """

    phrases: Mapping[tuple[str, ...], tuple[tuple[Phrase, str], ...]]
    lengths: Mapping[str, tuple[int, ...]]
    strict: bool = False

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]], strict: bool = False) -> "PhraseBook":
        phrases: dict[tuple[str, ...], tuple[tuple[Phrase, str], ...]] = {}
        lengths: dict[str, set[int]] = {}
        for text, name in named:
            phrase = phrase_of(text)
            key = tuple(word.folded for word in phrase)
            phrases[key] = (*phrases.get(key, ()), (phrase, name))
            lengths.setdefault(key[0], set()).add(len(key))
        return cls(phrases, {first: tuple(sorted(all_, reverse=True)) for first, all_ in lengths.items()}, strict)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrase in self.phrases for word in phrase)

    def starts_with(self, folded: str) -> bool:
        """Whether some phrase starts with this word."""
        return folded in self.lengths

    def spans(self, words: Sequence[Word]) -> tuple[Span, ...]:
        """(start, end, name) of every phrase; a part of a longer phrase of the same start is not told again."""
        folded = tuple(word.folded for word in words)
        starts = (start for start, word in enumerate(folded) if word in self.lengths)
        return tuple(span for start in starts for span in self._at(words, folded, start))

    def _at(self, words: Sequence[Word], folded: tuple[str, ...], start: int) -> Iterator[Span]:
        for length in self.lengths[folded[start]]:
            end = start + length
            written = self.phrases.get(folded[start:end], ()) if end <= len(folded) else ()
            names = [name for phrase, name in written if self._fits(phrase, tuple(words[start:end]))]
            if names:
                yield from ((start, end, name) for name in names)
                return

    def _fits(self, phrase: Phrase, typed: Phrase) -> bool:
        if self.strict and len(phrase) == 1:
            return typed == phrase
        return all(map(agrees, typed, phrase))


def phrase_of(text: str) -> Phrase:
    return tuple(spell(word) for word in text.split())
