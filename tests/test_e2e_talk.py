"""The page in a browser: asking, choosing, reading, sending files, on a phone and on a desk."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, expect

from tests.chat_page import DESK, PHONE, Chat, Scheme, tab
from tests.demo_program import Demo

pytestmark = pytest.mark.e2e

TWICE = "ho so gui trc ngay nao"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    started = Demo(tmp_path_factory.mktemp("demo"))
    started.start()
    yield started
    started.end()


@pytest.fixture
def chat(demo: Demo, browser: Browser) -> Iterator[Chat]:
    """A guest's: each test has a talk of its own."""
    with tab(browser) as opened:
        yield opened.open(demo.url)


@pytest.fixture
def member(demo: Demo, browser: Browser) -> Iterator[Chat]:
    """The official's, who keeps one talk through all tests."""
    with tab(browser) as opened:
        yield opened.open(demo.links[0])


@pytest.mark.parametrize("question", ["hồ sơ gửi trước ngày nào", TWICE])
def test_the_deadline_is_answered_with_its_date_and_article(chat: Chat, question: str) -> None:
    answer = chat.ask(question)
    expect(answer).to_contain_text("10/01")
    expect(answer).to_contain_text("Điều 5 QĐ 25/2021/QĐ-TTg")
    expect(answer.locator(".basis b").first).to_have_text("Căn cứ:")
    expect(answer.locator(".lead").first).to_be_visible()


def test_the_header_says_who_is_there(member: Chat) -> None:
    expect(member.page.locator("#who")).to_have_text("phường Tứ Hạ · công chức theo dõi")
    assert member.page.url.endswith("/")


def test_a_choice_is_taken_by_its_button(chat: Chat) -> None:
    chat.ask("chỉ tiêu 1?")
    label = chat.choices.nth(1).locator("span").inner_text()
    chat.choices.nth(1).click()
    expect(chat.said.last).to_contain_text(label)
    expect(chat.heard).to_have_count(2)
    chat.expect_settled()
    expect(chat.heard.first.locator(".choice.taken")).to_have_text(f"2{label}")
    expect(chat.heard.first.locator(".choice:not(:disabled)")).to_have_count(0)


