"""A question that goes on from the one before it ("còn mẫu 04?", "còn huyện thì sao?") read as a whole question."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.numbering import number_alone, renumbered
from knowledge.phrases import PhraseBook
from knowledge.reading import Reader, Reading
from knowledge.strict_yaml import Record, load
from knowledge.text import Word, fold

SHORT = 7
"""A question of no more words than this may lean on the one before it."""

# The numbered places, each with the words that carry its number in a plain text.
_NUMBERED = (
    re.compile(r"\b(?:bieu )?mau(?: so)? \d{1,2}\b"),
    re.compile(r"\bchi tieu(?: so)? \d{1,2}\b"),
    re.compile(r"\btieu chi(?: so| thu)? (?:\d{1,2}|mot|hai|ba|bon)\b"),
    re.compile(r"\bdieu \d{1,2}\b"),
    re.compile(r"\bkhoan \d{1,2}\b"),
    re.compile(r"\bnam 20\d\d\b"),
    re.compile(r"\b(?:quyet dinh|thong tu|ke hoach|nghi dinh)(?: so)? \d{1,4}(?:/\d{4})?"),
    re.compile(r"\b\d{1,2}\.\d{1,2}\b"),
)


class _Followups(Record):
    cues: tuple[str, ...]
    pronouns: tuple[str, ...]
    again: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]
    around_number: str


@dataclass(frozen=True)
class Followups:
    """Which words lean on an earlier question, and which can take each other's place."""

    cues: PhraseBook
    pronouns: PhraseBook
    again: PhraseBook
    slots: PhraseBook
    around_number: frozenset[str]

    def number(self, reading: Reading) -> str | None:
        """The number that the question consists of."""
        return number_alone(reading.plain, self.around_number)

    def leans(self, reading: Reading) -> bool:
        """Whether the question says itself that it goes on."""
        starts = {start for start, _, _ in self.cues.spans(reading.words)}
        return 0 in starts or bool(self.pronouns.spans(reading.words) or self.again.spans(reading.words))

    def rewritings(self, before: Reading, now: Reading, reader: Reader) -> Iterator[Reading]:
        """The earlier question with what is new put in its place; then both together, the new one asking."""
        if self.again.spans(now.words):
            yield before
        number = self.number(now)
        if number and (words := renumbered(before.words, number)):
            yield reader.arrange(words, (0,) * len(words))
        for words in self._replaced(before, now):
            yield reader.arrange(words, (0,) * len(words))
        kept = _matter(before) if now.kind_spans else before.words
        yield reader.arrange((*kept, *now.words), (*(0 for _ in kept), *(1 for _ in now.words)), frozenset({1}))

    def _replaced(self, before: Reading, now: Reading) -> Iterator[tuple[Word, ...]]:
        old, new = self._slots(before), self._slots(now)
        words, changed = before.words, False
        # From the right, so that the places further left stay where they are.
        for kind, (start, end) in sorted(old.items(), key=lambda slot: -slot[1][0]):
            if kind in new:
                first, last = new[kind]
                words = (*words[:start], *now.words[first:last], *words[end:])
                changed = True
        if changed:
            yield words

    def _slots(self, reading: Reading) -> Mapping[str, tuple[int, int]]:
        """The place of the first filler of every kind."""
        found = {name: (start, end) for start, end, name in reversed(self.slots.spans(reading.words))}
        for kind, pattern in enumerate(_NUMBERED):
            if match := pattern.search(reading.plain):
                start = reading.plain[: match.start()].count(" ")
                found[f"#{kind}"] = (start, start + match[0].count(" ") + 1)
        return found


def _matter(reading: Reading) -> tuple[Word, ...]:
    """The words without those that say what is asked for."""
    asking = {place for start, end, _ in reading.kind_spans for place in range(start, end)}
    return tuple(word for place, word in enumerate(reading.words) if place not in asking)


def load_followups(path: Path) -> Followups:
    read = load(path, _Followups)
    return Followups(
        cues=PhraseBook.of((cue, "cue") for cue in read.cues),
        pronouns=PhraseBook.of((pronoun, "pronoun") for pronoun in read.pronouns),
        again=PhraseBook.of((phrase, "again") for phrase in read.again),
        slots=PhraseBook.of((filler, kind) for kind, fillers in read.slots.items() for filler in fillers),
        around_number=frozenset(fold(read.around_number).split()),
    )
