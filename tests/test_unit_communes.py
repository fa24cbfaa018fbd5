"""`tcpl unit import --communes`: the official communes, and the rules that every list of units obeys."""

import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import vietnam_provinces
from hypothesis import given
from hypothesis import strategies as st

from bot.communes import communes_of, provinces
from handlers.unit_rows import ListedUnit, UnitRow, as_listed, circles, clashes, faults_of, plan_units
from tests.unit_lists import HEADER, Import, in_csv, kept, run_import


@pytest.fixture
def units_in(sqlite_url: str, tmp_path: Path) -> Import:
    return partial(run_import, sqlite_url, tmp_path)


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
