"""A question that is nothing but a number ("08?", "cái thứ hai nữa") put into the question before it."""

import re
from collections.abc import Sequence

from knowledge.reference_patterns import SPOKEN
from knowledge.text import Word, spell

# The finest numbered place is meant: after an indicator of a criterion "cái thứ hai" is another indicator.
_PLACES = tuple(
    re.compile(rf"\b(?:{kind})(?: so| thu)? (?P<number>\d{{1,2}})\b(?![./%])")
    for kind in ("chi tieu", "(?:bieu )?mau", "khoan", "tieu chi", "dieu")
)
_COUNTED = re.compile(
    r"(?<!tieu )(?<!chi )(?<!mau )(?<!so )\b(?P<count>may|bao nhieu|\d{1,2}) (?:cai )?(?:chi tieu|tieu chi|mau)\b"
)
_SPOKEN = "|".join(word for word in SPOKEN if " " not in word)
_NUMBER = re.compile(rf"\b(?:(?:thu )?(?P<digits>\d{{1,2}})|thu (?P<spoken>{_SPOKEN})|(?P<first>dau tien))\b")
_LAST = re.compile(r"\bcuoi(?: cung)?\b")
LAST = "last"


def number_alone(plain: str, around: frozenset[str]) -> str | None:
    """The number that a plain text consists of, LAST for the last one; the words `around` it add nothing."""
    found = _NUMBER.search(plain) or _LAST.search(plain)
    if found is None or not around.issuperset((plain[: found.start()] + plain[found.end() :]).split()):
        return None
    if found.re is _LAST:
        return LAST
    return found["digits"] or str(SPOKEN[found["spoken"] or found["first"]])


def renumbered(words: Sequence[Word], number: str) -> tuple[Word, ...] | None:
    """An earlier question with another number at its finest place or after what it counts; None where both lack."""
    plain = " ".join(word.folded for word in words)
    if counted := _COUNTED.search(plain):
        number = counted["count"] if number == LAST else number
        first, last = _span(plain, counted.span())
        return (*words[:first], *words[last - 2 : last], spell(number), *words[last:]) if number.isdigit() else None
    place = next((found for pattern in _PLACES if (found := pattern.search(plain))), None)
    if place is None or number == LAST:
        return None
    first, last = _span(plain, place.span("number"))
    return (*words[:first], spell(number), *words[last:])


def _span(plain: str, span: tuple[int, int]) -> tuple[int, int]:
    """The words at a range of characters."""
    first = plain[: span[0]].count(" ")
    return first, first + plain[span[0] : span[1]].count(" ") + 1
