"""The annex: what an office fills in, and what is refused with its cell."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.annex import annex_template
from bot.documents.annex_reading import AnnexFileRefused, read_annex
from handlers.texts_law_annex import annex_fault
from knowledge.annex import Annex
from knowledge.annex_applied import load_annex, with_annex
from knowledge.law import DATA, load_law
from knowledge.measures import RatioMeasure
from knowledge.regulation import Regulation
from knowledge.strict_yaml import DataError

LAW = load_law()
BY_ID = {each.id: each for each in LAW.regulations}
SCORED = BY_ID["qd-25-2021"]
DEMO = load_annex(DATA / "demo" / "annex-qd-25-2021.yaml", SCORED)


def filled(change: Callable[[Worksheet, Worksheet], None] = lambda _points, _bands: None) -> bytes:
    """The template filled in with the made-up points of the demo, then changed."""
    book = load_workbook(BytesIO(annex_template(SCORED, LAW)))
    points, bands = book.worksheets
    given = {each.id: each.points for each in DEMO.criteria} | {each.id: each.points for each in DEMO.indicators}
    for row in points.iter_rows(min_row=6):
        if row[0].value in given:
            points.cell(row[0].row or 0, 3, float(given[str(row[0].value)]))
    change(points, bands)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(cell: str, value: bool | float | str | date | None) -> Callable[[Worksheet, Worksheet], None]:
    return lambda points, _bands: points.__setitem__(cell, value)


def read(content: bytes) -> Annex:
    return read_annex(content, BY_ID, "Phụ lục I")


def test_the_template_lists_everything_and_fills_in_nothing() -> None:
    sheet = load_workbook(BytesIO(annex_template(SCORED, LAW))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=30)]
    assert [row[0] for row in rows] == [
        one for each in SCORED.criteria for one in (each.id, *(part.id for part in each.indicators))
    ]
    assert {row[2] for row in rows} == {None}
    assert rows[0][5] == "10 (nguồn thứ cấp: Bảng chấm điểm của xã Đông Quang (dongquang.dongson.gov.vn, 03/01/2023))"


def test_a_filled_in_annex_is_read_exactly() -> None:
    annex = read(filled())
    assert annex.criteria == DEMO.criteria
    assert [(each.id, each.points) for each in annex.indicators] == [(each.id, each.points) for each in DEMO.indicators]
    assert (annex.document, annex.made_up) == ("Phụ lục I", False)


def test_contents_with_bands_may_be_added() -> None:
    def add(points: Worksheet, bands: Worksheet) -> None:
        points.append(["1.2.1", "Tỷ lệ đúng", 7, "đúng", "tất cả"])
        for row in (["1.2.1", 100, 7], ["1.2.1", 80, 3.5], ["1.2.1", 0, 0]):
            bands.append(row)

    found = with_annex(SCORED, read(filled(add)), "Lê Thị B", date(2026, 11, 22)).indicator("1.2")
    assert found is not None
    (content,) = found.contents
    assert isinstance(content.measure, RatioMeasure)
    assert [(str(each.at_least), str(each.points)) for each in content.measure.bands] == [
        ("100", "7"),
        ("80", "3.5"),
        ("0", "0"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("C7", 4), "• Ô Điểm!C6: tổng các chỉ tiêu của tiêu chí 1 là 11, phải bằng 10."),
        (put("C6", 11), "• Tổng các tiêu chí là 101, phải bằng 100."),
        (put("C7", None), "• Ô Điểm!C7: còn trống; nhập một số, ví dụ 3,5."),
        (put("C7", "ba"), "• Ô Điểm!C7: phải là số, không phải “ba”; ví dụ 3,5."),
        (put("C7", "3,5"), "• Ô Điểm!C7: phải là số, không phải “3,5”; ví dụ 3,5."),
        (put("C7", True), "• Ô Điểm!C7: phải là số, không phải “True”; ví dụ 3,5."),
        (put("C7", date(2026, 3, 1)), "• Ô Điểm!C7: phải là số, không phải “2026-03-01 00:00:00”; ví dụ 3,5."),
        (put("C7", -1), "• Ô Điểm!C7: là số âm (-1); nhỏ nhất là 0."),
        (put("C7", 1e300), "• Ô Điểm!C7: quá lớn (1E+300); nhiều nhất 1000."),
        (put("C7", 2.00001), "• Ô Điểm!C7: có quá nhiều chữ số thập phân (2,00001); nhiều nhất 4."),
        (put("C7", "=1+2"), "• Ô Điểm!C7: là công thức; hãy nhập số, ví dụ 3,5."),
        (put("A7", "=1+2"), "• Ô Điểm!A7: là công thức; hãy nhập số, ví dụ 3,5."),
        (put("A7", 1.1), "• Ô Điểm!A7: phải là chữ, không phải “1.1”; ví dụ 1.2."),
        (put("A7", "1.9"), "• Ô Điểm!C7: không có mã 1.9 trong quy định này."),
        (put("A7", "1.2"), "• Ô Điểm!C8: mã 1.2 bị lặp."),
        (put("A7", "chỉ tiêu 1"), "• Ô Điểm!A7: mã “chỉ tiêu 1” chưa đúng; ví dụ 1, 1.2, 1.2.1."),
        (put("A7", None), "• Ô Điểm!A7: mã “” chưa đúng; ví dụ 1, 1.2, 1.2.1."),
        (put("A5", "x"), "• Không thấy dòng tiêu đề bắt đầu bằng “Mã”."),
        (put("A3", "x"), "• Không thấy ô “Mã quy định”."),
        (put("B3", "qd-27-2025"), "• Quy định qd-27-2025 không chấm điểm nên không có phụ lục điểm."),
        (put("B3", "qd-khác"), "• Tệp dành cho quy định “qd-khác”; các quy định trong kho: "),
        (lambda points, _: points.append(["1.2.1", "Nội dung", 6]), "• Ô Điểm!C8: tổng các nội dung của chỉ tiêu 1.2"),
        (lambda points, _: points.append(["9.1.1", "Nội dung", 6]), "• Ô Điểm!C31: không có mã 9.1.1"),
        (lambda points, _: points.append(["1.2.1", "x", 7, "đúng"]), "• Ô Điểm!C31: nội dung 1.2.1 tính theo tỷ lệ"),
        (lambda _, bands: bands.append(["1.2.1", 0, 0]), "• Ô Bậc điểm!A2: bậc điểm của 1.2.1 không có dòng"),
        (lambda points, _: points.delete_rows(7), "• Thiếu điểm của chỉ tiêu 1.1."),
        (lambda points, _: [points.append(["x"]) for _ in range(600)], "• Quá nhiều dòng"),
    ],
)
def test_a_faulty_annex_is_refused_with_its_cell(change: Callable[[Worksheet, Worksheet], None], said: str) -> None:
    with pytest.raises(AnnexFileRefused) as refused:
        read(filled(change))
    told = [annex_fault(each.cell, each.kind, each.about) for each in refused.value.faults]
    assert [each for each in told if each.startswith(said)], told


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"id;points\n1;3\n", b"\xd0\xcf\x11\xe0" * 100])
def test_a_file_that_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(AnnexFileRefused) as refused:
        read(content)
    assert [each.kind for each in refused.value.faults] == ["unreadable"]


def test_a_faulty_yaml_annex_is_refused_with_its_line(tmp_path: Path) -> None:
    text = (
        (DATA / "demo" / "annex-qd-25-2021.yaml")
        .read_text("utf-8")
        .replace('{id: "1.1", points: 3}', '{id: "1.1", points: 2}')
    )
    path = tmp_path / "annex.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_annex(path, SCORED)
    assert [(each.kind, each.where) for each in refused.value.faults] == [
        ("sum_criterion", "criteria[0]"),
        ("sum_indicator", "indicators[0]"),
    ]


def test_made_up_points_are_never_sure_and_read_ones_are() -> None:
    demo = with_annex(SCORED, DEMO, "bản trình diễn", date(2026, 11, 22))
    real = with_annex(SCORED, read(filled()), "Lê Thị B", date(2026, 11, 22))
    assert {(each.max.is_sure, each.max.status) for each in demo.criteria if each.max} == {(False, "unverified")}
    assert {each.max.is_sure for each in real.criteria if each.max} == {True}
    assert demo.annex is not None
    assert demo.annex.made_up
    assert "SỐ MINH HOẠ" in demo.annex.document


def test_the_practice_regulation_is_marked() -> None:
    practice: dict[str, Regulation] = {each.id: each for each in LAW.practice}
    annex = practice["qd-25-2021"].annex
    assert annex is not None
    assert annex.made_up
    assert practice["qd-27-2025"].annex is None
