"""What an official types as a value: read right, refused with a limit or an example, or left to be a question."""

import string
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.texts_scoring import REFUSALS, refused, refused_points
from knowledge.entry import LARGEST_COUNT, LARGEST_POINTS, NotAValue, Refused, read_count, read_points, read_value
from knowledge.measures import ChoiceMeasure, PointsMeasure
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue, load_value
from knowledge.values import dump_value as dump
from tests.made_up import PASS_FAIL, POINTS, content

Outcome = Value | int | str
QUESTION = "question"
OPEN, RATIO, COUNT, YES_NO, CHOICE = "points", "ratio", "count", "yes_no", "choice"
UP_TO_FIVE = "points up to 5"


CONTENTS = {
    OPEN: content(POINTS, "2.3.1").model_copy(update={"measure": PointsMeasure(kind="points")}),
    UP_TO_FIVE: content(POINTS, "2.3.1"),
    RATIO: content(PASS_FAIL, "1.1.1"),
    COUNT: content(PASS_FAIL, "1.2.1"),
    YES_NO: content(PASS_FAIL, "2.1.1"),
    CHOICE: content(POINTS, "1.2.1"),
}


def outcome(kind: str, text: str, whole: int | None = None) -> Outcome:
    """A value, the reason of a refusal, or that it is a question."""
    try:
        return read_value(CONTENTS[kind], text, whole)
    except Refused as refusal:
        return refusal.reason
    except NotAValue:
        return QUESTION


def cases(texts: Mapping[Outcome, str]) -> list[tuple[str, Outcome]]:
    """Each of the texts ("12|1 234") with what comes of it."""
    return [(text, expected) for expected, several in texts.items() for text in several.split("|")]


POINTS_READ: dict[Outcome, str] = {
    "29.63": "29,63|29.63|29,63 điểm|２９,６３",
    "7.5": "7.5|7,5|7,50|07,5|7,5đ|7,5 điểm.",
    "12": "12|12.|12,0| 12 |١٢|12 điểm",
    "0": "0|0,00",
    "100": "100",
}
LONG = "3" * 3998
POINTS_REFUSED: dict[Outcome, str] = {
    "two_decimals": f"6,755|1.234|1,234|1,{LONG}",
    "over_max": "100,01|1.234,5|101",
    "points_too_large": f"{LONG}|{LONG},5",
    "negative": "-1|−2|– 3,5|-0",
    "digits_please": "mười hai|bảy phẩy năm|không",
    "needs_number": "có|chưa|đạt|rồi|x",
    "not_points": "95%|12/13|1e9|½|5½|+5|khoảng 12|1,234.5|12,|,5|1_000|12:30|0x1F|12 13",
    QUESTION: "|👍|nan|inf|12?|tt09|ct3 tc2|.|mức điểm tối đa là 7 hay 8",
}


@pytest.mark.parametrize(("text", "expected"), cases(POINTS_READ))
def test_points_are_read(text: str, expected: str) -> None:
    assert outcome(OPEN, text) == PointsValue(points=Decimal(expected))


@pytest.mark.parametrize(("text", "reason"), cases(POINTS_REFUSED))
def test_what_cannot_be_points_is_refused_or_a_question(text: str, reason: str) -> None:
    assert outcome(OPEN, text) == reason


def test_the_limit_is_the_contents_own() -> None:
    assert outcome(UP_TO_FIVE, "5") == outcome(UP_TO_FIVE, "5,00") == PointsValue(points=Decimal(5))
    assert outcome(UP_TO_FIVE, "5,01") == "over_max"


COUNTS_READ: dict[Outcome, str] = {
    12: "12|12,0|12.|12 vụ việc|12 văn bản.|١٢|１２|012",
    1234: "1234|1.234|1 234|1 234 việc|1\u00a0234|1\u202f234 lượt",
    0: "0|000",
    99_999_999: "99.999.999|99 999 999",
}
COUNTS_REFUSED: dict[Outcome, str] = {
    "whole_number": f"12,5|7.5|1,234|1.234,5|1,{LONG}",
    "too_large": f"100.000.000|100000000|{LONG}",
    "negative": "-1|−2",
    "digits_please": "mười hai|không|hai trăm linh năm",
    "needs_number": "có|chưa|đạt|rồi|x",
    "not_count": "12.34.5|12 13|1e9|½|hơn 12|12 việc lớn",
    QUESTION: "|👍|năm nay có 12 việc hay 13|qd25|nhap 5 hay 6 vay?",
}


@pytest.mark.parametrize(("text", "count"), cases(COUNTS_READ))
def test_counts_are_read(text: str, count: int) -> None:
    assert outcome(COUNT, text) == CountValue(count=count)
    assert outcome(RATIO, text) == count


