"""Two whole dossiers through `tcpl run` and the fake Telegram, by the script of every channel.

Telegram has no screen to take pictures of: what is read there stands in tests/transcripts, with its buttons;
UPDATE=1 rewrites it.
"""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import Knowledge
from tests.fake_telegram import FakeTelegram, Sent, User, spawned_fake
from tests.telegram_program import Program
from tests.whole_dossiers import CLOCK, OF_SCRIPT, UNIT, whole_dossier

# A chat hears one message a second; `make e2e` has the time.
pytestmark = pytest.mark.e2e

TRANSCRIPTS = Path(__file__).parent / "transcripts"
PATIENCE = 20.0


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeTelegram]:
    with spawned_fake(tmp_path / "telegram.jsonl") as running:
        yield running


@pytest.fixture
def program(fake: FakeTelegram, tmp_path: Path) -> Iterator[Program]:
    made = Program(fake, tmp_path)
    made.command("demo", "--fill-only")
    with made.running(signal.SIGTERM):
        yield made


class Telling:
    """One user's talk, written down as it goes."""

    def __init__(self, user: User) -> None:
        self._user = user
        self.written: list[str] = []

    def say(self, line: str) -> str:
        """What is heard of it; a picture comes after its words, when it comes."""
        before = len(self._texts())
        self._user.says(line)
        heard = self._user.fake.until(lambda: self._texts()[before:], PATIENCE)[0]
        self.written += [f"> {line}", *_shown(heard)]
        return str(heard.text)

    def _texts(self) -> list[Sent]:
        return [one for one in self._user.heard() if one.method == "sendMessage"]


def _shown(heard: Sent) -> list[str]:
    text = "< " + CLOCK.sub("··:··", heard.text).replace("\n", "\n  ")
    return [text, *("  " + " ".join(f"({button['text']})" for button in row) for row in heard.rows)]


def join(program: Program, user: User) -> None:
    printed = program.command("invite", "--unit", UNIT, "--role", "official")
    found = re.search(r"\w{4}-\w{4}-\w{4}", printed)
    assert found is not None
    user.says(f"/start {found[0]}")
    assert "đã tham gia phường Tứ Hạ" in user.hears(1, PATIENCE)[0].text


@pytest.mark.parametrize("script", OF_SCRIPT)
def test_a_whole_dossier_on_telegram(script: str, program: Program, fake: FakeTelegram, knowledge: Knowledge) -> None:
    whole, lan = whole_dossier(script), fake.user(1001, "Lan")
    join(program, lan)
    telling = Telling(lan)
    for line, expected in whole.keys:
        whole.hear(line, telling.say(line), expected)
    whole.check(program.folder / "tcpl.db", knowledge, telling.say)
    assert fake.until(lambda: [one for one in lan.heard() if one.method == "sendPhoto"])
    written, path = "\n".join(telling.written) + "\n", TRANSCRIPTS / f"telegram-{script}.txt"
    if os.environ.get("UPDATE"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")
