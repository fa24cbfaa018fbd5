"""A whole dossier on Zalo: numbers typed, files through the upload page on a telephone, the web page in between."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Page, expect

from tests.chat_page import PHONE, Chat, tab
from tests.fake_zalo import FakeZalo, User, spawned_fake
from tests.zalo_program import ZaloProgram

pytestmark = pytest.mark.e2e

UPLOAD = re.compile(r"http://\S+/tep/\S+")
A_PDF = b"%PDF-1.7\n" + b"x" * 300_000


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeZalo]:
    with spawned_fake(tmp_path / "zalo.jsonl") as running:
        yield running


@pytest.fixture
def program(fake: FakeZalo, tmp_path: Path) -> Iterator[ZaloProgram]:
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        port = int(wire.getsockname()[1])
    made = ZaloProgram(fake, tmp_path, port, webhook=True)
    made.command("unit", "add", "75", "Phòng Tư pháp", "--kind", "district")
    made.command("unit", "add", "751", "phường Tứ Hạ", "--parent", "75")
    with made.running(signal.SIGTERM):
        yield made


def say(lan: User, text: str) -> str:
    """What is heard of it, waiting for one message."""
    before = len(lan.heard())
    lan.says(text)
    return lan.hears(before + 1, 20)[-1]


def join(program: ZaloProgram, lan: User) -> None:
    printed = program.command("invite", "--unit", "751", "--role", "official")
    found = re.search(r"\w{4}-\w{4}-\w{4}", printed)
    assert found is not None
    assert "đã tham gia phường Tứ Hạ" in say(lan, found[0])


def attach(page: Page, lan: User, link: str, name: str, content: bytes = A_PDF) -> str:
    """Sends a file through the page; what the chat says to it."""
    before = len(lan.heard())
    page.goto(link)
    page.get_by_label("Chọn tệp").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Đã nhận “{name}”")
    return lan.hears(before + 1, 20)[-1]


def next_words(asked: str) -> str | None:
    """What an official who always has four of four types next; None when nothing is left."""
    if "[1] Tiếp theo" in asked or "[1] Có" in asked:
        return "1"
    return "4" if "bao nhiêu" in asked else None


def test_a_whole_dossier_with_evidence(program: ZaloProgram, fake: FakeZalo, browser: Browser, tmp_path: Path) -> None:
    lan = fake.user()
    join(program, lan)
    assert "1.1" in say(lan, "/chamdiem 2026")
    say(lan, "12/12")
    found = UPLOAD.search(say(lan, "2"))
    assert found is not None
    with tab(browser, PHONE) as phone:
        page = phone.page
        page.goto(found[0])
        expect(page.get_by_role("heading")).to_have_text("Gửi tệp minh chứng")
        expect(page.locator("main")).to_contain_text("phường Tứ Hạ")
        expect(page.locator("main")).to_contain_text("1.1.1")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        page.screenshot(path=str(tmp_path / "gui-tep.png"))
        refuses(page)
        heard = attach(page, lan, found[0], "nghị quyết.pdf")
        assert "Đã lưu minh chứng “nghị quyết.pdf”" in heard
        page.screenshot(path=str(tmp_path / "da-nhan.png"))
        assert not phone.faults
        asked = say(lan, "1")
        on_the_web(program, phone)
    # Telegram or the page may have shown other choices since, so a number is only taken where they were shown.
    asked = say(lan, "tiếp")
    for _ in range(120):
        words = next_words(asked)
        if words is None:
            break
        asked = say(lan, words)
    assert "[1] Xem còn thiếu gì để đạt" in asked
    assert "14/14" in say(lan, "mục lục")


def refuses(page: Page) -> None:
    """What cannot be kept is told in place, before or after it was sent."""
    page.get_by_label("Chọn tệp").set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": b""})
    expect(page.locator(".told")).to_contain_text("không có nội dung")
    page.get_by_label("Chọn tệp").set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"MZ" * 9})
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.locator(".told")).to_contain_text("Chỉ nhận tệp PDF")


def on_the_web(program: ZaloProgram, phone: Chat) -> None:
    """The same person, signed in on the page, goes on with the same dossier."""
    listed = program.command("person", "list")
    number = re.search(r"\d+", listed)
    assert number is not None
    link = re.search(r"http://\S+/vao/\S+", program.command("link", number[0]))
    assert link is not None
    phone.open(link[0])
    expect(phone.ask("4/4")).to_contain_text("Đã lưu")


def test_without_scripts_the_page_works_as_well(program: ZaloProgram, fake: FakeZalo, browser: Browser) -> None:
    lan = fake.user()
    join(program, lan)
    say(lan, "/chamdiem 2026")
    say(lan, "12/12")
    found = UPLOAD.search(say(lan, "gui minh chung"))
    assert found is not None
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 740})
    heard = attach(context.new_page(), lan, found[0], "bao-cao.pdf")
    assert "Đã lưu minh chứng" in heard
    context.close()
