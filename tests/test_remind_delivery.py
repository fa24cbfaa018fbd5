"""A morning through Telegram's limits: two senders on one database, one killed with -9, nobody forgotten."""

import signal
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.engine import open_engine
from storage.migrate import migrate
from tests.fake_telegram import FakeTelegram, spawned_fake
from tests.remind_crowd import BUSY, fill_crowd
from tests.remind_sender import sender


def prepared(folder: Path, fake: FakeTelegram, people: int) -> None:
    """A database with a crowd, each with a chat that is open at the fake."""
    engine = open_engine(f"sqlite:///{folder / 'tcpl.db'}")
    migrate(engine)
    fill_crowd(engine, people, 1, datetime(2024, 12, 1, tzinfo=UTC))
    engine.dispose()
    for number in range(people):
        fake.user(number + 1).opens_chat()
    fake.limits(flood=True)


def unsent(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "tcpl.db")) as connection:
        found = connection.execute("SELECT count(*) FROM outbox WHERE state <> 'sent'").fetchone()
        return int(found[0])


def in_flight(folder: Path) -> set[int]:
    with closing(sqlite3.connect(folder / "tcpl.db")) as connection:
        rows = connection.execute("SELECT address FROM outbox WHERE state = 'sending'")
        return {int(row[0]) for row in rows}


def free_leases(folder: Path) -> None:
    """What the killed sender held is free at once; the real lease is a minute."""
    with closing(sqlite3.connect(folder / "tcpl.db", timeout=10)) as connection, connection:
        connection.execute("UPDATE outbox SET lease_until = '2000-01-01 00:00:00' WHERE state = 'sending'")


def test_two_senders_one_killed_and_nobody_is_forgotten(tmp_path: Path) -> None:
    people = 120
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        prepared(tmp_path, fake, people)
        with sender(fake, tmp_path, BUSY), sender(fake, tmp_path, BUSY) as killed:
            fake.until(lambda: len(fake.sent()) >= people // 3, 40)
            killed.send_signal(signal.SIGKILL)
            killed.wait(10)
            doubtful = in_flight(tmp_path)
            free_leases(tmp_path)
            fake.until(lambda: len({one.chat for one in fake.sent()}) == people, 40)
            fake.until(lambda: unsent(tmp_path) == 0, 20)
        times = Counter(one.chat for one in fake.sent())
        refused = [call for call in fake.calls("sendMessage") if call["code"] == 429]
    assert set(times) == set(range(1, people + 1))
    assert {chat for chat, count in times.items() if count > 1} <= doubtful
    assert max(times.values()) <= 2
    assert refused, "two senders at once are told to slow down"


@pytest.mark.parametrize("blocked", [7])
def test_who_blocked_is_left_alone_and_looked_up(tmp_path: Path, blocked: int) -> None:
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        prepared(tmp_path, fake, 10)
        fake.user(blocked).blocks()
        with sender(fake, tmp_path, BUSY):
            fake.until(lambda: len(fake.sent()) == 9, 20)
            fake.until(lambda: unsent(tmp_path) == 1, 20)
    with closing(sqlite3.connect(tmp_path / "tcpl.db")) as connection:
        row = connection.execute("SELECT state, why FROM outbox WHERE address = ?", (str(blocked),)).fetchone()
        gone = connection.execute(
            "SELECT unreachable_since FROM addresses WHERE address = ?", (str(blocked),)
        ).fetchone()
    assert row == ("failed", "blocked")
    assert gone[0] is not None
