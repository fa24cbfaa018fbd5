"""How people write: abbreviations, chat spelling, synonyms, English, stop words, small talk, foreign matters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from knowledge.strict_yaml import Record, load
from knowledge.text import Word, agrees, fold, spell

Phrase = tuple[Word, ...]


class Abbreviation(Record):
    """A short form, and the neighbours that tell which of its meanings is meant."""

    short: str
    means: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    number: bool = False
    capital: bool = False
    last: bool = False


class _Abbreviations(Record):
    abbreviations: tuple[Abbreviation, ...]


class _StopWords(Record):
    silent: tuple[str, ...]
    fillers: tuple[str, ...]
    given: tuple[str, ...]


class _Kinds(Record):
    kinds: Mapping[str, tuple[str, ...]]


class _Synonyms(Record):
    groups: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, ...], ...]


class _English(Record):
    silent: str
    kinds: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]


class _Topics(Record):
    ours: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]


class TalkKind(Record):
    """One kind of small talk: whole messages, or words that tell it wherever they stand."""

    phrases: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()


class _SmallTalk(Record):
    kinds: Mapping[str, TalkKind]


@dataclass(frozen=True)
class PhraseBook:
    """Phrases to find in a run of words; each has a name; the longest at a place wins.

    In a strict book a phrase of one word must be typed with its marks: "toi" may be many words.
    """

    by_first: Mapping[str, tuple[tuple[Phrase, str], ...]]
    strict: bool = False

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]], strict: bool = False) -> "PhraseBook":
        found: dict[str, list[tuple[Phrase, str]]] = {}
        for phrase, name in named:
            words = phrase_of(phrase)
            found.setdefault(words[0].folded, []).append((words, name))
        ordered = {first: sorted(all_, key=lambda one: -len(one[0])) for first, all_ in found.items()}
        return cls({first: tuple(all_) for first, all_ in ordered.items()}, strict)

    def spans(self, words: tuple[Word, ...]) -> tuple[tuple[int, int, str], ...]:
        """(start, end, name) of every phrase; a part of a longer phrase of the same start is not told again."""
        return tuple(span for start in range(len(words)) for span in self._at(words, start))

    def _at(self, words: tuple[Word, ...], start: int) -> tuple[tuple[int, int, str], ...]:
        fitting = tuple(
            (start, start + len(phrase), name)
            for phrase, name in self.by_first.get(words[start].folded, ())
            if _fits(phrase, words[start : start + len(phrase)], self.strict and len(phrase) == 1)
        )
        return tuple(span for span in fitting if span[1] == fitting[0][1])


def phrase_of(text: str) -> Phrase:
    return tuple(spell(word) for word in text.split())


def _fits(phrase: Phrase, typed: tuple[Word, ...], exactly: bool) -> bool:
    if exactly:
        return typed == phrase
    return len(typed) == len(phrase) and all(
        one.folded == meant.folded and agrees(one, meant) for one, meant in zip(typed, phrase, strict=True)
    )


@dataclass(frozen=True)
class Language:
    """Everything about the words of the users, read from data/language."""

    abbreviations: Mapping[str, tuple[Abbreviation, ...]]
    silent: Mapping[str, tuple[Word, ...]]
    fillers: PhraseBook
    given: PhraseBook
    kinds: PhraseBook
    synonyms: PhraseBook
    names: PhraseBook
    foreign: PhraseBook
    anchors: PhraseBook
    small_talk: Mapping[str, TalkKind]
    english: Mapping[tuple[str, ...], str]
    english_silent: frozenset[str]
    english_kinds: Mapping[tuple[str, ...], str]
    longest_english: int = field(default=5)

    def is_silent(self, word: Word) -> bool:
        return any(agrees(word, meant) for meant in self.silent.get(word.folded, ()))

    def is_exactly_silent(self, word: Word) -> bool:
        """For a text with all its marks: "đa" is not "đã" there."""
        return word in self.silent.get(word.folded, ())

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Words that are right as they are, whether or not a card uses them."""
        groups = (self.kinds.by_first, self.synonyms.by_first, self.foreign.by_first)
        phrases = (phrase for book in groups for named in book.values() for phrase, _ in named)
        return frozenset(word.folded for phrase in phrases for word in phrase) | self.silent.keys()

    @cached_property
    def english_words(self) -> frozenset[str]:
        """Single words that tell that a question is English."""
        return self.english_silent | {word for phrase in self.english for word in phrase}


def load_language(folder: Path) -> Language:
    stop_words = load(folder / "stopwords.yaml", _StopWords)
    english = load(folder / "english.yaml", _English)
    topics = load(folder / "topics.yaml", _Topics)
    synonyms = load(folder / "synonyms.yaml", _Synonyms)
    return Language(
        abbreviations=_abbreviations(folder),
        silent=_words(stop_words.silent),
        fillers=_book({"filler": stop_words.fillers}),
        given=_book({"given": stop_words.given}),
        kinds=_book(load(folder / "kinds.yaml", _Kinds).kinds),
        synonyms=PhraseBook.of((phrase, group[0]) for group in synonyms.groups for phrase in group),
        names=PhraseBook.of((phrase, group[0]) for group in synonyms.names for phrase in group),
        foreign=_book(topics.topics, strict=True),
        anchors=_book({"ours": topics.ours}),
        small_talk=load(folder / "smalltalk.yaml", _SmallTalk).kinds,
        english={tuple(phrase.split()): meaning for phrase, meaning in english.words.items()},
        english_silent=frozenset(english.silent.split()),
        english_kinds={tuple(phrase.split()): kind for kind, phrases in english.kinds.items() for phrase in phrases},
    )


def _abbreviations(folder: Path) -> Mapping[str, tuple[Abbreviation, ...]]:
    found: dict[str, tuple[Abbreviation, ...]] = {}
    for name in ("abbreviations.yaml", "chat.yaml"):
        for each in load(folder / name, _Abbreviations).abbreviations:
            found[fold(each.short)] = (*found.get(fold(each.short), ()), each)
    return found


def _words(lines: tuple[str, ...]) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    for word in phrase_of(" ".join(lines)):
        found[word.folded] = (*found.get(word.folded, ()), word)
    return found


def _book(named: Mapping[str, tuple[str, ...]], strict: bool = False) -> PhraseBook:
    return PhraseBook.of(((phrase, name) for name, phrases in named.items() for phrase in phrases), strict)
