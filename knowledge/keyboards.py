"""Telex and VNI keystrokes that arrived undecoded ("hooj ddoongf", "ho65i d9o62ng") read back as words."""

import unicodedata

from knowledge.syllables import possible
from knowledge.text import TONES, Word, fold, spell

_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5", "z": ""}
_VNI_SHAPES = {"6": ("aeo", "âêô"), "7": ("ou", "ơư"), "8": ("a", "ă"), "9": ("d", "đ")}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô", "d": "đ"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = set("aeiouyăâêôơư")


def telex(token: str) -> Word | None:
    """The syllable a Telex typist meant, or None where the keys cannot be one."""
    shape, tone = "", ""
    for key in token.lower():
        letter, typed_tone = _apart(key)
        tone = typed_tone or tone
        if letter in _TELEX_TONES and _VOWELS & set(shape):
            tone = _TELEX_TONES[letter]
        else:
            shape = _press(shape, letter)
    return _syllable(shape, tone)


def vni(token: str) -> Word | None:
    """The syllable a VNI typist meant, or None."""
    shape, tone = "", ""
    for key in token.lower():
        letter, typed_tone = _apart(key)
        tone = typed_tone or tone
        if letter in "12345" and _VOWELS & set(shape):
            tone = letter
        elif letter in _VNI_SHAPES and shape:
            shape = _reshape(shape, *_VNI_SHAPES[letter])
        else:
            shape += letter
    return _syllable(shape, tone)


def _apart(key: str) -> tuple[str, str]:
    """A key with a tone already on it as letter and tone, so that half-decoded words can be read too."""
    pieces = unicodedata.normalize("NFD", key)
    tone = next((TONES[mark] for mark in pieces if mark in TONES), "")
    return unicodedata.normalize("NFC", "".join(mark for mark in pieces if mark not in TONES)), tone


def _press(shape: str, letter: str) -> str:
    if letter == "w":
        return _horn(shape)
    if letter in _DOUBLED and letter in shape and (letter != "d" or shape[0] == "d"):
        place = shape.rindex(letter)
        return shape[:place] + _DOUBLED[letter] + shape[place + 1 :]
    return shape + letter


def _horn(shape: str) -> str:
    """w after uo makes ươ; after a, o, u it shapes that letter; alone it stands for ư."""
    if "uo" in shape or "ưo" in shape:
        return shape.replace("uo", "ươ").replace("ưo", "ươ")
    place = max(shape.rfind(letter) for letter in _HORNED)
    return shape + "ư" if place < 0 else shape[:place] + _HORNED[shape[place]] + shape[place + 1 :]


def _reshape(shape: str, plain: str, shaped: str) -> str:
    if "ơ" in shaped and "uo" in shape:
        return shape.replace("uo", "ươ")
    place = max(shape.rfind(letter) for letter in plain)
    return shape if place < 0 else shape[:place] + shaped[plain.index(shape[place])] + shape[place + 1 :]


def _syllable(shape: str, tone: str) -> Word | None:
    folded = fold(shape)
    return Word(folded, spell(shape).shape, tone) if folded.isalpha() and possible(folded) else None
