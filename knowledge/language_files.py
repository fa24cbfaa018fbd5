"""The files in data/language, read into the language of the users."""

from collections.abc import Mapping
from pathlib import Path

from knowledge.language import Language, Meaning
from knowledge.phrases import PhraseBook, phrase_of
from knowledge.strict_yaml import Record, load
from knowledge.text import Word, fold


class _Abbreviation(Record):
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
    abbreviations: tuple[_Abbreviation, ...]


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


class _TalkKind(Record):
    phrases: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()


class _SmallTalk(Record):
    particles: str
    addressed: str
    kinds: Mapping[str, _TalkKind]


def load_language(folder: Path) -> Language:
    stop_words = load(folder / "stopwords.yaml", _StopWords)
    english = load(folder / "english.yaml", _English)
    talk = load(folder / "smalltalk.yaml", _SmallTalk)
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
        small_talk={fold(phrase): kind for kind, found in talk.kinds.items() for phrase in found.phrases},
        particles=frozenset(fold(talk.particles).split()),
        addressed=frozenset(fold(talk.addressed).split()),
        misuse=tuple(fold(sign) for found in talk.kinds.values() for sign in found.anywhere),
        english={tuple(phrase.split()): meaning for phrase, meaning in english.words.items()},
        english_silent=frozenset(english.silent.split()),
        english_kinds={tuple(phrase.split()): kind for kind, phrases in english.kinds.items() for phrase in phrases},
    )


def _abbreviations(folder: Path) -> Mapping[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for name in ("abbreviations.yaml", "chat.yaml"):
        for each in load(folder / name, _Abbreviations).abbreviations:
            found[fold(each.short)] = (*found.get(fold(each.short), ()), _meaning(each))
    return found


def _meaning(each: _Abbreviation) -> Meaning:
    return Meaning(
        short=each.short,
        means=each.means,
        marked=fold(each.short) != each.short,
        before=frozenset(map(fold, each.before)),
        after=frozenset(map(fold, each.after)),
        unless=frozenset(map(fold, each.unless)),
        not_after=frozenset(map(fold, each.not_after)),
        number=each.number,
        capital=each.capital,
        last=each.last,
    )


def _words(lines: tuple[str, ...]) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    for word in phrase_of(" ".join(lines)):
        found[word.folded] = (*found.get(word.folded, ()), word)
    return found


def _book(named: Mapping[str, tuple[str, ...]], strict: bool = False) -> PhraseBook:
    return PhraseBook.of(((phrase, name) for name, phrases in named.items() for phrase in phrases), strict)
