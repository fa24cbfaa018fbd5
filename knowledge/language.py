"""How people write: abbreviations, chat spelling, synonyms, English, stop words, small talk, foreign matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.phrases import PhraseBook
from knowledge.text import Word, agrees


@dataclass(frozen=True)
class Meaning:
    """An abbreviation made ready: its neighbours without marks."""

    short: str
    means: str
    marked: bool
    before: frozenset[str]
    after: frozenset[str]
    unless: frozenset[str]
    not_after: frozenset[str]
    number: bool
    capital: bool
    last: bool


@dataclass(frozen=True)
class Language:
    """Everything about the words of the users, read from data/language.

    `small_talk` has the kind of every phrase, `misuse` the words that tell an attempt wherever they stand; both folded.
    """

    abbreviations: Mapping[str, tuple[Meaning, ...]]
    silent: Mapping[str, tuple[Word, ...]]
    fillers: PhraseBook
    given: PhraseBook
    kinds: PhraseBook
    synonyms: PhraseBook
    names: PhraseBook
    foreign: PhraseBook
    anchors: PhraseBook
    small_talk: Mapping[str, str]
    misuse: tuple[str, ...]
    particles: frozenset[str]
    addressed: frozenset[str]
    english: Mapping[tuple[str, ...], str]
    english_silent: frozenset[str]
    english_kinds: Mapping[tuple[str, ...], str]

    def is_silent(self, word: Word) -> bool:
        return any(agrees(word, meant) for meant in self.silent.get(word.folded, ()))

    def is_exactly_silent(self, word: Word) -> bool:
        """For a text with all its marks: "đa" is not "đã" there."""
        return word in self.silent.get(word.folded, ())

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Words that are right as they are, whether or not a card uses them."""
        books = (self.kinds, self.synonyms, self.names, self.foreign)
        return frozenset(self.silent).union(*(book.words for book in books))

    @cached_property
    def english_words(self) -> frozenset[str]:
        """Single words that tell that a question is English."""
        return self.english_silent | {word for phrase in self.english for word in phrase}