@pytest.mark.parametrize(("text", "reason"), cases(COUNTS_REFUSED))
def test_what_cannot_be_a_count_is_refused_or_a_question(text: str, reason: str) -> None:
    assert outcome(COUNT, text) == outcome(RATIO, text) == outcome(RATIO, text, whole=20) == reason


RATIOS: dict[Outcome, str] = {
    RatioValue(
        part=12, whole=13
    ): "12|12/13|12 / 13|12 trên 13|12 tren 13|12 trong 13|12 việc / 13 việc|12／13|12 việc",
    RatioValue(part=0, whole=13): "0",
    RatioValue(part=13, whole=13): "13",
    RatioValue(part=1209, whole=1240): "1.209/1.240|1 209 trên 1 240",
    "part_over_whole": "14|13/12|1.240/1.209",
    "whole_is_zero": "0/0|1/0",
    "two_counts": "95%|95,5 %|95 phần trăm|９５％",
    "not_count": "12/13/2026|12/|/13",
    "negative": "-1",
    QUESTION: "tỷ lệ bao nhiêu % thì đạt|bao nhiêu phần trăm|100% là thế nào vậy",
}


@pytest.mark.parametrize(("text", "expected"), cases(RATIOS))
def test_the_second_count_of_a_ratio(text: str, expected: Outcome) -> None:
    assert outcome(RATIO, text, whole=13) == expected


ANSWERS: dict[Outcome, str] = {
    YesNoValue(yes=True): "có|Có.|CO|rồi|đạt|x|1|yes",
    YesNoValue(yes=False): "không|chưa|chua dat|2|0|Chưa có!",
    "yes_or_no": "3|-1|1e9|95%|12/13|½|1,5|12",
    QUESTION: "|👍|có phải không|3?|tt09",
}


@pytest.mark.parametrize(("text", "expected"), cases(ANSWERS))
def test_yes_and_no(text: str, expected: Outcome) -> None:
    assert outcome(YES_NO, text) == expected


def test_options_by_number_letter_and_words() -> None:
    measure = CONTENTS[CHOICE].measure
    assert isinstance(measure, ChoiceMeasure)
    for number, option in enumerate(measure.options, start=1):
        for text in (str(number), option.id, option.id.upper(), option.text, option.text.upper() + ".", f"{number})"):
            assert outcome(CHOICE, text) == ChoiceValue(option=option.id)
    for text in ("4", "0", "-1", "z", "١٢", "1e9", "½", "9" * 3999):
        assert outcome(CHOICE, text) == "one_of"
    assert outcome(CHOICE, "chọn mức nào") == outcome(CHOICE, "") == QUESTION


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("text", ["không phát sinh", "Không phát sinh.", "khong duoc giao", "KPS", "n/a"])
def test_nothing_arising_is_a_value_of_every_measure(kind: str, text: str) -> None:
    assert outcome(kind, text) == NotArisen()


ODD = "0123456789,.%/- đ½²٣５〇一Ⅷ−\u00a0\u202f\u200b\u0301eE+'\"()_"
TYPED = st.one_of(st.text(max_size=40), st.text(ODD, max_size=30), st.text(string.digits + ".,/ ", max_size=80))


@given(kind=st.sampled_from(sorted(CONTENTS)), text=TYPED, whole=st.none() | st.integers(1, LARGEST_COUNT))
@example(kind=RATIO, text="1" + " " * 3998 + "x", whole=None)
def test_anything_typed_is_a_valid_value_a_refusal_in_words_or_a_question(
    kind: str, text: str, whole: int | None
) -> None:
    try:
        value = read_value(CONTENTS[kind], text, whole)
    except (NotAValue, Refused) as error:
        said = refused(error, CONTENTS[kind]) if isinstance(error, Refused) else "."
        assert said[-1] == "."
        assert "{" not in said
        return
    if isinstance(value, int):
        assert kind == RATIO
        assert whole is None
        assert 0 <= value <= LARGEST_COUNT
    else:
        assert value.kind in (CONTENTS[kind].measure.kind, "not_arisen")
        assert load_value(dump(value)) == value


@given(st.decimals(0, LARGEST_POINTS, places=2))
def test_all_points_come_back_as_they_are_written(points: Decimal) -> None:
    assert read_points(f"{points}", None) == read_points(f"{points}".replace(".", ","), None) == points


@given(st.integers(0, LARGEST_COUNT), st.sampled_from([".", " ", "\u00a0", ""]))
def test_all_counts_come_back_as_they_are_written(count: int, mark: str) -> None:
    assert read_count(f"{count:,}".replace(",", mark)) == count


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_says_a_limit_or_an_example(reason: str) -> None:
    said = refused(Refused(reason, 7, 8), CONTENTS[RATIO])
    assert any(character.isdigit() for character in said) or "“có” hoặc “chưa”" in said
    assert refused_points(Refused(reason, Decimal(7), Decimal(8)))
