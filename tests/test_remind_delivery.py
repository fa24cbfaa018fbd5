"""A morning through Telegram's limits: two senders on one database, one killed with -9, nobody forgotten."""

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda number: fake.user(number + 1).opens_chat(), range(people)))
    fake.limits(flood=True)


def in_state(folder: Path, state: str) -> set[int]:
    """The addresses of the messages in a state; asked here and not of the fake, which has enough to do."""
    with closing(sqlite3.connect(folder / "tcpl.db", timeout=10)) as connection:
        rows = connection.execute("SELECT address FROM outbox WHERE state = ?", (state,))
        return {int(row[0]) for row in rows}


def until(ready: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def free_leases(folder: Path) -> None:
    """What the killed sender held is free at once; the real lease is a minute."""
    with closing(sqlite3.connect(folder / "tcpl.db", timeout=10)) as connection, connection:
        connection.execute("UPDATE outbox SET lease_until = '2000-01-01 00:00:00' WHERE state = 'sending'")


def check(fake: FakeTelegram, people: int, doubtful: set[int]) -> None:
    """Nobody was forgotten, only what was in flight came twice, and two together kept the limit."""
    times = Counter(one.chat for one in fake.sent())
    refused = [call for call in fake.calls("sendMessage") if call["code"] == 429]
    assert set(times) == set(range(1, people + 1))
    assert {chat for chat, count in times.items() if count > 1} <= doubtful
    assert max(times.values()) <= 2
    # Two that did not share the pace would ask for nearly twice the limit.
    assert len(refused) < people / 20


def test_two_senders_one_killed_and_nobody_is_forgotten(tmp_path: Path) -> None:
    people = 120
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        prepared(tmp_path, fake, people)
        with sender(fake, tmp_path, BUSY), sender(fake, tmp_path, BUSY) as killed:
            until(lambda: len(in_state(tmp_path, "sent")) >= people // 3, 40)
            killed.send_signal(signal.SIGKILL)
            killed.wait(10)
            doubtful = in_state(tmp_path, "sending")
            free_leases(tmp_path)
            until(lambda: len(in_state(tmp_path, "sent")) == people, 40)
        check(fake, people, doubtful)


@pytest.mark.e2e
def test_three_thousand_people_and_the_lease_that_runs_out(tmp_path: Path) -> None:
    people = 3000
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        prepared(tmp_path, fake, people)
        with sender(fake, tmp_path, BUSY), sender(fake, tmp_path, BUSY) as killed:
            until(lambda: len(in_state(tmp_path, "sent")) >= people // 2, 120)
            killed.send_signal(signal.SIGKILL)
            killed.wait(10)
            doubtful = in_state(tmp_path, "sending")
            until(lambda: len(in_state(tmp_path, "sent")) == people, 180)
        assert in_state(tmp_path, "dropped") == in_state(tmp_path, "failed") == set()
        check(fake, people, doubtful)


@pytest.mark.parametrize("blocked", [7])
def test_who_blocked_is_left_alone_and_looked_up(tmp_path: Path, blocked: int) -> None:
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        prepared(tmp_path, fake, 10)
        fake.user(blocked).blocks()
        with sender(fake, tmp_path, BUSY):
            until(lambda: len(in_state(tmp_path, "sent")) == 9 and in_state(tmp_path, "failed") == {blocked}, 20)
    with closing(sqlite3.connect(tmp_path / "tcpl.db")) as connection:
        row = connection.execute("SELECT state, why FROM outbox WHERE address = ?", (str(blocked),)).fetchone()
        gone = connection.execute(
            "SELECT unreachable_since FROM addresses WHERE address = ?", (str(blocked),)
        ).fetchone()
    assert row == ("failed", "blocked")
    assert gone[0] is not None
