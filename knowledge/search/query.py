"""A question taken apart for comparing: its telling words, each with a weight, by the sentence that asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.reading import AMOUNT, Reading
from knowledge.search.bags import TELLING_KINDS, Bag, Pair, concepts_by_place, kind_word
from knowledge.search.unit import Unit
from knowledge.search.weights import KIND, PLACE, Weights
from knowledge.spelling import Spelling
from knowledge.text import Word, marked

BACKGROUND, BACKGROUND_OF_THIN = 0.2, 0.6
"""What the sentences around the asking one count; more where that one says little ("Vậy có đạt không?")."""
THIN = 1.5
LONG = 24
"""A question of more words than this has a story around it."""
PLACE_OF_RECKONING = 0.45


@dataclass(frozen=True)
class Query:
    """The units of a question and the reading that they come from."""

    reading: Reading
    units: tuple[Unit, ...]

    @property
    def places(self) -> frozenset[str]:
        return self.reading.references.places

    @cached_property
    def plain(self) -> str:
        return self.reading.plain

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(unit.word.folded for unit in self.units)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(name for unit in self.units for name in unit.concepts)

    @property
    def place_weight(self) -> float:
        """A place counts less where the question reckons: "tiêu chí 3 chỉ được 45%" asks about any criterion."""
        reckons = any(name.startswith(AMOUNT) for name in self.concepts)
        return PLACE_OF_RECKONING if reckons else PLACE

    def heard_by(self, bag: Bag) -> float:
        """How much of the question a bag says, between 0 and 1: of its words, or, without any, of what it asks for."""
        units = [unit for unit in self.units if unit.is_word] or self.units
        whole = sum(unit.weight for unit in units) + PLACE * len(self.places)
        said = sum(unit.weight * unit.degree(bag) for unit in units) + PLACE * len(self.places & bag.places)
        return said / whole if whole else 1.0

    @property
    def asking_sentences(self) -> frozenset[int]:
        """The sentences that may be the question."""
        focuses = self._focuses()
        return frozenset(self.reading.sentences if None in focuses else (each for each in focuses if each is not None))

    @cached_property
    def weightings(self) -> tuple[tuple[float, ...], ...]:
        """The weights of the units, once for each sentence that may be the question, the others as background."""
        return tuple(self._weighting(focus) for focus in self._focuses())

    def _weighting(self, focus: int | None) -> tuple[float, ...]:
        own = sum(unit.weight for unit in self.units if unit.sentence == focus)
        around = BACKGROUND_OF_THIN if own < THIN else BACKGROUND
        return tuple(
            unit.weight if focus is None or unit.sentence == focus else unit.weight * around for unit in self.units
        )

    def _focuses(self) -> tuple[int | None, ...]:
        """The sentences that ask, else the last; all together when it is short."""
        if len(self.reading.words) <= LONG or len(set(self.reading.sentences)) == 1:
            return (None,)
        asking = sorted(self.reading.asking & set(self.reading.sentences))
        return tuple(asking) if asking else (self.reading.sentences[-1],)


def query_of(reading: Reading, weights: Weights, spelling: Spelling) -> Query:
    concepts = concepts_by_place(reading)
    names = _names_by_place(reading)
    left_out = reading.referenced | reading.fillers
    company = [_company(reading.words, place, spelling) for place in range(len(reading.words))]
    asking = {place for start, end, _ in reading.kind_spans for place in range(start, end)}
    # What asks is not read as another word: "bao nhieu" without marks is not "nhiều".
    silent = [
        _is_silent(word, () if place in asking else company[place], reading, weights)
        for place, word in enumerate(reading.words)
    ]
    units = (
        Unit(
            word=word,
            weight=weights.of(word, concepts[place], place in reading.given),
            sentence=reading.sentences[place],
            pairs=company[place],
            concepts=concepts[place],
            names=names.get(place, ()),
            silent=silent[place],
        )
        for place, word in enumerate(reading.words)
        if place not in left_out and (concepts[place] or not silent[place])
    )
    return Query(reading, (*units, *_kind_units(reading)))


def _names_by_place(reading: Reading) -> dict[int, tuple[str, ...]]:
    return {place: (name,) for start, end, name in reading.names for place in range(start, end)}


def _kind_units(reading: Reading) -> Iterator[Unit]:
    """What each sentence asks for; of an English question only the kinds are known, not their place."""
    if reading.english:
        last = reading.sentences[-1] if reading.sentences else 0
        spans = {(kind, max(reading.asking, default=last)) for kind in reading.kinds}
    else:
        spans = {(kind, reading.sentences[start]) for start, _, kind in reading.kind_spans}
    for kind, sentence in sorted(spans):
        if kind in TELLING_KINDS:
            yield Unit(kind_word(kind), KIND, sentence, (), ())


def _is_silent(word: Word, company: tuple[Pair, ...], reading: Reading, weights: Weights) -> bool:
    """A word without marks may be a telling one ("hoi" = hỏi or hội): its company decides."""
    if reading.typed_with_marks:
        return weights.language.is_exactly_silent(word)
    return weights.language.is_silent(word) and (marked(word) or not company)


def _company(words: Sequence[Word], place: int, spelling: Spelling) -> tuple[Pair, ...]:
    word = words[place].folded
    before = ((words[place - 1].folded, word),) if place else ()
    after = ((word, words[place + 1].folded),) if place + 1 < len(words) else ()
    return tuple(pair for pair in (*before, *after) if pair in spelling.pairs)
