"""What is typed: cleaned, and read as command, code, number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import COMMAND_WORDS
from handlers.typed import Command, clean, read_code, read_command, read_number


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  xin chào \n", "xin chào"),
        ("a\x00b\x07c", "abc"),
        ("\u202ehạn gửi\u202c", "hạn gửi"),
        ("hòa", "hòa"),
        ("\ud800x", "x"),
        ("một\nhai\tba", "một\nhai\tba"),
        ("\u200b\ufeff", ""),
    ],
)
def test_it_cleans(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/start", Command("start")),
        ("/CHAMDIEM 2024", Command("chamdiem", "2024")),
        ("/tiendo@tcpl_bot", Command("tiendo")),
        ("Trợ giúp!", Command("trogiup")),
        ("tro giup", Command("trogiup")),
        ("huỷ", Command("huy")),
        ("hủy", Command("huy")),
        ("huỷ hồ sơ thế nào", None),
    ],
)
def test_it_reads_commands(typed: str, command: Command | None) -> None:
    assert read_command(typed, COMMAND_WORDS) == command


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7KQ2-9XMD-4TRB", "7KQ29XMD4TRB"),
        ("7kq2 9xmd 4trb", "7KQ29XMD4TRB"),
        ("/start 7KQ29XMD4TRB", "7KQ29XMD4TRB"),
        ("nguyenvantam", None),
        ("mã là 7KQ2-9XMD-4TRB", None),
        ("7KQ2-9XMD", None),
        ("0OIL-9XMD-4TRB", None),
    ],
)
def test_it_reads_codes(typed: str, code: str | None) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", 2),
        ("[2]", 2),
        ("2.", 2),
        ("số 2", 2),
        ("chọn 12", 12),
        ("-1", None),
        ("2,5", None),
        ("2024", None),
        ("", None),
    ],
)
def test_it_reads_numbers(typed: str, number: int | None) -> None:
    assert read_number(typed) == number
