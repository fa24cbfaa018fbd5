"""Requests to assess that cannot be judged: each is refused with its limit and an example."""

import pytest

from handlers.texts_law_refused import refusal
from knowledge.assess_values import Refused
from tests.test_law_assess import KNOWLEDGE, judged


def refused(text: str) -> str:
    with pytest.raises(Refused) as found:
        judged(text)
    said = refusal(found.value, KNOWLEDGE.documents)
    assert "í dụ" in said, said
    return found.value.kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "not_json"),
        ("[]", "not_json"),
        ('{"year": 2023', "not_json"),
        ("[" * 100_000, "not_json"),
        ('{"year": 2023, "criteria": {"1": NaN}}', "not_json"),
        ('{"year": 2023, "criteria": {"1": Infinity}}', "not_json"),
        ('{"year": 2023, "criteria": {"1": %s}}' % ("9" * 6000), "not_json"),
        ('{"year": 2023, "year": 2022}', "repeated_key"),
        ('{"year": 2023, "criteria": {"1": 5, "1": 6}}', "repeated_key"),
        ('{"year": 2023, "criterias": {}}', "unknown_key"),
        ("{}", "bad_year"),
        ('{"year": true}', "bad_year"),
        ('{"year": 2023.5}', "bad_year"),
        ('{"year": "năm nay"}', "bad_year"),
        ('{"year": 2016}', "no_regulation"),
        ('{"year": 2025}', "paused"),
        ('{"year": 2021, "regulation": "qd-25-2021"}', "wrong_regulation"),
        ('{"year": 2023, "regulation": ["qd-25-2021"]}', "wrong_regulation"),
        ('{"year": 2023, "criteria": [1]}', "not_table"),
        ('{"year": 2023, "unit": "I"}', "not_table"),
        ('{"year": 2023, "criteria": {"1": 1}, "indicators": {"1.1": 1}}', "both"),
        ('{"year": 2023, "criteria": {"01": 1}}', "no_criterion"),
        ('{"year": 2023, "criteria": {"1": true}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": [5]}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": "năm"}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": "1e2"}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": "1.234,5"}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": 1e999999}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": 1e-999999}}', "not_number"),
        ('{"year": 2023, "criteria": {"1": -0.01}}', "negative"),
        ('{"year": 2023, "criteria": {"1": 10.01}}', "over_max"),
        ('{"year": 2023, "criteria": {"2": 20.5}, "maxima": {"2": 20}}', "over_max"),
        ('{"year": 2023, "criteria": {"2": 60, "3": 41}}', "over_total"),
        ('{"year": 2023, "indicators": {"1.1": 3.5}}', "over_max"),
        ('{"year": 2023, "indicators": {"6.1": 1}}', "no_indicator"),
        ('{"year": 2021, "indicators": {"1.1": 1}}', "no_indicator"),
        ('{"year": 2023, "indicators": {"1.2": "không phát sinh"}}', "always_arises"),
        ('{"year": 2026, "criteria": {"1": 5}}', "no_points"),
        ('{"year": 2026, "indicators": {"1.1": 1}}', "not_met_or_unmet"),
        ('{"year": 2026, "indicators": {"1.1": "tạm"}}', "not_met_or_unmet"),
        ('{"year": 2023, "maxima": {"1": 12}}', "other_max"),
        ('{"year": 2023, "maxima": {"2": 0}}', "zero_max"),
        ('{"year": 2023, "maxima": {"2": 30, "3": 15, "4": 20, "5": 24}}', "maxima_sum"),
        ('{"year": 2023, "maxima": {"2": 91}}', "maxima_sum"),
        ('{"year": 2021, "unit": {"class": "IV"}}', "no_class"),
        ('{"year": 2023, "declarations": {"no_official_disciplined": true}}', "no_declaration"),
        ('{"year": 2026, "declarations": {"x": true}}', "no_declarations"),
        ('{"year": 2023, "declarations": {"head_not_disciplined": "có"}}', "not_yes_or_no"),
        ('{"year": 2021, "satisfaction": 100.5}', "over_max"),
    ],
)
def test_a_request_that_cannot_be_judged_is_refused(text: str, kind: str) -> None:
    assert refused(text) == kind
