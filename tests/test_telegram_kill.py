"""`tcpl run` killed in the middle of 300 updates: none lost, none answered twice but what was in flight."""

import json
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from string import ascii_lowercase

import pytest

from tests.fake_telegram import FakeTelegram, spawned_fake
from tests.telegram_program import Program

# Too long for the fast suite; `make e2e` runs it.
pytestmark = pytest.mark.e2e

USERS, EACH = 30, 10
LONG_AGO = "2000-01-01 00:00:00.000000"


def word(number: int) -> str:
    """A command that no one knows: its answer names it, so each answer can be told from all others."""
    return "/khong" + ascii_lowercase[number // 26] + ascii_lowercase[number % 26]


def answered(fake: FakeTelegram) -> Counter[str]:
    words = [word(number) for number in range(USERS * EACH)]
    heard = [one.text for one in fake.sent()]
    return Counter(next(each for each in words if each in text) for text in heard)


def in_flight(folder: Path) -> set[str]:
    """The answers that were being sent at the kill; their leases run out here at once instead of in a minute."""
    with closing(sqlite3.connect(folder / "tcpl.db")) as database, database:
        rows = database.execute("SELECT body FROM outbox WHERE state = 'sending'").fetchall()
        database.execute("UPDATE outbox SET lease_until = ? WHERE state = 'sending'", [LONG_AGO])
    texts = [json.loads(body)["text"] for (body,) in rows]
    return {each for each in map(word, range(USERS * EACH)) if any(each in text for text in texts)}


def count(folder: Path, what: str) -> int:
    with closing(sqlite3.connect(folder / "tcpl.db")) as database:
        return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def test_nothing_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    everything = USERS * EACH
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        users = [fake.user(5000 + number) for number in range(USERS)]
        program = Program(fake, tmp_path)
        doubtful: set[str] = set()
        for number in range(everything // 2):
            users[number % USERS].says(word(number))
        with program.running(signal.SIGKILL):
            # The moment the first are confirmed to Telegram: nobody would bring them again.
            fake.until(lambda: fake.state()["confirmed"])
        doubtful |= in_flight(tmp_path)
        with program.running(signal.SIGKILL):
            for number in range(everything // 2, everything):
                users[number % USERS].says(word(number))
            fake.until(lambda: len(fake.sent()) >= everything // 2, 60)
        doubtful |= in_flight(tmp_path)
        with program.running(signal.SIGKILL):
            fake.until(lambda: len(answered(fake)) == everything, 60)
            fake.until(lambda: count(tmp_path, "outbox WHERE state <> 'sent'") == 0, 20)
        found = answered(fake)
        assert set(found) == {word(number) for number in range(everything)}
        assert {each for each, times in found.items() if times > 1} <= doubtful
        assert max(found.values()) <= 2
        assert count(tmp_path, "inbox WHERE state = 'done'") == count(tmp_path, "inbox") == everything
        assert fake.token not in program.log
