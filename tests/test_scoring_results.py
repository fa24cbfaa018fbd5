"""From values to results: bands at their edges, nothing arising at each level, the unknown, exact totals."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.assess import assess
from knowledge.regulation import Indicator, Regulation
from knowledge.scoring import (
    UNKNOWN,
    Answers,
    criterion_points,
    entered,
    indicator_result,
    measured,
    next_content,
    situation,
    total_points,
)
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue
from tests.made_up import PASS_FAIL, POINTS, content

NONE, YES, NO = NotArisen(), YesNoValue(yes=True), YesNoValue(yes=False)


def indicator(regulation: Regulation, id_: str) -> Indicator:
    found = regulation.indicator(id_)
    assert found
    return found


def ratio(part: int, whole: int) -> RatioValue:
    return RatioValue(part=part, whole=whole)


def points(text: str) -> PointsValue:
    return PointsValue(points=Decimal(text))


def given_by(regulation: Regulation, id_: str, values: Mapping[str, Value]) -> Decimal | bool | str | None:
    """Points, met, None while a content has no value, or that it is not known."""
    result = indicator_result(regulation, indicator(regulation, id_), values)
    if result is None:
        return None
    if result.points is not None:
        return result.points
    return result.met if result.met is not None else "unknown"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (100, 100, "2"),
        (99_999_998, 99_999_999, "1.25"),
        (6667, 10_000, "1.25"),
        (6666, 10_000, "0.1"),
        (66_669_999, 100_000_000 - 1, "0.1"),
        (2, 3, "0.1"),
        (1, 2, "0.1"),
        (49_999_999, 99_999_999, None),
        (0, 7, None),
    ],
)
def test_a_band_holds_from_its_lower_edge_up_to_the_next_ones(part: int, whole: int, expected: str | None) -> None:
    found = measured(content(POINTS, "2.1.1"), ratio(part, whole)).points
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(("part", "met"), [(90, True), (89, False), (100, True), (0, False)])
def test_a_required_percentage_is_met_from_its_edge(part: int, met: bool) -> None:
    assert measured(content(PASS_FAIL, "1.1.1"), ratio(part, 100)).met is met


@given(st.integers(1, 99_999_999), st.integers(0, 99_999_999))
def test_bands_and_integers_agree(whole: int, part: int) -> None:
    part = min(part, whole)
    found = measured(content(POINTS, "2.1.1"), ratio(part, whole)).points
    edges = {"2": 100 * part >= 100 * whole, "1.25": 10_000 * part >= 6667 * whole, "0.1": 2 * part >= whole}
    assert found == next((Decimal(each) for each, reached in edges.items() if reached), None)


def test_counts_answers_and_options() -> None:
    assert [measured(content(PASS_FAIL, "1.2.1"), CountValue(count=each)).met for each in (0, 1, 2, 3)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert measured(content(PASS_FAIL, "2.2.1"), CountValue(count=5)) == UNKNOWN
    assert measured(content(PASS_FAIL, "1.1.2"), ratio(1, 1)) == UNKNOWN
    assert [measured(content(POINTS, "2.2.1"), each).points for each in (YES, NO)] == [Decimal("0.1"), 0]
    assert [measured(content(PASS_FAIL, "2.1.1"), each).met for each in (YES, NO)] == [True, False]
    options = [measured(content(POINTS, "1.2.1"), ChoiceValue(option=each)) for each in "abcz"]
    assert [each.points for each in options] == [Decimal("1.5"), 0, None, None]


@pytest.mark.parametrize("value", [points("1"), CountValue(count=1), ratio(1, 1), YES, ChoiceValue(option="a")])
def test_a_value_of_another_measure_gives_nothing_known(value: Value) -> None:
    """As when an annex brings another measure while a value stands."""
    for regulation in (POINTS, PASS_FAIL):
        for each in regulation.indicators():
            for one in regulation.contents(each):
                if one.measure.kind != value.kind:
                    assert not measured(one, value).known


def test_points_over_a_maximum_that_came_later_do_not_count() -> None:
    assert measured(content(POINTS, "2.3.1"), points("5")).points == 5
    assert measured(content(POINTS, "2.3.1"), points("5.01")) == UNKNOWN


def test_nothing_arose_in_one_content() -> None:
    assert measured(content(POINTS, "2.1.2"), NONE).points == Decimal("0.2")
    assert given_by(POINTS, "2.1", {"2.1.1": ratio(1, 1), "2.1.2": NONE}) == Decimal("2.2")
    assert given_by(POINTS, "2.1", {"2.1.1": NONE, "2.1.2": ratio(1, 1)}) == "unknown"
    assert given_by(PASS_FAIL, "2.1", {"2.1.1": YES, "2.1.2": NONE}) is False


def test_nothing_arose_in_a_whole_indicator() -> None:
    assert given_by(POINTS, "2.1", {"2.1.1": NONE}) is None
    assert given_by(POINTS, "2.1", {"2.1.1": NONE, "2.1.2": NONE}) == 3
    assert given_by(PASS_FAIL, "2.1", {"2.1.1": NONE, "2.1.2": NONE}) is True


def test_nothing_arose_in_a_whole_criterion() -> None:
    """Its rule holds for the criterion as one: neither for a single indicator, nor once for each."""
    values: dict[str, Value] = {"1.1.1": NONE, "1.2.1": ChoiceValue(option="a")}
    assert given_by(POINTS, "1.1", values) == "unknown"
    assert criterion_points(POINTS, POINTS.criteria[0], values) == Decimal("1.5")
    values["1.2.1"] = NONE
    assert criterion_points(POINTS, POINTS.criteria[0], values) == 4
    assert situation(POINTS, 2040, values, Answers()).points == {"1": 4}
    values = {"1.1.1": NONE, "1.1.2": NONE, "1.2.1": CountValue(count=2)}
    assert given_by(PASS_FAIL, "1.1", values) == "unknown"
    values["1.2.1"] = NONE
    assert [given_by(PASS_FAIL, each, values) for each in ("1.1", "1.2")] == [True, True]


def test_the_unknown_stays_unknown_unless_one_part_surely_fails() -> None:
    known, short, unknown = ratio(9, 10), ratio(8, 10), ratio(1, 2)
    assert given_by(PASS_FAIL, "1.1", {"1.1.1": known, "1.1.2": unknown}) == "unknown"
    assert given_by(PASS_FAIL, "1.1", {"1.1.1": short, "1.1.2": unknown}) is False
    assert given_by(POINTS, "2.1", {"2.1.1": ratio(1, 3), "2.1.2": ratio(1, 1)}) == "unknown"


def test_an_indicator_without_contents_is_entered_as_a_whole() -> None:
    assert given_by(POINTS, "2.3", {"2.3.1": points("4.75")}) == Decimal("4.75")
    assert given_by(PASS_FAIL, "2.3", {"2.3.1": NO}) is False


FULL: dict[str, Value] = {
    "1.1.1": points("2.5"),
    "1.2.1": ChoiceValue(option="a"),
    "2.1.1": ratio(2, 3),
    "2.1.2": NONE,
    "2.2.1": YES,
    "2.3.1": points("0.07"),
}


def test_totals_are_exact() -> None:
    assert total_points(POINTS, {}) == 0
    assert total_points(POINTS, FULL) == Decimal("4.47")
    assert situation(POINTS, 2040, FULL, Answers()).points == {"1": 4, "2": Decimal("0.47")}


def test_a_criterion_counts_for_the_verdict_only_when_all_of_it_is_known() -> None:
    partly = {key: value for key, value in FULL.items() if key != "2.2.1"}
    assert situation(POINTS, 2040, partly, Answers()).points == {"1": 4}
    assert assess(POINTS, situation(POINTS, 2040, partly, Answers())).verdict == "incomplete"
    assert assess(POINTS, situation(POINTS, 2040, FULL, Answers())).verdict == "not_met"


@given(st.dictionaries(st.sampled_from(sorted(FULL)), st.sampled_from([NONE, None])))
def test_the_total_is_the_sum_of_the_known_parts(changed: dict[str, Value | None]) -> None:
    merged = {**FULL, **changed}
    values = {key: value for key, value in merged.items() if value is not None}
    every = [indicator_result(POINTS, each, values) for each in POINTS.indicators()]
    summed = sum((each.points for each in every if each and each.points is not None), Decimal(0))
    whole_criterion = {"1.1.1", "1.2.1"} <= {key for key, value in values.items() if value == NONE}
    assert total_points(POINTS, values) == summed + (4 if whole_criterion else 0)


def test_what_comes_next_goes_round_once() -> None:
    order = [c.id for each in POINTS.indicators() for c in POINTS.contents(each)]
    assert order == sorted(FULL)
    for at, id_ in enumerate(order):
        following = next_content(POINTS, {}, id_)
        assert following
        assert following.id == order[(at + 1) % len(order)]
    assert next_content(POINTS, FULL, "1.1.1") is None
    last = next_content(POINTS, dict.fromkeys(order[1:], NONE), "2.3.1")
    assert last
    assert last.id == order[0]
    assert entered(POINTS, POINTS.indicators(), FULL) == 5
