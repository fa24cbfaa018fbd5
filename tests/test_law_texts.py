"""Citations and the certainty of values in words."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from handlers.texts_law import cite, cite_all, known_by, number, plain_number
from knowledge.documents import Citation
from knowledge.duties import duties_of, load_duties
from knowledge.law import DATA, load_law
from knowledge.regulation_values import Confirmation
from knowledge.strict_yaml import DataError

LAW = load_law()


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (
            Citation(document="tt-09-2021", article="3", clause="1", point="e"),
            "điểm e khoản 1 Điều 3 TT 09/2021/TT-BTP",
        ),
        (Citation(document="qd-25-2021", article="4", clause="2"), "khoản 2 Điều 4 QĐ 25/2021/QĐ-TTg"),
        (Citation(document="tt-09-2021", article="7"), "Điều 7 TT 09/2021/TT-BTP"),
        (Citation(document="kh-3590-2021", section="II.2.b"), "mục II.2.b KH 3590/KH-UBND"),
        (Citation(document="tt-09-2021", form="04"), "Mẫu 04 Phụ lục II TT 09/2021/TT-BTP"),
        (
            Citation(document="tt-09-2021", article="4", clause="1", point="d", form="04"),
            "Mẫu 04 Phụ lục II, điểm d khoản 1 Điều 4 TT 09/2021/TT-BTP",
        ),
        (Citation(document="qd-27-2025"), "QĐ 27/2025/QĐ-TTg"),
    ],
)
def test_a_citation_reads_as_officials_write_it(citation: Citation, words: str) -> None:
    assert cite(citation, LAW.documents) == words


def test_several_citations_are_joined() -> None:
    both = (Citation(document="qd-25-2021", article="5"), Citation(document="tt-09-2021", article="3"))
    assert cite_all(both, LAW.documents) == "Điều 5 QĐ 25/2021/QĐ-TTg; Điều 3 TT 09/2021/TT-BTP"


@pytest.mark.parametrize(
    ("value", "said", "plain"),
    [("29.630", "29,63", "29.63"), ("80", "80", "80"), ("1E+2", "100", "100"), ("0.00", "0", "0")],
)
def test_numbers_are_exact(value: str, said: str, plain: str) -> None:
    assert (number(Decimal(value)), plain_number(Decimal(value))) == (said, plain)


def test_a_confirmed_value_says_who_confirmed_it() -> None:
    (years, *_) = LAW.regulations[0].assessed_years
    by = Confirmation(by="Lê Thị B", checked_on=date(2026, 11, 22), document="bản gốc")
    assert known_by(years).startswith("nguồn thứ cấp: ")
    assert known_by(years.model_copy(update={"confirmed": by})) == "đã đối chiếu bản gốc (Lê Thị B, 22/11/2026)"


def test_duties_are_found_by_their_indicator() -> None:
    assert [each.id for each in duties_of(LAW.duties, "qd-27-2025", "2.4")] == ["ngay-phap-luat"]
    assert duties_of(LAW.duties, "qd-27-2025", "9.9") == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('qd-25-2021: ["2.5"]', 'qd-25-2021: ["2.9"]', "no_indicator"),
        ("id: dang-ky-ttvpl", "id: du-toan-pbgdpl", "repeated_id"),
        ("document: tt-10-2016", "document: tt-10-2061", "no_document"),
        ("kind: yearly_on", "kind: sometimes", "union_tag_invalid"),
    ],
)
def test_a_faulty_duty_is_refused(tmp_path: Path, old: str, new: str, kind: str) -> None:
    text = (DATA / "duties.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "duties.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_duties(path, LAW.documents, {each.id: each for each in LAW.regulations})
    assert [fault.kind for fault in refused.value.faults] == [kind]
