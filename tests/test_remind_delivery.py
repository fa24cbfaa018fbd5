"""A morning through Telegram's limits: two senders on one database, one killed with -9, nobody forgotten."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.engine import open_engine, reading
from storage.tables import addresses, outbox
from tests.fake_telegram import FakeTelegram, spawned_fake
from tests.remind_crowd import BUSY, fill_crowd
from tests.remind_sender import sender


@dataclass(frozen=True)
class Office:
    """The database that the senders share, and the folder for their log."""

    url: str
    folder: Path

    def prepare(self, fake: FakeTelegram, people: int) -> None:
        """A crowd, each with a chat that is open at the fake."""
        engine = open_engine(self.url)
        fill_crowd(engine, people, 1, datetime(2024, 12, 1, tzinfo=UTC))
        engine.dispose()
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(lambda number: fake.user(number + 1).opens_chat(), range(people)))
        fake.limits(flood=True)

    def in_state(self, state: str) -> set[int]:
        """The addresses of the messages in a state; asked here and not of the fake, which has enough to do."""
        engine = open_engine(self.url)
        with reading(engine) as connection:
            found = {
                int(row.address) for row in connection.execute(select(outbox.c.address).where(outbox.c.state == state))
            }
        engine.dispose()
        return found

    def free_leases(self) -> None:
        """What the killed sender held is free at once; the real lease is a minute."""
        engine = open_engine(self.url)
        with engine.begin() as tx:
            past = datetime(2000, 1, 1, tzinfo=UTC)
            tx.execute(update(outbox).where(outbox.c.state == "sending").values(lease_until=past))
        engine.dispose()

    def sender(self, fake: FakeTelegram) -> AbstractContextManager[subprocess.Popen[bytes]]:
        return sender(fake, self.folder, BUSY, self.url)


def until(ready: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def check(fake: FakeTelegram, people: int, doubtful: set[int]) -> None:
    """Nobody was forgotten, only what was in flight came twice, and two together kept the limit."""
    times = Counter(one.chat for one in fake.sent())
    refused = [call for call in fake.calls("sendMessage") if call["code"] == 429]
    assert set(times) == set(range(1, people + 1))
    assert {chat for chat, count in times.items() if count > 1} <= doubtful
    assert max(times.values()) <= 2
    # Two that did not share the pace would ask for nearly twice the limit.
    assert len(refused) < people / 20


def test_two_senders_one_killed_and_nobody_is_forgotten(database_url: str, tmp_path: Path) -> None:
    people, office = 120, Office(database_url, tmp_path)
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        office.prepare(fake, people)
        with office.sender(fake), office.sender(fake) as killed:
            until(lambda: len(office.in_state("sent")) >= people // 3, 40)
            killed.send_signal(signal.SIGKILL)
            killed.wait(10)
            doubtful = office.in_state("sending")
            office.free_leases()
            until(lambda: len(office.in_state("sent")) == people, 40)
        check(fake, people, doubtful)


@pytest.mark.e2e
def test_three_thousand_people_and_the_lease_that_runs_out(database_url: str, tmp_path: Path) -> None:
    people, office = 3000, Office(database_url, tmp_path)
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        office.prepare(fake, people)
        with office.sender(fake), office.sender(fake) as killed:
            until(lambda: len(office.in_state("sent")) >= people // 2, 120)
            killed.send_signal(signal.SIGKILL)
            killed.wait(10)
            doubtful = office.in_state("sending")
            until(lambda: len(office.in_state("sent")) == people, 180)
        assert office.in_state("dropped") == office.in_state("failed") == set()
        check(fake, people, doubtful)


@pytest.mark.parametrize("blocked", [7])
def test_who_blocked_is_left_alone_and_looked_up(sqlite_url: str, tmp_path: Path, blocked: int) -> None:
    office = Office(sqlite_url, tmp_path)
    with spawned_fake(tmp_path / "telegram.jsonl") as fake:
        office.prepare(fake, 10)
        fake.user(blocked).blocks()
        with office.sender(fake):
            until(lambda: len(office.in_state("sent")) == 9 and office.in_state("failed") == {blocked}, 20)
    engine = open_engine(sqlite_url)
    with reading(engine) as connection:
        row = connection.execute(select(outbox.c.why).where(outbox.c.address == str(blocked))).one()
        gone = connection.execute(
            select(addresses.c.unreachable_since).where(addresses.c.address == str(blocked))
        ).one()
    engine.dispose()
    assert row.why == "blocked"
    assert gone.unreachable_since is not None
