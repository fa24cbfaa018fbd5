"""`tcpl unit import`: lists as offices write them, every bad cell named, all or nothing."""

from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from handlers.unit_rows import ListedUnit
from tests.unit_lists import HEADER, Import, in_csv, in_xlsx, kept, run_import


@pytest.fixture
def units_in(sqlite_url: str, tmp_path: Path) -> Import:
    return partial(run_import, sqlite_url, tmp_path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_reads_csv_as_every_office_program_writes_it(
    units_in: Import, sqlite_url: str, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = (HEADER, ("tu-ha", "phường Tứ Hạ", "xã", "huong-tra"), ("huong-tra", "Phòng Tư pháp, TX", "huyện", ""))
    result = units_in(in_csv(tmp_path / "a.csv", *rows, delimiter=delimiter, encoding=encoding))
    assert (result.exit_code, result.output) == (0, "Đã nhập: thêm 2, sửa 0, giữ nguyên 0 đơn vị.\n")
    assert kept(sqlite_url)["tu-ha"] == ListedUnit("tu-ha", "phường Tứ Hạ", "commune", "huong-tra")


@pytest.mark.parametrize(
    "header",
    [
        ("MA", "TEN", "CAP", "MA CAP TREN"),
        ("code", "name", "kind", "parent"),
        ("Mã đơn vị", "Đơn vị*", "Loại:", "Cấp trên"),
    ],
)
def test_it_knows_the_columns_by_many_names(
    units_in: Import, sqlite_url: str, tmp_path: Path, header: tuple[str, ...]
) -> None:
    assert units_in(in_csv(tmp_path / "a.csv", header, ("x", "xã X", "Phường", ""))).exit_code == 0
    assert kept(sqlite_url)["x"] == ListedUnit("x", "xã X", "commune", None)


def test_it_finds_the_table_in_a_workbook_with_a_title_empty_rows_and_more_columns(
    units_in: Import, sqlite_url: str, tmp_path: Path
) -> None:
    rows = (
        ("DANH SÁCH ĐƠN VỊ",),
        (),
        ("STT", "Tên", "Mã", "Cấp trên", "Ghi chú"),
        (1, " phường  Tứ Hạ\u200b ", 19753, 46, "x"),
        (),
        (None, None, None, None, None),
        (2, "Sở Tư pháp", 46.0, None, None),
    )
    result = units_in(in_xlsx(tmp_path / "a.xlsx", *rows))
    assert result.output == "Bỏ qua cột: STT, Ghi chú.\nĐã nhập: thêm 2, sửa 0, giữ nguyên 0 đơn vị.\n"
    assert kept(sqlite_url)["19753"] == ListedUnit("19753", "phường Tứ Hạ", "commune", "46")


def test_a_code_shown_with_zeros_keeps_them(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(("mã", "tên"))
    sheet.append((123, "xã A"))
    sheet["A2"].number_format = "00000"
    book.save(tmp_path / "a.xlsx")
    assert units_in(str(tmp_path / "a.xlsx")).exit_code == 0
    assert list(kept(sqlite_url)) == ["00123"]


def test_every_bad_cell_is_named_and_nothing_changes(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    rows = (
        ("Tên", "Mã", "Cấp", "Trên"),
        ("xã A", "a", "xã", ""),
        ("xã B", "", "thôn", ""),
        ("#REF!", "a", "", ""),
        ("x" * 201, "mã có cách", "xã", ""),
    )
    result = units_in(in_csv(tmp_path / "a.csv", *rows))
    assert result.exit_code == 2
    assert result.output.split("Error: ")[1].splitlines() == [
        "Có 7 ô chưa đúng:",
        "Dòng 3, cột B (Mã): ô trống. Ví dụ: tu-ha",
        "Dòng 3, cột C (Cấp): không có cấp “thôn”. Ví dụ: xã, huyện, tỉnh hoặc bộ",
        "Dòng 4, cột B (Mã): trùng mã với dòng 2. Ví dụ: tu-ha",
        "Dòng 4, cột A (Tên): tên “#REF!” phải bắt đầu bằng chữ. Ví dụ: phường Tứ Hạ",
        "Dòng 4, cột C (Cấp): ô trống. Ví dụ: xã, huyện, tỉnh hoặc bộ",
        "Dòng 5, cột B (Mã): mã “mã có cách” chưa dùng được: chỉ gồm chữ không dấu, số, gạch nối, dài nhất 40 ký tự."
        " Ví dụ: tu-ha",
        "Dòng 5, cột A (Tên): tên dài quá 200 ký tự. Ví dụ: phường Tứ Hạ",
        "Chưa có gì thay đổi.",
    ]
    assert kept(sqlite_url) == {}


def test_an_unknown_parent_and_a_circle_are_refused(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    unknown = units_in(in_csv(tmp_path / "a.csv", ("mã", "tên", "cấp trên"), ("a", "xã A", "z")))
    assert (unknown.exit_code, "Dòng 2, cột C (cấp trên): không có đơn vị mã “z”" in unknown.output) == (2, True)
    rows = (("mã", "tên", "cấp trên"), ("a", "xã A", "b"), ("b", "xã B", "c"), ("c", "xã C", "a"), ("d", "xã D", "a"))
    circle = units_in(in_csv(tmp_path / "a.csv", *rows))
    assert (circle.exit_code, circle.output.count("cấp trên của chính mình")) == (2, 3)
    assert kept(sqlite_url) == {}


def test_a_circle_through_known_units_is_refused(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    units_in(in_csv(tmp_path / "a.csv", ("mã", "tên", "cấp trên"), ("a", "xã A", "b"), ("b", "xã B", "")))
    result = units_in(in_csv(tmp_path / "b.csv", ("mã", "tên", "cấp trên"), ("b", "xã B", "a")))
    assert (result.exit_code, "Dòng 2" in result.output) == (2, True)
    assert kept(sqlite_url)["b"].parent is None


def test_it_updates_known_units_and_leaves_what_the_list_does_not_say(
    units_in: Import, sqlite_url: str, tmp_path: Path
) -> None:
    units_in(in_csv(tmp_path / "a.csv", HEADER, ("a", "huyện A", "huyện", ""), ("b", "xã B", "xã", "a")))
    renamed = in_csv(tmp_path / "b.csv", ("mã", "tên"), ("a", "huyện A mới"), ("b", "xã B"))
    trial = units_in(renamed, "--dry-run").output
    assert trial.splitlines() == [
        "~ a huyện A (huyện) → huyện A mới (huyện)",
        "Chạy thử: sẽ thêm 0, sửa 1, giữ nguyên 1 đơn vị. Chưa có gì thay đổi.",
    ]
    assert kept(sqlite_url)["a"].name == "huyện A"
    assert units_in(renamed).output == "Đã nhập: thêm 0, sửa 1, giữ nguyên 1 đơn vị.\n"
    assert kept(sqlite_url)["b"] == ListedUnit("b", "xã B", "commune", "a")
    assert kept(sqlite_url)["a"] == ListedUnit("a", "huyện A mới", "district", None)


def test_parent_stands_above_those_without_one(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    path = in_csv(tmp_path / "a.csv", ("mã", "tên"), ("top", "huyện"), ("a", "xã A"))
    assert units_in(path, "--parent", "nowhere").exit_code == 2
    assert units_in(path, "--parent", "top").exit_code == 0
    assert {code: unit.parent for code, unit in kept(sqlite_url).items()} == {"top": None, "a": "top"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Không thấy dòng tiêu đề"),
        (b"\x00\x01\x02", "Không thấy dòng tiêu đề"),
        ("mã,tên\n,\n".encode(), "không có dòng dữ liệu nào"),
        ("mã,tên,code\na,b,c\n".encode(), "hai cột cùng một ý nghĩa"),
        (b"PK\x03\x04 not a zip", "Không mở được tệp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "lưu lại thành .xlsx"),
        ("mã,tên\na,xã Thượng".encode("utf-16-le"), "UTF-8"),
        (b"m\xe3,t\xean\n", "UTF-8"),
        (b'"' + b"x" * 200_000, "Không mở được tệp"),
        (b"code,name\n" + b"a,b\n" * 20_001, "20.000 dòng"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_advice(units_in: Import, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    result = units_in(str(path))
    assert (result.exit_code, said in result.output) == (2, True), result.output


def test_it_wants_one_source(units_in: Import, tmp_path: Path) -> None:
    path = in_csv(tmp_path / "a.csv", ("mã", "tên"), ("a", "xã A"))
    assert [units_in().exit_code, units_in(path, "--communes", "all").exit_code] == [2, 2]
    assert units_in(str(tmp_path / "none.csv")).exit_code == 2


def test_a_list_reaches_postgresql_as_well(database_url: str, tmp_path: Path) -> None:
    path = in_csv(tmp_path / "a.csv", HEADER, ("a", "xã A", "xã", "b"), ("b", "huyện B", "huyện", ""))
    assert run_import(database_url, tmp_path, path).exit_code == 0
    assert kept(database_url)["a"].parent == "b"
