"""Assessing: the boundary table of the verified conditions, and what stays unknown."""

import json
from decimal import Decimal

import pytest

from handlers.texts_law_assess import assessment_object
from knowledge.assess import Assessment, assess
from knowledge.assess_request import checked_regulation, parse_request, request_year, situation_of
from knowledge.law import load_law

KNOWLEDGE = load_law()
# Made up for the tests, except the first: the official maxima of the other criteria are not known.
MAXIMA = {"1": 10, "2": 30, "3": 15, "4": 20, "5": 25}
CLEAN = {"head_not_disciplined": True}


def assessed(**request: object) -> Assessment:
    return judged(json.dumps(request))


def judged(text: str) -> Assessment:
    raw = parse_request(text)
    year = request_year(raw)
    regulation = checked_regulation(raw, KNOWLEDGE.regulation_for(year), year)
    return assess(regulation, situation_of(raw, regulation, year))


def met(found: Assessment) -> dict[str, bool | None]:
    return {each.condition.id: each.met for each in found.judgements}


@pytest.mark.parametrize(
    ("points", "declared", "verdict"),
    [
        ([8, 24, 12, 16, 20], True, "met"),  # 80,00 exactly
        ([8, 24, 12, 16, "19.99"], True, "not_met"),  # 79,99 would round to 80
        (["4.99", 30, 15, 20, "22.01"], True, "not_met"),  # 92, but the first criterion is below half
        (["5.00", 30, 15, 20, 22], True, "met"),  # 92, and half is enough
        ([10, 30, 15, 20, 25], False, "not_met"),  # 100, but the head was disciplined
        (["7,99999999999999999999", 24, 12, 16, 20], True, "not_met"),
    ],
)
def test_the_boundaries_with_points(points: list[object], declared: bool, verdict: str) -> None:
    criteria = dict(zip("12345", points, strict=True))
    found = assessed(year=2023, criteria=criteria, maxima=MAXIMA, declarations={"head_not_disciplined": declared})
    assert found.verdict == verdict


def test_zero_in_an_indicator_does_not_fail_a_criterion_above_half() -> None:
    # The sums of the other criteria are given as indicators too: a zero at 2.1 is made up elsewhere.
    indicators = {"1.1": 0, "1.2": 5} | {f"2.{n}": 5 for n in range(2, 7)} | {"2.1": 0}
    indicators |= {"3.1": 5, "3.2": 5, "3.3": 5} | {f"4.{n}": 4 for n in range(1, 6)}
    indicators |= {"5.1": 7, "5.2": 6, "5.3": 6, "5.4": 6}
    found = assessed(year=2023, indicators=indicators, maxima=MAXIMA, declarations=CLEAN)
    assert (found.total, found.criteria["1"], found.verdict) == (Decimal(90), Decimal(5), "met")


@pytest.mark.parametrize(
    ("unit_class", "last", "is_met"),
    [("I", "20", True), ("I", "19.99", False), ("II", "10", True), ("II", "9.99", False), ("III", "0", True)],
)
def test_the_threshold_depends_on_the_class(unit_class: str, last: str, is_met: bool) -> None:
    criteria = {"1": 15, "2": 25, "3": 20, "4": 10, "5": last}
    found = assessed(year=2021, unit={"class": unit_class}, criteria=criteria)
    assert found.regulation.id == "qd-619-2017"
    assert met(found)["total"] is is_met


@pytest.mark.parametrize(("total", "is_met"), [("70", True), ("69.99", False)])
def test_the_lowest_class(total: str, is_met: bool) -> None:
    criteria = {"1": 15, "2": 20, "3": 15, "4": 8, "5": Decimal(total) - 58}
    found = assessed(year=2021, unit={"class": "III"}, criteria={k: str(v) for k, v in criteria.items()})
    assert met(found)["total"] is is_met


def test_a_threshold_that_nobody_sourced_leaves_the_verdict_open() -> None:
    found = assessed(
        year=2021,
        unit={"class": "I"},
        criteria={"1": 15, "2": 25, "3": 25, "4": 10, "5": 20},
        declarations={"no_official_disciplined": True},
        satisfaction=97.35,
    )
    assert met(found) == {"each_criterion": True, "total": True, "satisfaction": None, "no_official_disciplined": True}
    assert (found.verdict, found.provisional) == ("incomplete", True)


def test_a_class_that_was_not_told_is_unknown() -> None:
    found = assessed(year=2021, criteria={"1": 15, "2": 25, "3": 25, "4": 10, "5": 20})
    assert met(found)["total"] is None


def test_a_missing_declaration_and_missing_maxima_are_incomplete() -> None:
    criteria = {"1": 10, "2": 25, "3": 15, "4": 20, "5": 20}
    assert assessed(year=2023, criteria=criteria, maxima=MAXIMA).verdict == "incomplete"
    found = assessed(year=2023, criteria=criteria, declarations=CLEAN)
    assert met(found) == {"total": True, "each_criterion": None, "head_not_disciplined": True}
    said = assessment_object(found, KNOWLEDGE.documents)["conditions"]
    assert isinstance(said, list)
    assert said[1]["why"] == "Chưa có điểm tối đa của tiêu chí 2, 3, 4, 5."
    assert assessed(year=2023).verdict == "incomplete"


def test_what_a_verdict_rests_on_is_told() -> None:
    criteria = {"1": 10, "2": 25, "3": 15, "4": 20, "5": 20}
    found = assessed(year=2023, criteria=criteria, maxima=MAXIMA, declarations=CLEAN)
    assert [(each.what, each.of) for each in found.unverified] == [("max", each) for each in "12345"]
    # One condition that surely fails is enough, and it rests on primary text alone.
    low = assessed(year=2023, criteria=criteria | {"2": 5}, maxima=MAXIMA, declarations=CLEAN)
    assert (low.verdict, low.provisional) == ("not_met", False)
    # This failure rests on the first maximum, which is only seen in a secondary source.
    half = assessed(year=2023, criteria={"1": "4.99", "2": 30, "3": 15, "4": 20, "5": 25}, declarations=CLEAN)
    assert (half.verdict, half.provisional) == ("not_met", True)
    assert [(each.what, each.of) for each in half.unverified] == [("max", "1")]


def test_all_indicators_must_be_met() -> None:
    ids = ["1.1", "1.2", "1.3", *(f"2.{n}" for n in range(1, 8)), *(f"3.{n}" for n in range(1, 5))]
    every: dict[str, object] = dict.fromkeys(ids, True)
    assert assessed(year=2026, indicators=every).verdict == "met"
    assert assessed(year=2026, indicators=every).provisional
    assert assessed(year=2026, indicators=every | {"3.2": "Chưa đạt"}).verdict == "not_met"
    assert assessed(year=2026, indicators=every | {"3.2": None}).verdict == "incomplete"
    nothing = assessed(year=2026, indicators=every | {"1.1": "không phát sinh", "3.2": "không phát sinh"})
    assert nothing.verdict == "met"
    assert ("nothing_arising", "3.2") in [(each.what, each.of) for each in nothing.unverified]


def test_nothing_assigned_counts_as_the_annex_says() -> None:
    found = assessed(year=2023, indicators={"1.1": "không phát sinh", "1.2": "6,5"})
    assert found.criteria["1"] == Decimal("9.5")


def test_a_decimal_comma_is_a_decimal_comma() -> None:
    assert assessed(year=2023, criteria={"1": " 7,5 "}).criteria["1"] == Decimal("7.5")
