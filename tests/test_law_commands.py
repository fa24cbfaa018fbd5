"""`tcpl assess` and `tcpl regulation` as a person at a terminal meets them."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.commands import law
from knowledge.law import DATA

NOWHERE = "/nonexistent/tcpl"


def run(*arguments: str, given: str = "", folder: Path | None = None) -> Result:
    group = click.Group()
    law.register(group)
    env = {"TCPL_REGULATIONS_DIR": str(folder) if folder else "", "TCPL_DATABASE_URL": "", "TCPL_DATA_DIR": NOWHERE}
    return CliRunner().invoke(group, arguments, input=given, env=env)


def test_assess_prints_exact_decimals_reasons_and_citations() -> None:
    request = {"year": 2022, "criteria": {"1": "4.990", "2": 30}, "declarations": {"head_not_disciplined": True}}
    result = run("assess", given=json.dumps(request))
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(found) == ["regulation", "total", "criteria", "conditions", "verdict", "provisional", "unverified"]
    assert found["criteria"] == {"1": "4.99", "2": "30", "3": None, "4": None, "5": None}
    assert [(each["id"], each["met"], each["citation"]) for each in found["conditions"]] == [
        ("total", None, "khoản 1 Điều 4 QĐ 25/2021/QĐ-TTg"),
        ("each_criterion", False, "khoản 2 Điều 4 QĐ 25/2021/QĐ-TTg"),
        ("head_not_disciplined", True, "khoản 3 Điều 4 QĐ 25/2021/QĐ-TTg"),
    ]
    assert found["conditions"][0]["why"] == "Chưa đủ điểm để cộng: thiếu tiêu chí 3, 4, 5."
    assert (found["verdict"], found["provisional"]) == ("not_met", True)
    assert "Đông Quang" in found["unverified"][0]


def test_a_refused_request_ends_with_two_and_says_why() -> None:
    result = run("assess", given='{"year": 2025}')
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tạm dừng" in result.stderr


def test_the_shipped_files_are_sound() -> None:
    assert run("regulation", "check").exit_code == 0


def test_check_names_file_line_place_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('id: "a"\nid: "b"\n', encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: 1.10\n", encoding="utf-8")
    for result in (run("regulation", "check", str(tmp_path)), run("regulation", "check", folder=tmp_path)):
        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            f"{tmp_path}/a.yaml:2: id: khóa id bị lặp",
            f"{tmp_path}/b.yaml:1: id: “1.10” bị đọc thành float; đặt trong dấu nháy kép",
        ]


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2023", ["trước ngày 10/01 của năm liền sau năm đánh giá", "từ 80 điểm trở lên", "nguồn thứ cấp", "5.4 Đạt"]),
        ("2021", ["loại I từ 90 điểm", "chưa có mức phải đạt trong kho", "Chưa có danh mục chỉ tiêu"]),
        ("2026", ["mô tả, chưa phải tên chính thức", "Chưa có thời hạn nào", "phần mềm tham khảo"]),
    ],
)
def test_show_tells_articles_and_status(year: str, words: list[str]) -> None:
    result = run("regulation", "show", year)
    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []


@pytest.mark.parametrize("year", ["2016", "2025"])
def test_show_refuses_a_year_without_law(year: str) -> None:
    assert run("regulation", "show", year).exit_code == 2


def test_the_example_of_the_manual_works_as_it_stands(tmp_path: Path) -> None:
    manual = (DATA / "regulations" / "README.md").read_text("utf-8")
    (tmp_path / "vi-du.yaml").write_text(manual.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    request = {"year": 2045, "unit": {"class": "II"}, "indicators": {"1.1": "2.5", "1.2": "5.49", "2.1": 8}}
    result = run("assess", given=json.dumps(request | {"declarations": {"no_complaint": True}}), folder=tmp_path)
    found = json.loads(result.stdout)
    assert (found["regulation"], found["total"], found["verdict"]) == ("qd-vi-du", "15.99", "not_met")
    assert found["provisional"]
    shown = run("regulation", "show", "2045", folder=tmp_path).stdout
    assert "trước ngày 15/01 của năm liền sau năm đánh giá" in shown
