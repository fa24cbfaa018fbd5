"""The page for everybody: keyboard alone, screen readers, thumbs, weak eyes, little motion."""

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, expect

from tests.chat_page import DESK, PHONE, Chat, Scheme, tab
from tests.demo_program import Demo

pytestmark = pytest.mark.e2e

# Contrast as WCAG 2 computes it, over the nearest background that is not transparent.
CONTRAST = """
element => {
  const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  let behind = element, ground = [0, 0, 0, 0];
  for (; behind && (ground.length > 3 && ground[3] === 0); behind = behind.parentElement)
    ground = parse(getComputedStyle(behind).backgroundColor);
  const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
"""
READ = (
    ".name h1", "#who", ".day", ".said .bubble p", ".said time", ".heard .bubble p", ".heard time", ".basis b",
    ".basis p", ".lead", ".choice:not(:disabled) span", ".choice:not(:disabled) i", ".choice:disabled span",
    ".chip", "#help", "#send",
)  # fmt: skip
NAME = """
element => (element.getAttribute('aria-label') || element.innerText || element.labels?.[0]?.innerText || '').trim()
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    started = Demo(tmp_path_factory.mktemp("demo"))
    started.start()
    yield started
    started.end()


def talked(chat: Chat, demo: Demo) -> Chat:
    """A talk with everything in it."""
    chat.open(demo.links[0])
    chat.ask("/danhmuc 2024")
    chat.ask("hồ sơ gửi trước ngày nào")
    chat.ask("chỉ tiêu 1?")
    return chat


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_that_is_read_has_contrast(demo: Demo, browser: Browser, scheme: Scheme) -> None:
    with tab(browser, DESK, scheme) as chat:
        talked(chat, demo)
        chat.box.fill("a")
        ratios = {selector: chat.page.locator(selector).last.evaluate(CONTRAST) for selector in READ}
        assert {selector: ratio for selector, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_everything_that_is_pressed_is_large_enough(demo: Demo, browser: Browser, width: int) -> None:
    with tab(browser, width) as chat:
        talked(chat, demo)
        targets = chat.page.locator("button:visible:not(.choice:disabled), a.chip:visible, textarea:visible")
        boxes: dict[str, Any] = {each.evaluate(NAME): each.bounding_box() for each in targets.all()}
        assert {name: box for name, box in boxes.items() if box["height"] < 44 or box["width"] < 44} == {}


def test_everything_that_is_pressed_has_a_name(demo: Demo, browser: Browser) -> None:
    with tab(browser, PHONE) as chat:
        talked(chat, demo)
        named = chat.page.locator("button:visible, a:visible, textarea:visible, [role=log], [role=group]")
        assert [each.evaluate("e => e.outerHTML") for each in named.all() if not each.evaluate(NAME)] == []


def test_the_tab_key_goes_round_in_the_order_of_reading(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        talked(chat, demo)
        chat.page.locator("body").evaluate("() => document.activeElement.blur()")
        chat.page.evaluate("getSelection().removeAllRanges()")
        chat.page.locator(".top h1").click()
        seen = []
        for _ in range(40):
            chat.page.keyboard.press("Tab")
            seen.append(chat.page.evaluate("document.activeElement.id || document.activeElement.className"))
            if seen[-1] == "say":
                break
        order = ["help", "plain", *["ask"] * 5, "log"]
        assert seen[: len(order)] == order
        assert seen[-3:] == ["choice", "attach", "say"]


def test_the_focus_is_seen_and_the_skip_link_works(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.open(demo.url)
        help_button = chat.page.get_by_role("button", name="Trợ giúp")
        help_button.focus()
        chat.page.keyboard.press("Shift+Tab")
        expect(chat.page.locator(".skip")).to_be_focused()
        expect(chat.page.locator(".skip")).to_be_in_viewport(ratio=1)
        chat.page.keyboard.press("Enter")
        expect(chat.box).to_be_focused()
        assert chat.box.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_answers_are_announced_and_the_opening_is_not(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.page.goto(demo.links[0])
        log = chat.page.get_by_role("log", name="Cuộc trò chuyện")
        expect(log).to_have_attribute("aria-busy", "false")
        answer = chat.ask("huỷ")
        assert answer.inner_text().startswith("Trợ lý:")
        assert chat.said.last.inner_text().startswith("Anh/chị:")


def test_nothing_moves_for_whoever_wants_it_still(demo: Demo, browser: Browser) -> None:
    with tab(browser) as chat:
        chat.page.emulate_media(reduced_motion="reduce")
        chat.open(demo.url)
        dot = chat.page.locator(".dots i").first
        assert dot.evaluate("e => getComputedStyle(e).animationName") == "none"


def test_the_help_button_asks_for_help(demo: Demo, browser: Browser) -> None:
    with tab(browser, PHONE) as chat:
        chat.open(demo.url)
        chat.page.get_by_role("button", name="Trợ giúp").click()
        expect(chat.heard.first).to_contain_text("/trogiup")
