"""Typed letters read as words: marks, Telex, VNI, abbreviations, chat spelling, English, slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.keyboards import telex, vni
from knowledge.library import Knowledge
from knowledge.text import LONGEST, agrees, fold, spell, tidy


def plain(knowledge: Knowledge, typed: str) -> str:
    return knowledge.search.read(typed).plain


@pytest.mark.parametrize(
    ("typed", "folded"), [("Hòa giải", "hoa giai"), ("hoà giải", "hoa giai"), ("ĐIỀU", "dieu"), ("đ", "d")]
)
def test_marks_are_folded_away(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_both_places_of_a_tone_are_one_spelling() -> None:
    assert spell("hòa") == spell("hoà")
    assert spell("thủy") == spell("thuỷ")


@pytest.mark.parametrize(
    ("typed", "meant", "agree"),
    [
        ("hoi", "hội", True),
        ("hôi", "hội", True),
        ("hội", "hội", True),
        ("hỏi", "hội", False),
        ("bản", "bán", False),
        ("đông", "đồng", True),
        ("dong", "đồng", True),
    ],
)
def test_less_marks_agree_and_other_marks_do_not(typed: str, meant: str, agree: bool) -> None:
    assert agrees(spell(typed), spell(meant)) is agree


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("hooij", "hội"), ("ddoongf", "đồng"), ("dduwowngf", "đường"), ("gif", "gì"), ("maays", "mấy"), ("đônfg", "đồng")],
)
def test_telex_keys_are_read(keys: str, meant: str) -> None:
    assert telex(keys) == spell(meant)


@pytest.mark.parametrize(
    ("keys", "meant"), [("ho65i", "hội"), ("d9o62ng", "đồng"), ("nguo7i2", "người"), ("na8m", "năm")]
)
def test_vni_keys_are_read(keys: str, meant: str) -> None:
    assert vni(keys) == spell(meant)


@pytest.mark.parametrize("word", ["xtz", "strs", "www"])
def test_keys_of_no_syllable_are_left_alone(word: str) -> None:
    assert telex(word) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("UBND", "uy ban nhan dan"),
        ("qđ25", "quyet dinh 25"),
        ("ct3tc2", "chi tieu 3 tieu chi 2"),
        ("đ5 k2", "dieu 5 khoan 2"),
        ("CT UBND huyện", "chu tich uy ban nhan dan huyen"),
        ("phòng tp", "phong tu phap"),
        ("tp huế", "thanh pho hue"),
        ("ko đc j", "khong duoc gi"),
        ("phòng mô", "phong nao"),
        ("mô hình", "mo hinh"),
        ("là chi rứa", "la gi vay"),
        ("mấy tiêu chi", "may tieu chi"),
        ("ho65i d9o62ng gồm ai", "hoi dong gom ai"),
        ("hooij ddoongf", "hoi dong"),
        ("hội đônfg", "hoi dong"),
        ("hòo sơ", "ho so"),
        ("hồsơ", "ho so"),
        ("nộp file gì", "nop file gi"),
    ],
)
def test_a_question_is_read_as_meant(knowledge: Knowledge, typed: str, read: str) -> None:
    assert plain(knowledge, typed) == read


def test_english_is_put_into_vietnamese(knowledge: Knowledge) -> None:
    reading = knowledge.search.read("Who chairs the evaluation council?")
    assert reading.english
    assert "hoi dong danh gia" in reading.plain
    assert reading.kinds >= {"who"}
    assert not knowledge.search.read("hội đồng gồm những ai").english


def test_tidying_takes_away_what_cannot_be_seen() -> None:
    assert tidy("hạn\u200b nộp\u202e\x00") == "hạn nộp "
    assert tidy("a\u0323") == "ạ"
    assert len(tidy("x" * 10 * LONGEST)) == LONGEST


@given(st.text(max_size=60))
def test_any_text_is_read(typed: str) -> None:
    for word in tidy(typed).split():
        assert spell(word).folded == fold(spell(word).shape)
        telex(word)
        vni(word)
