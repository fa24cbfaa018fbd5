"""The regulation files: what they hold, whose year it is, and what makes a file unacceptable."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from handlers.texts_law_faults import why
from knowledge.law import DATA, Law, load_law
from knowledge.regulation import Paused, Regulation
from knowledge.regulation_values import Confirmation, confirm_value, sourced_values
from knowledge.strict_yaml import DataError, Fault

INVENTED = """\
# Invented for this test; no such decision exists.
defaults:
  status: unverified
  source: "bịa ra để thử"
  checked_on: "2026-11-22"
  citations: [{document: qd-thu-nghiem}]
documents:
  - {id: qd-thu-nghiem, kind: decision, short: "QĐ thử nghiệm"}
id: qd-thu-nghiem
document: qd-thu-nghiem
result: points
units_covered: ["xã"]
assessed_years:
  - {first: 2040, last: 2041}
total: {value: 10}
criteria:
  - id: "1"
    title: "Việc thử thứ nhất"
    max: {value: 6}
    indicators:
      - {id: "1.1", title: "Thử một", max: {value: 2}}
      - {id: "1.2", title: "Thử hai", max: {value: 4}}
  - id: "2"
    title: "Việc thử thứ hai"
    max: {value: 4}
conditions:
  - id: total
    kind: total_at_least
    title: "Tổng điểm"
    points: {value: 7}
"""


@pytest.fixture(scope="module")
def knowledge() -> Law:
    return load_law()


def regulation(knowledge: Law, year: int) -> Regulation:
    found = knowledge.regulation_for(year)
    assert isinstance(found, Regulation)
    return found


@pytest.mark.parametrize(
    ("year", "id_"),
    [
        (2017, "qd-619-2017"),
        (2021, "qd-619-2017"),
        (2022, "qd-25-2021"),
        (2024, "qd-25-2021"),
        (2026, "qd-27-2025"),
        (2031, "qd-27-2025"),
    ],
)
def test_the_assessed_year_picks_the_regulation(knowledge: Law, year: int, id_: str) -> None:
    assert regulation(knowledge, year).id == id_


def test_a_paused_year_and_a_year_without_law_have_no_regulation(knowledge: Law) -> None:
    paused = knowledge.regulation_for(2025)
    assert isinstance(paused, Paused)
    assert paused.status == "secondary"
    assert knowledge.regulation_for(2016) is None


def test_the_shape_of_the_three_regulations(knowledge: Law) -> None:
    shapes = {each.id: [len(criterion.indicators) for criterion in each.criteria] for each in knowledge.regulations}
    assert shapes == {"qd-25-2021": [2, 6, 3, 5, 4], "qd-27-2025": [3, 7, 4], "qd-619-2017": [0, 0, 0, 0, 0]}


def test_what_nobody_could_source_is_absent(knowledge: Law) -> None:
    points = [each.max.value if each.max else None for each in regulation(knowledge, 2022).criteria]
    assert points == [Decimal(10), None, None, None, None]
    assert regulation(knowledge, 2026).deadlines == ()


def test_every_value_has_a_citation_that_exists(knowledge: Law) -> None:
    values = [value for each in knowledge.regulations for _, value in sourced_values(each)]
    assert len(values) > 150
    assert all(cited.document in knowledge.documents for value in values for cited in value.citations)


def test_a_confirmed_value_is_sure_and_nothing_else_changes(knowledge: Law) -> None:
    before = regulation(knowledge, 2022)
    by = Confirmation.model_validate_json('{"by": "Lê Thị B", "checked_on": "2026-11-22", "document": "Phụ lục I"}')
    after = confirm_value(before, "criteria/1/max", by)
    changed = [key for key, value in sourced_values(after) if value != dict(sourced_values(before))[key]]
    assert changed == ["criteria/1", "criteria/1/max"]
    assert dict(sourced_values(after))["criteria/1/max"].is_sure
    with pytest.raises(KeyError):
        confirm_value(before, "criteria/9/max", by)


def faults_of(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    (tmp_path / "thu-nghiem.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_law(tmp_path)
    return refused.value.faults


def test_one_more_file_is_one_more_regulation(tmp_path: Path) -> None:
    (tmp_path / "thu-nghiem.yaml").write_text(INVENTED, encoding="utf-8")
    knowledge = load_law(tmp_path)
    assert regulation(knowledge, 2040).id == "qd-thu-nghiem"
    assert knowledge.documents["qd-thu-nghiem"].short == "QĐ thử nghiệm"
    # The open span of the regulation before it ends where its successor begins.
    assert regulation(knowledge, 2039).id == "qd-27-2025"
    assert knowledge.regulation_for(2042) is None


_DEADLINE = """deadlines:
  - id: x
    title: "Việc thử"
    duty_of: commune
    who: "xã"
    when: {kind: before, day: 30, month: 2}
