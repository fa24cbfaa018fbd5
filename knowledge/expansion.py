"""Typed tokens read as words: abbreviations, chat spelling, Telex and VNI keys; what is left stays as it is."""

import re
from collections.abc import Iterator, Sequence

from knowledge.keyboards import telex, vni
from knowledge.language import Language, Meaning
from knowledge.phrases import phrase_of
from knowledge.syllables import possible
from knowledge.text import Word, fold, spell

_TOKEN = re.compile(r"\d+(?:[./]\d+)*%?|[^\W\d_]+(?:['’]s\b)?")
LONGEST_WORD = 20
"""Longer runs of letters are no keystrokes of a word."""

_NUMBERED_NAME = re.compile(r"(\d+(?:/\d{4})?)/(?:qđ|qd|ttlt|tt|kh|nđ|nd|qh|nq)\d*(?:-\w+)*", re.IGNORECASE)
_HYPHENED = re.compile(r"\b[^\W\d_]{1,5}(?:-[^\W\d_]{1,5})+\b")
_LEADING_ZERO = re.compile(r"(?<![\d.])0+(?=\d)")
_KEYED_DIGIT = re.compile(r"\b[a-zđ]{1,7}[1-9][a-z1-9]{0,7}[a-z]", re.IGNORECASE)


def tokens(text: str, by_vni: bool) -> list[str]:
    """Words and numbers as typed; letters glued to digits come apart unless they are VNI keys."""
    plain = _NUMBERED_NAME.sub(r"\1", text)
    return [piece for chunk in plain.split() for piece in _pieces(chunk, by_vni)]


def typed_with_vni(text: str) -> bool:
    """Whether digits stand inside a word that VNI can read, which no abbreviation does."""
    return any(vni(found) for found in _KEYED_DIGIT.findall(text))


def joined(text: str, language: Language) -> str:
    """The text with each hyphened abbreviation as one where a part of it means nothing here: "TĐ-KT", not "KH-UBND"."""
    return _HYPHENED.sub(lambda match: _joined(match[0], language), text)


def _joined(typed: str, language: Language) -> str:
    parts = typed.split("-")
    known = all(fold(part) in language.abbreviations or possible(fold(part)) for part in parts)
    return typed if known or not typed.isupper() else "".join(parts)


def expand(typed: Sequence[str], language: Language) -> Iterator[Word]:
    """Each token as the words it stands for."""
    folded = [spell(token).folded for token in typed]
    last = ""
    for place, token in enumerate(typed):
        after = folded[place + 1] if place + 1 < len(folded) else ""
        # The word before, as typed and as read: "tieeu chi" is no "chi" of its own.
        before = (folded[place - 1] if place else "", last)
        short = _meaning(folded[place], token, before, after, language)
        words = phrase_of(short) if short else (_word(token, language),)
        last = words[-1].folded
        yield from words


def _pieces(chunk: str, by_vni: bool) -> list[str]:
    if by_vni and (bare := chunk.strip(".,;:!?()\"'")) and any(key.isdigit() for key in bare) and vni(bare):
        return [bare]
    return _TOKEN.findall(chunk)


def _meaning(folded: str, token: str, before: tuple[str, str], after: str, language: Language) -> str | None:
    return next(
        (
            each.means
            for each in language.abbreviations.get(folded, ())
            if _spelled(each, token) and _fits(each, token, before, after)
        ),
        None,
    )


def _spelled(each: Meaning, token: str) -> bool:
    """A short form with marks must be typed with them; one without may only carry the bar of đ."""
    low = token.lower()
    return low == each.short or (not each.marked and low.replace("đ", "d") == each.short)


def _fits(each: Meaning, token: str, previous: tuple[str, str], following: str) -> bool:
    if following in each.unless or not each.not_after.isdisjoint(previous):
        return False
    asked = (
        not each.number or following[:1].isdigit(),
        not each.capital or token.isupper(),
        not each.last or not following,
        not each.before or following in each.before,
        not each.after or not each.after.isdisjoint(previous),
    )
    return all(asked)


def _word(token: str, language: Language) -> Word:
    if token[0].isdigit():
        return number(token)
    word = spell(token)
    if len(token) > LONGEST_WORD:
        return word
    if possible(word.folded) or _known(word.folded, language):
        return word
    return (vni(token) if token[-1].isdigit() or not token.isalpha() else telex(token)) or word


def number(typed: str) -> Word:
    """A number as a word: "05" is 5, "10/01" is 10/1."""
    plain = _LEADING_ZERO.sub("", typed)
    return Word(plain, plain)


def _known(folded: str, language: Language) -> bool:
    """Loan words that are at home here ("deadline", "file") and must not be taken for keystrokes."""
    if folded in language.english_words:
        return True
    return language.synonyms.starts_with(folded) or language.foreign.starts_with(folded)
