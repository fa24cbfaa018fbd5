"""Vietnamese letters: tidying what was typed, folding marks away, and telling whether two spellings agree."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 4000
"""Characters of one message that are read; what follows cannot change an answer and would only cost time."""

TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SHAPES = {"\u0302", "\u0306", "\u031b"}
_JUNK = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class Word(NamedTuple):
    """One syllable or number: without marks, with its letter shapes only, and its tone as a digit ("" = not typed)."""

    folded: str
    shape: str
    tone: str = ""


def tidy(text: str) -> str:
    """What a person meant to type: NFC, bounded, without invisible and control characters."""
    shown = _JUNK.sub("", text[:LONGEST])
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", shown))


def fold(text: str) -> str:
    """Lower case without marks; đ is a letter of its own for Unicode, so it is named."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


@lru_cache(maxsize=50_000)
def spell(word: str) -> Word:
    """A word as its folded form, its letter shapes and its tone: "hòa" and "hoà" become the same."""
    shape, tone = "", ""
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark in TONES:
            tone = TONES[mark]
        elif mark in _SHAPES or not unicodedata.combining(mark):
            shape += mark
    return Word(fold(shape), unicodedata.normalize("NFC", shape), tone)


def marked(word: Word) -> bool:
    return bool(word.tone) or word.shape != word.folded


def agrees(typed: Word, meant: Word) -> bool:
    """Whether what was typed can be a less marked writing of what is meant ("hôi" for "hội", never "hỏi")."""
    if typed.tone and typed.tone != meant.tone:
        return False
    if typed.shape in (meant.shape, meant.folded):
        return True
    letters = zip(typed.shape, meant.shape, meant.folded, strict=False)
    return all(one in (shaped, plain) for one, shaped, plain in letters)