"""


def swap(old: str, new: str) -> Callable[[str], str]:
    def swapped(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return swapped


@pytest.mark.parametrize(
    ("change", "kind", "line", "where"),
    [
        (swap('title: "Tổng điểm"', 'titel: "Tổng điểm"'), "missing", 27, "conditions[0].title"),
        (swap('  source: "bịa ra để thử"\n', ""), "missing", 7, "documents[0].source"),
        (swap('{id: "1.2"', '{id: "1.1"'), "repeated_id", 22, "criteria[0].indicators[1].id"),
        (swap('{id: "1.2"', "{id: 1.10"), "unquoted", 22, "criteria[0].indicators[1].id"),
        (swap('{id: "1.2"', '{id: "2.2"'), "foreign_id", 22, "criteria[0].indicators[1].id"),
        (swap("max: {value: 2}", "max: {value: 3}"), "sum_differs", 20, "criteria[0].indicators"),
        (swap("max: {value: 6}", "max: {value: 7}"), "sum_differs", 16, "criteria"),
        (swap("first: 2040, last: 2041", "first: 2041, last: 2040"), "years_turned", 14, "assessed_years[0].last"),
        (swap("first: 2040", "first: 2024"), "two_for_year", 14, "assessed_years[0]"),
        (swap("first: 2040", "first: 2025"), "two_for_year", 14, "assessed_years[0]"),
        (
            swap("[{document: qd-thu-nghiem}]", "[{document: qd-khong-co}]"),
            "no_document",
            6,
            "defaults.citations[0].document",
        ),
        (swap("document: qd-thu-nghiem\nresult", "document: qd-khac\nresult"), "no_document", 10, "document"),
        (swap("id: qd-thu-nghiem\ndocument", "id: qd-25-2021\ndocument"), "repeated_file", 9, "id"),
        (swap("{id: qd-thu-nghiem,", "{id: qd-25-2021,"), "repeated_id", 8, "documents[0].id"),
        (swap("points: {value: 7}", "points: {value: 11}"), "over_total", 27, "conditions[0]"),
        (swap("points: {value: 7}", 'points: {value: "7,5"}'), "decimal_parsing", 30, "points.value"),
        (swap("points: {value: 7}", 'by_class: {"I": {value: 7}}'), "no_class", 30, "by_class.I"),
        (swap("kind: total_at_least", "kind: total_over"), "union_tag_invalid", 27, "conditions[0]"),
        (swap("result: points", "result: stars"), "literal_error", 11, "result"),
        (swap("conditions:", _DEADLINE + "conditions:"), "no_day", 31, "deadlines[0].when.day"),
        (swap('units_covered: ["xã"]', 'units_covered: "xã"'), "tuple_type", 12, "units_covered"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    tmp_path: Path, change: Callable[[str], str], kind: str, line: int, where: str
) -> None:
    faults = faults_of(tmp_path, change(INVENTED))
    fitting = [fault for fault in faults if fault.kind == kind and fault.line == line]
    assert fitting, "\n".join(f"{fault.kind} {fault}" for fault in faults)
    assert where in fitting[0].where
    assert fitting[0].path.name == "thu-nghiem.yaml"
    assert why(fitting[0]) != fitting[0].why, "no words in Vietnamese"


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, INVENTED.replace("result: points", "result: points\nmàu: xanh"))
    assert [(fault.kind, fault.line, fault.where) for fault in faults] == [("extra_forbidden", 12, "màu")]


def test_a_place_that_a_document_does_not_have_is_refused(tmp_path: Path) -> None:
    cited = 'points: {value: 7, citations: [{document: qd-25-2021, article: "4", clause: "9"}]}'
    faults = faults_of(tmp_path, INVENTED.replace("points: {value: 7}", cited))
    assert [(fault.kind, fault.line) for fault in faults] == [("no_place", 30)]


def test_a_missing_folder_is_refused() -> None:
    with pytest.raises(DataError):
        load_law(DATA / "không có")
