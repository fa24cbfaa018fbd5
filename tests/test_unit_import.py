"""`tcpl unit import`: lists as offices write them, every bad cell named, all or nothing."""

import csv
import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
import vietnam_provinces
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import Engine

from bot.commands import importing
from bot.communes import communes_of, provinces
from handlers.unit_rows import ListedUnit, UnitRow, as_listed, circles, clashes, faults_of, plan_units
from storage.engine import open_engine
from storage.unit_tree import listed_units

Import = Callable[..., Result]
HEADER = ("Mã", "Tên", "Cấp", "Mã cấp trên")


def run_import(url: str, data_dir: Path, *arguments: str) -> Result:
    group = click.Group()
    importing.register(group)
    environment = {"TCPL_DATABASE_URL": url, "TCPL_DATA_DIR": str(data_dir)}
    return CliRunner().invoke(group, ["unit", "import", *arguments], env=environment)


@pytest.fixture
def units_in(sqlite_url: str, tmp_path: Path) -> Import:
    def call(*arguments: str) -> Result:
        return run_import(sqlite_url, tmp_path, *arguments)

    return call


def kept(url: str) -> dict[str, ListedUnit]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = listed_units(connection)
    engine.dispose()
    return found


def in_csv(path: Path, *rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return str(path)


def in_xlsx(path: Path, *rows: tuple[str | float | None, ...]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    book.save(path)
    return str(path)


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


def test_the_communes_of_a_province(units_in: Import, sqlite_url: str) -> None:
    assert "thêm 41, sửa 0" in units_in("--communes", "hue").output
    found = kept(sqlite_url)
    assert found["46"] == ListedUnit("46", "Sở Tư pháp thành phố Huế", "province", None)
    assert found["19996"] == ListedUnit("19996", "phường Hương Trà", "commune", "46")
    assert "thêm 0, sửa 0, giữ nguyên 40" in units_in("--communes", "Thành phố Huế").output


@pytest.mark.parametrize("words", ["Cao Bằng", "cao bang", "tỉnh Cao Bằng", "04", "4", "CAO_BANG"])
def test_a_province_has_many_names(words: str) -> None:
    assert [one.name for one in communes_of(words)] == ["tỉnh Cao Bằng"]


def test_an_unknown_province_or_a_parent_for_many_is_refused(units_in: Import) -> None:
    assert units_in("--communes", "Atlantis").exit_code == 2
    assert units_in("--communes", "all", "--parent", "46").exit_code == 2


def test_all_communes_come_fast_and_once(database_url: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert "thêm 3355, sửa 0" in run_import(database_url, tmp_path, "--communes", "all").output
    assert time.monotonic() - begun < 10
    assert "thêm 0, sửa 0, giữ nguyên 3321" in run_import(database_url, tmp_path, "--communes", "all").output
    codes = [unit.code for unit in kept(database_url).values() if unit.kind == "commune"]
    assert len(codes) == 3321
    assert all(len(code) == 5 for code in codes)


def test_a_renumbered_commune_is_never_taken_for_another(units_in: Import, sqlite_url: str, tmp_path: Path) -> None:
    rows = (
        HEADER,
        ("46", "Sở Tư pháp", "tỉnh", ""),
        ("19996", "phường Cũ", "xã", "46"),
        ("x", "Phường Kim Trà", "xã", "46"),
    )
    units_in(in_csv(tmp_path / "a.csv", *rows))
    result = units_in("--communes", "Huế")
    assert result.exit_code == 2
    assert "19996 phường Cũ ≠ 19996 phường Hương Trà\nx Phường Kim Trà ≠ 20017 phường Kim Trà" in result.output
    assert len(kept(sqlite_url)) == 3


def test_both_editions_of_the_package_say_the_same_shape() -> None:
    found = list(provinces())
    assert len(found) == 34
    assert {one.name.split()[0] for one in found} == {"tỉnh", "thành"}
    ranks = {name.split()[0] for one in found for _, name in one.communes}
    assert ranks == {"xã", "phường", "đặc"}
    for one in json.loads(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH.read_text("utf-8")):
        assert {"code", "name", "codename", "division_type", "wards"} <= one.keys()


CODES = st.sampled_from(["a", "b", "c", "d", "", "é é"])
ROWS = st.lists(
    st.builds(UnitRow, st.integers(2, 9), CODES, st.text(max_size=3), st.sampled_from([None, "xa", "?"]), CODES),
    max_size=6,
).map(lambda rows: [replace(row, line=at) for at, row in enumerate(rows, start=2)])


@given(ROWS, ROWS)
def test_what_passes_the_checks_makes_a_tree(first: list[UnitRow], second: list[UnitRow]) -> None:
    known: dict[str, ListedUnit] = {}
    for rows in (first, second):
        if faults_of(rows, known):
            continue
        asked = as_listed(rows, known, None)
        if circles(asked, known):
            continue
        known |= {unit.code: unit for unit in asked}
        assert plan_units(asked, known).same == len(asked)
        assert not clashes(asked, known)
    for unit in known.values():
        step, steps = unit.parent, 0
        while step:
            step, steps = known[step].parent, steps + 1
            assert steps <= len(known)


def test_a_list_reaches_postgresql_as_well(engine: Engine, database_url: str, tmp_path: Path) -> None:
    path = in_csv(tmp_path / "a.csv", HEADER, ("a", "xã A", "xã", "b"), ("b", "huyện B", "huyện", ""))
    assert run_import(database_url, tmp_path, path).exit_code == 0
    with engine.connect() as connection:
        assert listed_units(connection)["a"].parent == "b"
