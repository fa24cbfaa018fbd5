"""What could still be won, the cheapest first; and counts of the same thing that do not agree."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from knowledge.consistency import Contradiction, contradictions
from knowledge.gaps import gains
from knowledge.regulation import Regulation
from knowledge.scoring import measured
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue
from tests.made_up import PASS_FAIL, POINTS, content


def ratio(part: int, whole: int) -> RatioValue:
    return RatioValue(part=part, whole=whole)


def won(regulation: Regulation, values: dict[str, Value]) -> list[tuple[str, str | None, int | None]]:
    """Content, points (None: met), cases more."""
    return [
        (each.content.id, None if each.points is None else f"{each.points}", each.cases)
        for each in gains(regulation, values)
    ]


def test_the_fewest_cases_come_first_then_the_most_points() -> None:
    values: dict[str, Value] = {
        "1.1.1": PointsValue(points=Decimal("2.25")),
        "1.2.1": ChoiceValue(option="b"),
        "2.1.1": ratio(50, 99),
        "2.1.2": ratio(79, 100),
        "2.2.1": YesNoValue(yes=False),
        "2.3.1": PointsValue(points=Decimal(5)),
    }
    assert won(POINTS, values) == [
        ("2.1.2", "1", 1),
        ("2.1.1", "1.15", 17),
        ("1.2.1", "1.5", None),
        ("1.1.1", "0.25", None),
        ("2.2.1", "0.1", None),
    ]


def test_what_is_not_met_can_be_met() -> None:
    values: dict[str, Value] = {
        "1.1.1": ratio(0, 3),
        "1.1.2": ratio(0, 3),
        "1.2.1": CountValue(count=1),
        "2.1.1": YesNoValue(yes=False),
        "2.2.1": CountValue(count=0),
    }
    assert won(PASS_FAIL, values) == [("1.1.1", None, 3), ("1.2.1", None, None), ("2.1.1", None, None)]


def test_nothing_is_won_where_all_is_won_or_nothing_is_known() -> None:
    assert won(POINTS, {}) == []
    assert won(POINTS, {"2.1.1": ratio(7, 7), "2.1.2": NotArisen(), "1.2.1": ChoiceValue(option="c")}) == []
    assert won(POINTS, {"2.1.1": ratio(1, 3)}) == []


def test_a_long_way_up_is_found_as_well() -> None:
    assert won(PASS_FAIL, {"1.1.1": ratio(0, 99_999_999)}) == [("1.1.1", None, 90_000_000)]


@given(st.integers(1, 400), st.integers(0, 400))
def test_one_case_less_would_not_do(whole: int, part: int) -> None:
    value = ratio(min(part, whole), whole)
    points = measured(content(POINTS, "2.1.1"), value).points
    for gain in gains(POINTS, {"2.1.1": value}):
        assert gain.cases
        assert points is not None
        nearly = measured(content(POINTS, "2.1.1"), ratio(value.part + gain.cases - 1, whole))
        enough = measured(content(POINTS, "2.1.1"), ratio(value.part + gain.cases, whole))
        assert nearly.points == points
        assert enough.points == points + (gain.points or 0)


def test_the_same_thing_counted_twice_must_agree() -> None:
    here = content(POINTS, "2.1.2")
    what = "vụ việc đã hòa giải"
    assert contradictions(POINTS, here, ratio(8, 9), {"2.1.1": ratio(10, 12)}) == (Contradiction(what, 9, 10, "2.1.1"),)
    assert contradictions(POINTS, here, ratio(8, 10), {"2.1.1": ratio(10, 12)}) == ()
    assert contradictions(POINTS, here, NotArisen(), {"2.1.1": ratio(10, 12)}) == ()
    assert contradictions(POINTS, here, ratio(8, 9), {"2.1.1": NotArisen(), "2.1.2": ratio(1, 2)}) == ()
    assert contradictions(POINTS, here, ratio(8, 9), {"9.9.9": ratio(10, 12)}) == ()


def test_counts_of_one_thing_are_compared_across_measures() -> None:
    here, value = content(PASS_FAIL, "2.2.1"), CountValue(count=5)
    assert contradictions(PASS_FAIL, here, value, {"1.2.1": CountValue(count=4)}) == (
        Contradiction("cuộc họp", 5, 4, "1.2.1"),
    )
