"""Reads what an official types as a value: numbers as Vietnamese write them, yes and no, options, "không phát sinh"."""

import re
from decimal import Decimal

from knowledge.measures import ChoiceMeasure, CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure
from knowledge.regulation import Content
from knowledge.text import fold
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue

LARGEST_COUNT = 99_999_999
LARGEST_POINTS = Decimal(100)
_NOT_ARISEN = {"khong phat sinh", "khong duoc giao", "khong co phat sinh", "kps", "na", "n/a"}
_YES = {"co", "roi", "da", "dat", "dung", "yes", "y", "x", "co roi", "da co", "1"}
_NO = {"khong", "chua", "khong dat", "chua dat", "chua co", "khong co", "no", "n", "2", "0"}
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+")
_DECIMAL = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_NUMBER_WORDS = {
    "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin", "muoi", "tram", "nghin",
    "ngan", "trieu", "linh", "le", "ruoi", "phay", "phan", "moi",
}  # fmt: skip
_UNITS = r"(?:viec|vu|vu viec|ho so|van ban|nguoi|luot|lan|cuoc|to|diem|d|%|phan tram)"


class NotAValue(Exception):
    """The text is no value of this measure: a question, perhaps."""


class Refused(Exception):
    """The text is meant as a value and cannot be one; `reason` is a key of the sentences, `limit` its number."""

    def __init__(self, reason: str, limit: Decimal | int | None = None, given: Decimal | int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.limit, self.given = reason, limit, given


def is_not_arisen(text: str) -> bool:
    """Whether the words say that nothing arose."""
    return fold(text).strip(" .") in _NOT_ARISEN


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
    points = _number(text, "points")
    if points != round(points, 2):
        raise Refused("two_decimals", given=points)
    if points > (LARGEST_POINTS if limit is None else limit):
        raise Refused("over_max", LARGEST_POINTS if limit is None else limit, points)
    return points


def read_count(text: str) -> int:
    """A whole number; "1.234" and "1 234" are one thousand two hundred and thirty-four."""
    bare = _bare(text)
    if _GROUPED.fullmatch(bare):
        return _counted(Decimal(re.sub(r"[. ]", "", bare)))
    return _counted(_number(text, "count"))


def _counted(number: Decimal) -> int:
    if number != int(number):
        raise Refused("whole_number", given=number)
    if number > LARGEST_COUNT:
        raise Refused("too_large", LARGEST_COUNT, int(number))
    return int(number)


def _read_ratio(text: str, whole: int | None) -> Value | int:
    if "%" in text or fold(text).endswith("phan tram"):
        raise Refused("two_counts")
    if found := re.fullmatch(r"\s*([\d. ]+)\s*(?:/|tren)\s*([\d. ]+?)\s*", fold(text)):
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
    said = fold(text).strip(" .!")
    if said in _YES:
        return True
    if said in _NO:
        return False
    if re.fullmatch(r"[\d.,]+", said):
        raise Refused("yes_or_no")
    raise NotAValue


def _read_option(text: str, options: list[tuple[str, str]]) -> str:
    said = fold(text).strip(" .)")
    for number, (id_, words) in enumerate(options, start=1):
        if said in (id_.lower(), str(number), fold(words)):
            return id_
    if re.fullmatch(r"\d+|[a-z]", said):
        raise Refused("one_of", len(options))
    raise NotAValue


def _number(text: str, what: str) -> Decimal:
    bare = _bare(text)
    if _DECIMAL.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if re.fullmatch(r"[-−–]\s*[\d.,]+", bare):
        raise Refused("negative")
    words = bare.split()
    if words and all(word in _NUMBER_WORDS for word in words):
        raise Refused("digits_please")
    if re.search(r"\d", bare) and len(words) <= 3:
        raise Refused("not_" + what)
    raise NotAValue


def _bare(text: str) -> str:
    return re.sub(rf"\s*{_UNITS}$", "", fold(text).strip().rstrip("."))
