"""`tcpl run` as a process against the fake, by polling and by webhook: what a day brings, one after another."""

import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import texts
from tests.fake_telegram import FakeTelegram, User, spawned_fake
from tests.telegram_program import Program

# Too long for the fast suite; `make e2e` runs it.
pytestmark = pytest.mark.e2e


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeTelegram]:
    with spawned_fake(tmp_path / "telegram.jsonl") as running:
        yield running


def free_port() -> int:
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        return int(wire.getsockname()[1])


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_a_day_on_telegram(fake: FakeTelegram, tmp_path: Path, webhook: bool) -> None:
    program = Program(fake, tmp_path, free_port(), webhook)
    lan, minh = fake.user(1001, "Lan"), fake.user(1002, "Minh")
    program.command("unit", "add", "75", "Phòng Tư pháp", "--kind", "district")
    program.command("unit", "add", "751", "Phường Tứ Hạ", "--parent", "75")
    code = invitation(program)
    with program.running(signal.SIGTERM):
        asks(lan)
        joins(lan, code)
        lan.poisons()
        presses(lan)
        waits_after_429(fake, lan)
        lan.says("hồ sơ gửi trước ngày nào", group=-100123)
        blocks_and_comes_back(fake, minh)
        fake.until(lambda: webhook or len(fake.calls("getUpdates")) > 1)
    assert {one.chat for one in fake.sent()} == {lan.number, minh.number}
    assert "update_unreadable" in program.log
    assert fake.token not in program.log
    assert bool(fake.calls("getUpdates")) != webhook


def invitation(program: Program) -> str:
    found = re.search(r"\w{4}-\w{4}-\w{4}", program.command("invite", "--unit", "751", "--role", "official"))
    assert found is not None
    return found[0]


def asks(lan: User) -> None:
    lan.says("han gui ho so nam 2023")
    assert "10/01/2024" in lan.hears(1, 20)[0].text


def joins(lan: User, code: str) -> None:
    lan.says(f"/start {code}")
    assert lan.hears(2)[1].text == texts.joined("Phường Tứ Hạ", "official")


def presses(lan: User) -> None:
    """The offer to a member: the question can go to the unit above."""
    lan.says("thủ tục đăng ký kết hôn có yếu tố nước ngoài")
    offer = lan.hears(3)[2]
    lan.presses(texts.ASK_JUSTICE.format(unit="Phòng Tư pháp"))
    consent = lan.hears(4)[3]
    assert [offer.buttons[0], *consent.buttons] == [
        "1. " + texts.ASK_JUSTICE.format(unit="Phòng Tư pháp"),
        "1. " + texts.CONSENT_YES,
        "2. " + texts.CONSENT_NO,
    ]
    lan.presses(data=offer.data[-1], message_id=offer.message_id)
    assert lan.hears(5)[4].text == texts.OLD_CHOICE


def waits_after_429(fake: FakeTelegram, lan: User) -> None:
    fake.order("flood", chat=lan.number, retry_after=3)
    began = time.time()
    lan.says("/trogiup")
    assert lan.hears(6)[5].at - began >= 3
    assert fake.state()["impatient"] == 0


def blocks_and_comes_back(fake: FakeTelegram, minh: User) -> None:
    minh.says("/trogiup")
    minh.hears(1)
    fake.order("blocked", chat=minh.number)
    minh.says("/trogiup")
    fake.until(lambda: [call for call in fake.calls("sendMessage") if call["code"] == 403])
    minh.says("/huy")
    assert [one.text for one in minh.hears(2)][1] == texts.NOTHING_TO_CANCEL
