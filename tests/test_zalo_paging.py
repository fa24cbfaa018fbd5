"""Long menus where nothing can be pressed: eight at a time, "9" for more, "0" back; words work on every page."""

from collections.abc import Iterator

import pytest

from handlers import texts_scoring
from handlers.conversation import Choice, Offer, Reply, Turn
from handlers.paging import choice_meant, page_lines, paged, shown
from handlers.plain import plain
from knowledge.library import Knowledge
from storage.engine import open_engine
from tests.channel_hopping import Hopping

ZALO, TELEGRAM = ("zalo", "a1b2"), ("telegram", "1001")


@pytest.fixture
def stage(sqlite_url: str, knowledge: Knowledge) -> Iterator[Hopping]:
    engine = open_engine(sqlite_url)
    hopping = Hopping(engine, knowledge)
    hopping.persona("official", ZALO, TELEGRAM)
    yield hopping
    engine.dispose()


def many(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"k{number}", f"mục {number}") for number in range(1, count + 1))


@pytest.fixture
def menu(stage: Hopping) -> str:
    """The menu of a dossier under QĐ 25 has ten choices."""
    stage.say(ZALO, "/chamdiem 2024")
    return stage.say(ZALO, "mục lục")


def test_a_long_menu_is_paged_on_zalo_alone(stage: Hopping, menu: str) -> None:
    assert "[8] " in menu
    assert "[9] Xem thêm (2 lựa chọn nữa)" in menu
    assert "[10]" not in menu
    stage.say(TELEGRAM, "/chamdiem 2024")
    assert "[10] Nhập bằng Excel" in stage.say(TELEGRAM, "mục lục")


@pytest.mark.parametrize("more", ["9", "thêm", "xem them", "Số 9"])
def test_more_and_back(stage: Hopping, menu: str, more: str) -> None:
    second = stage.say(ZALO, more)
    assert second.startswith("Trang 2/2")
    assert "[2] Nhập bằng Excel\n[0] Trang trước" in second
    assert "[8] " in stage.say(ZALO, "0")


def test_numbers_mean_what_the_page_shows(stage: Hopping, menu: str) -> None:
    stage.say(ZALO, "9")
    assert "từ 1 đến 2" in stage.say(ZALO, "5")
    assert "từ 1 đến 2" in stage.say(ZALO, "9")
    assert "Excel" in stage.say(ZALO, "2")


def test_words_work_from_every_page(stage: Hopping, menu: str) -> None:
    assert "Excel" in stage.say(ZALO, "nhập bằng excel")


def test_zero_leads_back_where_no_number_is_awaited(stage: Hopping, menu: str) -> None:
    criterion = stage.say(ZALO, "3")
    assert "Mục lục" in criterion
    assert "Tiêu chí 1" in stage.say(ZALO, "0")
    assert "từ 1 đến 8" in stage.say(ZALO, "0")


def test_zero_is_a_value_where_one_is_awaited(stage: Hopping) -> None:
    stage.say(ZALO, "/chamdiem 2026")
    assert stage.say(ZALO, "0") == texts_scoring.WHOLE_IS_ZERO
    assert "Trong số 12 đó" in stage.say(ZALO, "12")
    assert "Đã lưu" in stage.say(ZALO, "0")


def test_nine_choices_fit() -> None:
    turn = Turn((Reply("?", many(9)),))
    assert paged(turn, "zalo") == turn
    assert plain(Reply("?", many(9))).endswith("[9] mục 9")


@pytest.mark.parametrize("channel", ["web", "telegram", "console"])
def test_other_channels_show_all(channel: str) -> None:
    turn = Turn((Reply("?", many(30)),))
    assert paged(turn, channel) == turn


def test_choices_that_are_taken_by_words_are_not_paged() -> None:
    turn = Turn((Reply("?", many(30), numbered=False),))
    assert paged(turn, "zalo") == turn


@pytest.mark.parametrize("count", range(10, 40))
def test_every_choice_is_on_one_page_under_one_number(count: int) -> None:
    choices, found, page = many(count), [], 0
    while True:
        reply = Reply("?", choices, page=page)
        for number in range(1, len(shown(choices, page)) + 1):
            found.append(choice_meant(number, Offer(1, choices, page=page)))
        if not any("Xem thêm" in line for line in page_lines(reply)):
            break
        page += 1
    assert found == list(range(1, count + 1))
