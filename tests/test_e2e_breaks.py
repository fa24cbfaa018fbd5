"""The page when things break: no network, a killed server, a reload, an expired link, a guest."""

import re
import signal
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, expect

from bot.signin import Signer
from handlers import texts_web
from tests.chat_page import Chat, tab
from tests.demo_program import Demo

pytestmark = pytest.mark.e2e


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


def test_a_reload_keeps_the_talk_and_the_draft(chat: Chat) -> None:
    chat.ask("/motlenh")
    before = chat.page.locator("#entries").inner_text()
    chat.box.fill("câu đang gõ dở")
    chat.open(chat.page.url)
    assert chat.page.locator("#entries").inner_text() == before
    expect(chat.box).to_have_value("câu đang gõ dở")


def test_without_a_network_nothing_is_lost_or_doubled(chat: Chat) -> None:
    streams: list[str] = []
    chat.page.on("request", lambda request: streams.append(request.url) if "/api/stream" in request.url else None)
    chat.ask("/truoc")
    chat.page.context.set_offline(True)
    expect(chat.banner).to_contain_text("Mất kết nối")
    for text in ("/mot", "/hai"):
        chat.type(text)
    expect(chat.page.locator(".state.waiting")).to_have_count(2)
    chat.page.context.set_offline(False)
    chat.expect_settled()
    expect(chat.banner).to_be_empty()
    for text in ("/truoc", "/mot", "/hai"):
        assert chat.times_said(text) == 1
        expect(chat.heard.filter(has_text=f"lệnh {text}.")).to_have_count(1)
    texts = chat.said.all_inner_texts()
    assert [text.split()[1] for text in texts[-3:]] == ["/truoc", "/mot", "/hai"]
    assert re.search(r"after=[1-9]\d*\.[1-9]\d*$", streams[-1])


def test_what_was_typed_without_a_network_outlives_the_tab(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.type("/songqua")
    expect(chat.page.locator(".state.waiting")).to_have_count(1)
    url, context = chat.page.url, chat.page.context
    chat.page.close()
    context.set_offline(False)
    later = Chat(context.new_page()).open(url)
    later.expect_settled()
    assert later.times_said("/songqua") == 1
    expect(later.heard.filter(has_text="lệnh /songqua.")).to_have_count(1)


def test_a_killed_server_loses_and_doubles_nothing(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> None:
    words = ["/truoc", "/danga", "/dangb", "/dangc", "/saua", "/saub", "/sauc"]
    demo = Demo(tmp_path_factory.mktemp("killed"))
    demo.start()
    try:
        with tab(browser) as chat:
            chat.open(demo.links[0])
            chat.ask("/truoc")
            for word in words[1:4]:
                chat.type(word)
            demo.end()
            for word in words[4:]:
                chat.type(word)
            expect(chat.banner).to_contain_text("Mất kết nối")
            demo.start()
            expect(chat.heard).to_have_count(len(words), timeout=90_000)
            chat.expect_settled()
            chat.open(chat.page.url)
            for word in words:
                assert chat.times_said(word) == 1
                expect(chat.heard.filter(has_text=f"lệnh {word}.")).to_have_count(1)
    finally:
        demo.end()


def test_a_server_that_stops_ends_cleanly(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> None:
    demo = Demo(tmp_path_factory.mktemp("stopped"))
    demo.start()
    with tab(browser) as chat:
        chat.open(demo.links[0]).ask("huỷ")
        demo.end(signal.SIGTERM)
        expect(chat.banner).to_contain_text("Mất kết nối")
    assert '"level": "error"' not in demo.log
    assert demo.links[0].rsplit("/", 1)[1] not in demo.log


def test_a_guest_asks_and_sends_no_files(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.open(demo.url)
        expect(chat.page.locator("#who")).to_have_text(texts_web.GUEST)
        expect(chat.page.locator("#attach")).to_be_hidden()
        expect(chat.page.locator("#out")).to_be_hidden()
        chat.page.locator("#welcome").get_by_role("button").first.click()
        expect(chat.heard).to_have_count(1)
        expect(chat.page.locator("#welcome")).to_be_hidden()


def test_an_invitation_makes_a_guest_a_member(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.open(demo.url)
        chat.page.goto(f"{demo.url}/moi/{demo.invite('huong-toan')}")
        chat.page.get_by_role("button", name="Tham gia").click()
        expect(chat.heard.last).to_contain_text("Anh/chị đã tham gia xã Hương Toàn")
        expect(chat.page.locator("#who")).to_have_text("xã Hương Toàn · công chức theo dõi")
        expect(chat.page.locator("#attach")).to_be_visible()


def test_an_expired_link_says_what_to_do(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.page.goto(f"{demo.url}/vao/{Signer(b'another key').link_token(1)}")
        expect(chat.page.get_by_role("heading")).to_have_text(texts_web.LINK_OVER_TITLE)
        chat.page.get_by_role("link", name="Về trang hỏi đáp").click()
        expect(chat.page.locator("#who")).to_have_text(texts_web.GUEST)


def test_signing_out_leaves_nothing_behind(member: Chat) -> None:
    member.box.fill("câu riêng")
    member.page.get_by_role("button", name="Đăng xuất").click()
    expect(member.page.locator("#who")).to_have_text(texts_web.GUEST)
    expect(member.box).to_have_value("")
    assert member.page.evaluate("Object.keys(localStorage).length") == 0


def test_a_session_that_is_over_is_said(chat: Chat) -> None:
    chat.page.context.clear_cookies()
    chat.type("/conday")
    expect(chat.page.locator(".state.waiting")).to_contain_text(texts_web.SESSION_OVER)
