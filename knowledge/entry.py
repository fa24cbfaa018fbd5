"""Reads what an official types as a value: numbers as Vietnamese write them, yes and no, options, "không phát sinh"."""

import re
import unicodedata
from decimal import Decimal

from knowledge.measures import ChoiceMeasure, CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure
from knowledge.regulation import Content
from knowledge.text import fold
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue

LARGEST_COUNT = 99_999_999
LARGEST_POINTS = Decimal(100)
# Nobody means a longer row of digits, and sums of longer ones could no longer be exact.
MOST_DIGITS = 12
# What is wrong with such a row, by what is read and whether it has a few digits before a comma.
_TOO_LONG = {
    ("points", True): "two_decimals",
    ("points", False): "points_too_large",
    ("count", True): "whole_number",
    ("count", False): "too_large",
}
# How far the full-width signs stand from the plain ones.
_FULL_WIDTH = 0xFEE0
# More words than this are a sentence, even with a number among them.
MOST_WORDS = 3
_NOT_ARISEN = {"khong phat sinh", "khong duoc giao", "khong co phat sinh", "kps", "na", "n/a"}
_YES = {"co", "roi", "da", "dat", "dung", "yes", "y", "x", "co roi", "da co", "1"}
_NO = {"khong", "chua", "khong dat", "chua dat", "chua co", "khong co", "no", "n", "2", "0"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+")
_GROUPED_DECIMAL = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NEGATIVE = re.compile(r"[-−–]\s*[0-9.,]*[0-9][0-9., ]*")
_NUMBER_WORDS = {
    "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin", "muoi", "tram", "nghin",
    "ngan", "trieu", "linh", "le", "ruoi", "phay", "phan", "moi",
}  # fmt: skip
_UNITS = r"(?:vu viec|viec|vu|ho so|van ban|nguoi|luot|lan|cuoc|to|diem|d)"
_UNIT_AT_END = re.compile(rf"(?<=[0-9]) ?{_UNITS}$")
_TWO_COUNTS = re.compile(rf"([0-9][0-9. ]*?)(?: {_UNITS})? ?(?:/|tren|trong) ?([0-9][0-9. ]*?)(?: {_UNITS})?")
_PERCENT = re.compile(r"[0-9][0-9.,]* ?(?:%|phan tram)")


class NotAValue(Exception):
    """The text is no value of this measure: a question, perhaps."""


class Refused(Exception):
    """The text is meant as a value and cannot be one; `reason` is a key of the sentences, `limit` its number."""

    def __init__(self, reason: str, limit: Decimal | int | None = None, given: Decimal | int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.limit, self.given = reason, limit, given


def is_not_arisen(text: str) -> bool:
    """Whether the words say that nothing arose."""
    return _bare(text) in _NOT_ARISEN


def read_value(content: Content, text: str, whole: int | None = None) -> Value | int:
    """The value in the text; for a ratio whose `whole` is not known yet, that count.

    Raises Refused for a value that cannot be, NotAValue for words that are none.
    """
    if is_not_arisen(text):
        return NotArisen()
    match content.measure:
        case PointsMeasure(max=limit):
            return PointsValue(points=read_points(text, limit.value if limit else None))
        case RatioMeasure():
            return _read_ratio(text, whole)
        case CountMeasure():
            return CountValue(count=read_count(text))
        case YesNoMeasure():
            return YesNoValue(yes=_read_answer(text))
        case ChoiceMeasure(options=options):
            return ChoiceValue(option=_read_option(text, [(each.id, each.text) for each in options]))


def read_points(text: str, limit: Decimal | None) -> Decimal:
    """Points with at most two decimals, from 0 to the limit."""
    most = LARGEST_POINTS if limit is None else limit
    points = _number(text, "points", most)
    if points * 100 % 1:
        raise Refused("two_decimals", given=points)
    if points > most:
        raise Refused("over_max", most, points)
    return points


def read_percent(text: str) -> Decimal:
    """A percentage with at most two decimals, with or without its sign."""
    try:
        return read_points(re.sub(r" ?(?:%|phan tram)$", "", _bare(text)), Decimal(100))
    except Refused as refused:
        raise (Refused("not_percent") if refused.reason == "not_points" else refused) from refused


def read_count(text: str) -> int:
    """A whole number; "1.234" and "1 234" are one thousand two hundred and thirty-four."""
    bare = _bare_number(text)
    number = _number(re.sub(r"[. ]", "", bare) if _GROUPED.fullmatch(bare) else text, "count", LARGEST_COUNT)
    if number % 1:
        raise Refused("whole_number", given=number)
    if number > LARGEST_COUNT:
        raise Refused("too_large", LARGEST_COUNT, int(number))
    return int(number)


def _read_ratio(text: str, whole: int | None) -> Value | int:
    bare = _bare(text)
    if _PERCENT.fullmatch(bare):
        raise Refused("two_counts")
    if found := _TWO_COUNTS.fullmatch(bare):
        return _ratio(read_count(found[1]), read_count(found[2]))
    count = read_count(text)
    return _ratio(count, whole) if whole is not None else count


def _ratio(part: int, whole: int) -> RatioValue:
    if whole == 0:
        raise Refused("whole_is_zero")
    if part > whole:
        raise Refused("part_over_whole", whole, part)
    return RatioValue(part=part, whole=whole)


def _read_answer(text: str) -> bool:
    said = _bare(text).strip(" !")
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Refused("yes_or_no") if _looks_like_number(said) else NotAValue


def _read_option(text: str, options: list[tuple[str, str]]) -> str:
    said = _bare(text).strip(" )")
    for number, (id_, words) in enumerate(options, start=1):
        if said in (id_.lower(), str(number), _bare(words)):
            return id_
    raise Refused("one_of", len(options)) if _looks_like_number(said) or re.fullmatch("[a-z]", said) else NotAValue


def _number(text: str, what: str, most: Decimal | int) -> Decimal:
    bare = _bare_number(text)
    if found := _GROUPED_DECIMAL.fullmatch(bare):
        bare = f"{found[1].replace('.', '')},{found[2]}"
    if _DECIMAL.fullmatch(bare):
        if len(bare) > MOST_DIGITS:
            raise Refused(_TOO_LONG[what, bool(re.match(r"[0-9]{1,9}[.,]", bare))], most)
        return Decimal(bare.replace(",", "."))
    if _NEGATIVE.fullmatch(bare):
        raise Refused("negative")
    words = bare.split()
    if words and all(word in _NUMBER_WORDS for word in words):
        raise Refused("digits_please")
    if bare in _YES | _NO:
        raise Refused("needs_number")
    raise Refused("not_" + what) if _looks_like_number(bare) else NotAValue


def _looks_like_number(bare: str) -> bool:
    """Whether a few words with a number among them are meant as a value; "tt09" and what ends with "?" are not."""
    words = bare.split()
    if len(words) > MOST_WORDS or bare.endswith("?"):
        return False
    return any(re.search(r"^\W?[0-9]", word) or any(map(_is_odd_numeral, word)) for word in words)


def _is_odd_numeral(character: str) -> bool:
    return character.isnumeric() and not character.isascii()


def _bare_number(text: str) -> str:
    return _UNIT_AT_END.sub("", _bare(text))


def _bare(text: str) -> str:
    """Folded, with plain digits and single spaces, without the full stop at the end."""
    return " ".join(fold("".join(map(_plain, text))).split()).rstrip(" .")


def _plain(character: str) -> str:
    """Digits of other scripts and full-width signs as the plain ones that they mean."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return chr(ord(character) - _FULL_WIDTH) if "\uff01" <= character <= "\uff5e" else character
