"""The chat page in a real browser, in the words of who uses it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, Playwright, ViewportSize, expect

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 740, DESK: 800}
Scheme = Literal["light", "dark"]


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))


class Chat:
    """One tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        # The browser itself writes a line for every request that fails, which some of the tests bring about.
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(text)

    def open(self, url: str) -> "Chat":
        self.page.goto(url)
        expect(self.page.locator("#log")).to_have_attribute("aria-busy", "false")
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Câu hỏi của anh/chị")

    @property
    def said(self) -> Locator:
        return self.page.locator(".entry.said")

    @property
    def heard(self) -> Locator:
        return self.page.locator(".entry.heard")

    @property
    def touch(self) -> bool:
        """Whether it is a phone."""
        return bool((self.page.viewport_size or {"width": DESK})["width"] == PHONE)

    @property
    def choices(self) -> Locator:
        return self.page.locator(".choice:not(:disabled)")

    @property
    def banner(self) -> Locator:
        return self.page.locator("#banner")

    def type(self, text: str) -> None:
        """Types and sends, without waiting for the answer."""
        self.box.fill(text)
        self.page.get_by_role("button", name="Gửi", exact=True).click()

    def ask(self, text: str) -> Locator:
        """Types and sends; the answer."""
        before = self.heard.count()
        self.type(text)
        expect(self.heard).to_have_count(before + 1)
        return self.heard.nth(before)

    def expect_settled(self) -> None:
        """Everything that was said has been kept and answered."""
        expect(self.page.locator(".entry.waiting")).to_have_count(0)
        expect(self.page.locator("#answering")).to_be_hidden()

    def times_said(self, text: str) -> int:
        return int(self.said.locator("p").filter(has_text=re.compile(f"^{re.escape(text)}$")).count())


@contextmanager
def tab(browser: Browser, width: int = DESK, scheme: Scheme = "light") -> Iterator[Chat]:
    """A browser of its own: no cookies, nothing kept; what the page complains of fails the test."""
    touch = width == PHONE
    size = ViewportSize(width=width, height=HEIGHTS[width])
    context = browser.new_context(viewport=size, color_scheme=scheme, has_touch=touch, is_mobile=touch)
    chat = Chat(context.new_page())
    try:
        yield chat
        assert chat.faults == []
    finally:
        context.close()
