"""English questions: told apart from Vietnamese ones and put into Vietnamese words, phrase by phrase."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.expansion import number
from knowledge.language import Language
from knowledge.phrases import phrase_of
from knowledge.text import Word, spell

LEAST_SHARE = 0.6
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly")


def is_english(tokens: Sequence[str], language: Language) -> bool:
    """Mostly English words, and none with a Vietnamese mark."""
    words = [token.lower() for token in tokens if token[0].isalpha()]
    if not words or not all(word.replace("’", "'").isascii() for word in words):
        return False
    return sum(_stem(word, language.english_words) is not None for word in words) >= LEAST_SHARE * len(words)


def translate(tokens: Sequence[str], language: Language) -> Iterator[Word]:
    """The Vietnamese words; what is unknown stays in English."""
    low = [token.lower().replace("’", "'") for token in tokens]
    place = 0
    while place < len(low):
        length, meaning = _longest(low, place, language.english)
        if meaning is not None:
            yield from phrase_of(meaning)
        elif _stem(low[place], language.english_silent) is None:
            yield number(low[place]) if low[place][0].isdigit() else spell(low[place])
        place += length


def english_kinds(tokens: Sequence[str], language: Language) -> frozenset[str]:
    """What an English question asks for."""
    low = [token.lower() for token in tokens]
    return frozenset(
        language.english_kinds[tuple(low[start:end])]
        for start in range(len(low))
        for end in range(start + 1, min(start + 5, len(low)) + 1)
        if tuple(low[start:end]) in language.english_kinds
    )


def _longest(low: Sequence[str], place: int, book: Mapping[tuple[str, ...], str]) -> tuple[int, str | None]:
    for length in range(min(5, len(low) - place), 0, -1):
        phrase = tuple(low[place : place + length])
        if phrase in book:
            return length, book[phrase]
    stem = next((form for form in _forms(low[place]) if (form,) in book), None)
    return 1, book[(stem,)] if stem else None


def _stem(word: str, known: frozenset[str]) -> str | None:
    return next((form for form in _forms(word) if form in known), None)


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from (
        word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2
    )
