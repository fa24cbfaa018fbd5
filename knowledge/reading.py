"""One typed text as the program reads it: words, sentences, what it points at, what it asks for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from knowledge.english import english_kinds, is_english, translate
from knowledge.expansion import expand, joined, tokens, typed_with_vni
from knowledge.language import Language
from knowledge.naming import DocumentNames
from knowledge.references import References, find_references
from knowledge.spelling import Spelling
from knowledge.syllables import possible
from knowledge.text import Word, fold, marked, spell, tidy

MOST_WORDS = 400
MOSTLY = 0.5
"""Of Vietnamese text typed with all marks, more than half of the words carry one."""
_SENTENCE = re.compile(r"(?<=[.!?;:\n])\s+|\n+")
SHORTEST_STRANGER = 3
_ROMAN = re.compile(r"[ivx]+")
AMOUNT = "#"
"""How the concept of an amount starts: "#%", "#diem"."""
STRANGERS = "unknown_abbreviations"

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Reading:
    """The words of a text with their sentence, the phrases found in them, and the references."""

    words: tuple[Word, ...]
    sentences: tuple[int, ...]
    asking: frozenset[int]
    referenced: frozenset[int]
    references: References
    concepts: tuple[Span, ...]
    kinds: frozenset[str]
    kind_spans: tuple[Span, ...]
    foreign: tuple[Span, ...]
    anchors: tuple[Span, ...]
    names: tuple[Span, ...]
    fillers: frozenset[int]
    given: frozenset[int]
    typed_with_marks: bool
    english: bool

    @property
    def foreign_phrases(self) -> tuple[str, ...]:
        """The phrases of other matters, as they stand in `foreign`."""
        return tuple(" ".join(word.folded for word in self.words[start:end]) for start, end, _ in self.foreign)

    @property
    def plain(self) -> str:
        return " ".join(word.folded for word in self.words)


@dataclass(frozen=True)
class Reader:
    """Reads questions and texts of our own; only questions are put right, by the spelling of the texts."""

    language: Language
    names: DocumentNames
    spelling: Spelling | None = None

    def read(self, text: str) -> Reading:
        pieces = [
            piece
            for piece in _SENTENCE.split(joined(self.names.estranged(tidy(text)), self.language))
            if piece and piece.strip()
        ]
        by_vni = typed_with_vni(text)
        typed = [tokens(piece, by_vni) for piece in pieces]
        together = [token for piece in typed for token in piece]
        english = is_english(together, self.language)
        words: list[Word] = []
        sentences: list[int] = []
        for sentence, piece in enumerate(typed):
            found = self._words(piece, english)
            words.extend(found)
            sentences.extend([sentence] * len(found))
        kinds = english_kinds(together, self.language) if english else None
        asking = frozenset(at for at, piece in enumerate(pieces) if piece.rstrip().endswith("?"))
        with_marks = _with_marks(spell(token) for token in together)
        reading = self.arrange(tuple(words[:MOST_WORDS]), tuple(sentences[:MOST_WORDS]), asking, kinds, with_marks)
        if reading.references.documents or reading.given:
            return reading
        return replace(reading, foreign=(*reading.foreign, *_strange_capitals(together, reading.words)))

    def _words(self, typed: list[str], english: bool) -> list[Word]:
        found = translate(typed, self.language) if english else expand(typed, self.language)
        return self.spelling.correct(list(found)) if self.spelling else list(found)

    def arrange(
        self,
        words: tuple[Word, ...],
        sentences: tuple[int, ...],
        asking: frozenset[int] = frozenset(),
        kinds: frozenset[str] | None = None,
        with_marks: bool = False,
    ) -> Reading:
        """Words with the number of their sentence as a reading; `kinds` are given for an English question."""
        starts = _starts(words)
        called = [(starts[at], starts[end] - 1, id_) for at, end, id_ in self.names.customary.spans(words)]
        references = find_references(" ".join(map(_place_form, words)), self.names, called)
        kind_spans = self.language.kinds.spans(words)
        return Reading(
            words=words,
            sentences=sentences,
            asking=asking,
            referenced=_covered(starts, references.spans),
            references=references,
            concepts=(*self.language.synonyms.spans(words), *_amounts(words)),
            kinds=frozenset(name for _, _, name in kind_spans) if kinds is None else kinds,
            kind_spans=kind_spans,
            foreign=tuple(self._foreign(words)),
            anchors=self.language.anchors.spans(words),
            names=self.language.names.spans(words),
            fillers=_within(self.language.fillers.spans(words)),
            given=_within(self.language.given.spans(words)),
            typed_with_marks=with_marks,
            english=kinds is not None,
        )

    def _foreign(self, words: tuple[Word, ...]) -> Iterator[Span]:
        """Phrases of other matters; without marks one may be made of two of our words: "thong tin / dung han"."""
        pairs = self.spelling.pairs if self.spelling else frozenset()
        for start, end, topic in self.language.foreign.spans(words):
            split = start > 0 and (words[start - 1].folded, words[start].folded) in pairs
            if not split or any(map(marked, words[start:end])):
                yield start, end, topic


def _strange_capitals(typed: list[str], words: tuple[Word, ...]) -> Iterator[Span]:
    """Abbreviations that nobody here uses ("ATTP"): they name another matter, unless everything is in capitals."""
    capitals = {fold(token) for token in typed if len(token) >= SHORTEST_STRANGER and token.isupper()}
    if 2 * len(capitals) > len(typed):
        return
    for place, word in enumerate(words):
        is_strange = word.folded in capitals and word.folded.isalpha() and not possible(word.folded)
        if is_strange and not _ROMAN.fullmatch(word.folded):
            yield place, place + 1, STRANGERS


def _with_marks(words: Iterable[Word]) -> bool:
    """Whether the marks are all there, as far as can be told: then a word without any is meant so."""
    letters = [word for word in words if word.folded.isalpha()]
    return sum(map(marked, letters)) >= MOSTLY * len(letters)


def _amounts(words: tuple[Word, ...]) -> Iterator[Span]:
    """Numbers of the same thing: a question about 79 points is answered where 80 points are spoken of."""
    for place, word in enumerate(words):
        after = words[place + 1].folded if place + 1 < len(words) else ""
        if word.folded.endswith("%") or (word.folded.isdigit() and after == "phan"):
            yield place, place + 1, f"{AMOUNT}%"
        elif word.folded.isdigit() and after.isalpha():
            yield place, place + 1, f"{AMOUNT}{after}"


def _place_form(word: Word) -> str:
    """A word for the patterns of places, in which the point đ is another one than d."""
    return "đ" if word.shape == "đ" else word.folded


def _within(spans: Iterable[Span]) -> frozenset[int]:
    """The places inside any of the spans."""
    return frozenset(place for start, end, _ in spans for place in range(start, end))


def _starts(words: tuple[Word, ...]) -> list[int]:
    """Where each word starts in the plain text, and where the next one would."""
    return list(accumulate((len(word.folded) + 1 for word in words), initial=0))


def _covered(starts: list[int], spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """The words that lie inside character ranges of the plain text."""
    places = range(len(starts) - 1)
    return frozenset(place for place in places if any(start <= starts[place] < end for start, end in spans))
