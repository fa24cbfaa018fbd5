"""`tcpl ask` as a person at a terminal and a program at a pipe meet it."""

import json

import click
import pytest
from click.testing import CliRunner, Result

from bot.commands import asking


def run(*arguments: str, given: str = "") -> Result:
    group = click.Group()
    asking.register(group)
    env = {"TCPL_REGULATIONS_DIR": "", "TCPL_DATABASE_URL": "", "TCPL_DATA_DIR": "/nonexistent/tcpl"}
    return CliRunner().invoke(group, ["ask", *arguments], input=given, env=env)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_question_is_answered_with_numbered_choices() -> None:
    result = run("hạn gửi hồ sơ", "--year", "2023", "--today", "2026-11-22")
    assert result.exit_code == 0
    assert "chậm nhất hết ngày 09/01/2024" in result.stdout
    assert "\n[1] " in result.stdout


def test_earlier_questions_can_be_given() -> None:
    result = run("còn mẫu 04?", "--prev", "mẫu 03 của tt09 là gì", "--today", "2026-11-22")
    assert "Phiếu lấy ý kiến" in result.stdout


@pytest.mark.parametrize(("today", "said"), [("2027-02-28", "Năm 2026 áp dụng"), ("2024-02-28", "Trước ngày 10/01")])
def test_the_year_in_hand_follows_the_day(today: str, said: str) -> None:
    assert run("hạn gửi hồ sơ", "--today", today).stdout.startswith(said)


def test_a_batch_is_answered_line_by_line() -> None:
    asked = [
        {"id": "a", "q": "hạn gửi hồ sơ", "year": 2023, "kind": "left alone"},
        {"id": 2, "q": "còn huyện?", "prev": ["xã gửi báo cáo trước ngày nào"]},
        {"id": "c", "q": "cách nấu phở"},
    ]
    found = lines(run("--batch", given="\n".join(map(json.dumps, asked)) + "\n\n"))
    assert [each["id"] for each in found] == ["a", 2, "c"]
    assert list(found[0]) == ["id", "answer", "confident", "cards", "citations"]
    assert (found[0]["confident"], found[2]["confident"]) == (True, False)
    assert found[0]["citations"] == ["khoản 2 Điều 5 QĐ 25/2021/QĐ-TTg", "điểm e khoản 1 Điều 3 TT 09/2021/TT-BTP"]
    assert found[0]["cards"] == ["card:qd25-han-gui-ho-so"]
    assert "[1] " in str(found[0]["answer"])


@pytest.mark.parametrize(
    "bad",
    [
        "xx",
        "[]",
        '{"q": "thiếu mã"}',
        '{"id": "1"}',
        '{"id": "1", "q": 7}',
        '{"id": "1", "q": "x", "year": "2023"}',
        "\ufeff{",
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(bad: str) -> None:
    result = run("--batch", given=f'{bad}\n{{"id": "2", "q": "chào"}}\n')
    assert result.exit_code == 2
    assert "Dòng 1 không đọc được" in result.stderr
    assert [each["id"] for each in lines(result)] == ["2"]


@pytest.mark.parametrize("arguments", [[], ["x", "--year", "99"], ["x", "--today", "22/11/2026"]])
def test_bad_input_ends_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
