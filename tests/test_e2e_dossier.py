"""Two whole dossiers entered to the end in the browser, on a phone and on a desk, by the script of every channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, expect

from knowledge.library import Knowledge
from tests.chat_page import DESK, PHONE, Chat, tab
from tests.demo_program import Demo
from tests.golden_lines import labels
from tests.screenshots import Screenshots
from tests.whole_dossiers import OF_SCRIPT, whole_dossier

pytestmark = pytest.mark.e2e

# Milliseconds for an answer on a machine that has other things to do.
PATIENCE = 20_000

# What is worth a look, by its first words after the mark of the practice.
SHOWN = {
    "mo-dau": "Năm ",
    "hoi-ty-le": "Trong năm có",
    "da-luu-ty-le": "/ 20 = 100 % →",
    "con-thieu": "chưa kết luận được",
    "ket-thuc": "đủ điều kiện",
}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    started = Demo(tmp_path)
    started.start()
    yield started
    started.end()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("script", OF_SCRIPT)
def test_a_whole_dossier(
    script: str, width: int, demo: Demo, browser: Browser, knowledge: Knowledge, tmp_path: Path
) -> None:
    whole = whole_dossier(script)
    shots, shown = Screenshots(tmp_path / "screenshots"), set[str]()
    with tab(browser, width) as chat:
        chat.open(demo.links[0])
        for line, expected in whole.keys:
            enter(chat, line)
            whole.hear(line, heard(chat), expected)
            assert offered(chat) == labels(expected[-1]), line
            for name, words in SHOWN.items():
                if words in expected[-1] and name not in shown:
                    shown.add(name)
                    shots.take(chat.page, f"{whole.year}-{width}-{name}")
        whole.check(demo.database, knowledge, lambda text: say(chat, text))
        fits(chat)
        enter(chat, "/tiendo")
        # The answer grows with its picture and is still read from its beginning.
        expect(chat.page.locator(".picture img").last).to_have_js_property("complete", True)
        shots.take(chat.page, f"{whole.year}-{width}-tien-do")
        expect(chat.heard.last.locator(".bubble p").first).to_be_in_viewport()


def say(chat: Chat, text: str) -> str:
    enter(chat, text)
    return str(chat.heard.last.inner_text())


def enter(chat: Chat, line: str) -> None:
    """Types the key; a number that stands on a choice is pressed there on a phone, as a thumb would."""
    count = chat.heard.count()
    key = chat.page.locator(f".choice:not(:disabled)[data-number='{line}']:has(i)") if line.isdigit() else None
    if key and key.count() and chat.touch:
        key.tap()
    else:
        chat.type(line)
    expect(chat.heard).to_have_count(count + 1, timeout=PATIENCE)
    chat.expect_settled()


def heard(chat: Chat) -> str:
    """The newest message without its time."""
    marks = chat.heard.last.locator(".bubble .mark").all_inner_texts()
    told = chat.heard.last.locator(".bubble p").all_inner_texts()
    return "\n".join(f"[{each}]" if each in marks else each for each in told)


def offered(chat: Chat) -> tuple[str, ...]:
    return tuple(chat.heard.last.locator(".choice span").all_inner_texts())


def fits(chat: Chat) -> None:
    """Nothing of the talk is wider than the screen, and no choice is too small for a thumb."""
    assert not chat.page.locator("#log").evaluate("e => e.scrollWidth > e.clientWidth")
    boxes = [each.bounding_box() for each in chat.choices.all()]
    assert all(box and box["height"] >= 44 for box in boxes)