def test_a_choice_is_taken_from_the_keyboard_alone(chat: Chat) -> None:
    chat.box.press("Shift+Tab")
    chat.box.fill("chỉ tiêu 1?")
    chat.box.press("Enter")
    expect(chat.choices.first).to_be_visible()
    chat.choices.last.focus()
    chat.page.keyboard.press("Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.heard).to_have_count(2)
    expect(chat.box).to_be_focused()


def test_a_choice_is_taken_by_its_number(chat: Chat) -> None:
    chat.ask("chỉ tiêu 1?")
    expect(chat.ask("3")).to_contain_text("Tiêu chí 3")


def test_a_double_click_counts_once(chat: Chat) -> None:
    chat.ask("chỉ tiêu 1?")
    chat.choices.first.dblclick()
    expect(chat.heard).to_have_count(2)
    chat.page.wait_for_timeout(1500)
    assert (chat.said.count(), chat.heard.count()) == (2, 2)


def test_two_tabs_press_the_same_choice_and_it_counts_once(chat: Chat) -> None:
    other = Chat(chat.page.context.new_page()).open(chat.page.url)
    before = chat.heard.count()
    chat.ask("chỉ tiêu 1?")
    expect(other.heard).to_have_count(before + 1)
    chat.choices.first.click()
    expect(other.heard).to_have_count(before + 2)
    expect(chat.heard).to_have_count(before + 2)
    expect(other.page.locator(".choice.taken")).to_have_count(1)
    assert other.faults == []


def test_shift_enter_makes_a_line_and_enter_sends(chat: Chat) -> None:
    chat.box.press_sequentially("/mot")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("hai")
    expect(chat.box).to_have_value("/mot\nhai")
    chat.box.press("Enter")
    expect(chat.said.last.locator("p")).to_have_text("/mot\nhai")
    expect(chat.box).to_have_value("")


def test_markup_is_shown_as_it_was_typed(chat: Chat) -> None:
    typed = '<img src=x onerror="document.title=1"><b>đậm</b> &amp; <script>alert(1)</script>'
    chat.ask(typed)
    expect(chat.said.last.locator("p")).to_have_text(typed)
    assert chat.page.locator("#entries img, #entries b:not(.basis b), #entries script").count() == 0
    expect(chat.page).to_have_title("Trợ lý TCPL")


def test_the_list_of_indicators_is_downloaded(chat: Chat) -> None:
    answer = chat.ask("/danhmuc 2024")
    with chat.page.expect_download() as download:
        answer.get_by_role("link").click()
    assert download.value.suggested_filename == "danh-muc-chi-tieu-2024.xlsx"
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    assert sheet is not None
    assert sheet.max_row > 20


def test_a_file_is_sent_and_another_kind_is_refused(member: Chat) -> None:
    before = member.heard.count()
    member.page.locator("#file").set_input_files({"name": "bien-ban.pdf", "mimeType": "", "buffer": b"%PDF-1.7 x"})
    expect(member.said.last).to_contain_text("bien-ban.pdf")
    expect(member.heard).to_have_count(before + 1)
    member.page.locator("#file").set_input_files({"name": "a.pdf", "mimeType": "", "buffer": b"MZ"})
    expect(member.page.locator(".state.failed")).to_contain_text("Chỉ nhận tệp PDF")
    member.page.get_by_role("button", name="Bỏ").click()
    expect(member.said.filter(has_text="a.pdf")).to_have_count(0)


def test_evidence_is_sent_where_it_is_awaited(member: Chat) -> None:
    for text in ("/taphuan", "1", "1"):
        member.ask(text)
    member.page.get_by_role("button", name="Gửi minh chứng").last.click()
    with member.page.expect_file_chooser() as chooser:
        member.page.get_by_role("button", name="Chọn tệp để gửi").click()
    chooser.value.set_files({"name": "nghi-quyet.pdf", "mimeType": "", "buffer": b"%PDF-1.7 nghi quyet"})
    expect(member.heard.last).to_contain_text("nghi-quyet.pdf")
    expect(member.page.get_by_role("button", name="Chọn tệp để gửi").first).to_be_disabled()


def test_the_progress_is_shown_as_a_picture(member: Chat) -> None:
    member.ask("/taphuan")
    picture = member.ask("/tiendo").get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("async e => { await e.decode(); return e.naturalWidth; }") > 300


def test_a_text_over_the_limit_waits_in_the_box(chat: Chat) -> None:
    chat.box.fill("a" * 3700)
    expect(chat.page.locator("#count")).to_have_text("3.700 / 4.000 ký tự")
    chat.box.fill("a" * 4001)
    expect(chat.page.locator("#count")).to_contain_text("Dài quá 1 ký tự")
    chat.box.press("Enter")
    expect(chat.box).to_have_value("a" * 4001)
    assert chat.said.count() == 0


def test_a_new_answer_does_not_move_who_reads_above(chat: Chat) -> None:
    for _ in range(3):
        chat.ask(TWICE)
    log = chat.page.locator("#log")
    other = Chat(chat.page.context.new_page()).open(chat.page.url)
    log.evaluate("log => { log.scrollTop = 0; }")
    expect(chat.page.locator("#newest")).to_be_hidden()
    other.ask("huỷ")
    expect(chat.page.locator("#newest")).to_be_visible()
    assert log.evaluate("log => log.scrollTop") == 0
    chat.page.locator("#newest").click()
    expect(chat.heard.last).to_be_in_viewport()
    expect(chat.page.locator("#newest")).to_be_hidden()


def test_a_tall_answer_is_shown_from_its_beginning(demo: Demo, browser: Browser) -> None:
    with tab(browser, PHONE) as chat:
        chat.open(demo.url)
        answer = chat.ask("hạn gửi hồ sơ năm 2024")
        assert answer.evaluate("e => e.offsetHeight > document.getElementById('log').clientHeight * 0.9")
        chat.page.wait_for_timeout(500)
        expect(answer.locator(".lead").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(demo: Demo, browser: Browser, width: int, scheme: Scheme) -> None:
    with tab(browser, width, scheme) as chat:
        chat.open(demo.links[0])
        chat.ask("x" * 300)
        chat.ask("chỉ tiêu 1?")
        wide = "e => e.scrollWidth > e.clientWidth"
        for selector in ("html", "body", "#log", ".top", "#composer"):
            assert not chat.page.locator(selector).evaluate(wide), selector
        expect(chat.box).to_be_in_viewport(ratio=1)
