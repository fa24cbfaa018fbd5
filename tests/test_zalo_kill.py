"""`tcpl run` killed in the middle of 300 messages on Zalo.

By webhook none is lost. Polling gives one event at a time and takes nothing back, so the one in hand can be lost with
each kill; that is the platform's promise and no better.
"""

import json
import signal
import socket
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from string import ascii_lowercase

import pytest

from tests.fake_zalo import FakeZalo, spawned_fake
from tests.zalo_program import ZaloProgram

USERS, EACH = 30, 10
EVERYTHING = USERS * EACH
LONG_AGO = "2000-01-01 00:00:00.000000"


def word(number: int) -> str:
    """A command that no one knows: its answer names it, so each answer can be told from all others."""
    return "/khong" + ascii_lowercase[number // 26] + ascii_lowercase[number % 26]


WORDS = [word(number) for number in range(EVERYTHING)]


def answered(fake: FakeZalo) -> Counter[str]:
    return Counter(next(each for each in WORDS if each in one.text) for one in fake.sent())


def in_flight(folder: Path) -> set[str]:
    """The answers that were being sent at the kill; their leases run out here at once instead of in a minute."""
    with closing(sqlite3.connect(folder / "tcpl.db")) as database, database:
        rows = database.execute("SELECT body FROM outbox WHERE state = 'sending'").fetchall()
        database.execute("UPDATE outbox SET lease_until = ? WHERE state = 'sending'", [LONG_AGO])
    texts = [json.loads(body)["text"] for (body,) in rows]
    return {each for each in WORDS if any(each in text for text in texts)}


def kept(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "tcpl.db")) as database:
        return {json.loads(content)["text"] for (content,) in database.execute("SELECT content FROM inbox")}


def count(folder: Path, what: str) -> int:
    with closing(sqlite3.connect(folder / "tcpl.db")) as database:
        return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def lost_in_hand(fake: FakeZalo, folder: Path) -> set[str]:
    """The last event that was given away before a kill, if it never got into the inbox."""
    given = fake.state()["given"]
    return {one["message"]["text"] for one in given[-1:]} - kept(folder)


def free_port() -> int:
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        return int(wire.getsockname()[1])


@pytest.mark.e2e
@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
def test_nothing_is_lost_or_doubled_by_a_kill(tmp_path: Path, webhook: bool) -> None:
    with spawned_fake(tmp_path / "zalo.jsonl") as fake:
        users = [fake.user(f"{5000 + number:016x}") for number in range(USERS)]
        program = ZaloProgram(fake, tmp_path, free_port(), webhook)
        doubtful: set[str] = set()
        lost: set[str] = set()
        for number in range(EVERYTHING // 2):
            users[number % USERS].says(word(number))
        with program.running(signal.SIGKILL):
            fake.until(lambda: len(fake.state()["given"]) >= 20, 60)
        doubtful |= in_flight(tmp_path)
        lost |= lost_in_hand(fake, tmp_path)
        with program.running(signal.SIGKILL):
            for number in range(EVERYTHING // 2, EVERYTHING):
                users[number % USERS].says(word(number))
            fake.until(lambda: len(fake.sent()) >= EVERYTHING // 2, 60)
        doubtful |= in_flight(tmp_path)
        lost |= lost_in_hand(fake, tmp_path)
        assert not (webhook and lost)
        with program.running(signal.SIGKILL):
            fake.until(lambda: len(answered(fake)) == EVERYTHING - len(lost), 60)
            fake.until(lambda: count(tmp_path, "outbox WHERE state <> 'sent'") == 0, 20)
        found = answered(fake)
        assert set(found) == set(WORDS) - lost
        assert {each for each, times in found.items() if times > 1} <= doubtful
        assert max(found.values()) <= 2
        assert count(tmp_path, "inbox WHERE state = 'done'") == count(tmp_path, "inbox") == EVERYTHING - len(lost)
        assert fake.token not in program.log
