"""`tcpl run` killed in the middle of 300 updates: none lost, none answered twice but what was in flight."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from string import ascii_lowercase

from tests.fake_telegram import FakeTelegram, spawned_fake

USERS, EACH = 30, 10
TCPL = Path(sys.executable).with_name("tcpl")
LONG_AGO = "2000-01-01 00:00:00.000000"


def word(number: int) -> str:
    """A command that no one knows: its answer names it, so each answer can be told from all others."""
    return "/khong" + ascii_lowercase[number // 26] + ascii_lowercase[number % 26]


def answered(fake: FakeTelegram) -> Counter[str]:
    words = [word(number) for number in range(USERS * EACH)]
    heard = [one.text for one in fake.sent()]
    return Counter(next(each for each in words if each in text) for text in heard)


@contextmanager
def program(fake: FakeTelegram, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One life of the program: killed, not asked to stop; its log goes to a file."""
    environ = {
        **os.environ,
        "TCPL_TELEGRAM_TOKEN": fake.token,
        "TCPL_TELEGRAM_API_URL": fake.url,
        "TCPL_DATA_DIR": str(folder),
        "TCPL_PORT": "0",
    }
    starts = len(fake.calls("deleteWebhook"))
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen([TCPL, "run"], env=environ, stdout=log, stderr=log)
        try:
            fake.until(lambda: len(fake.calls("deleteWebhook")) > starts or process.poll() is not None, 60)
            assert process.poll() is None, (folder / "log.txt").read_text()
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


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
        doubtful: set[str] = set()
        with program(fake, tmp_path):
            for number in range(everything // 2):
                users[number % USERS].says(word(number))
            fake.until(lambda: len(fake.sent()) >= 20)
        doubtful |= in_flight(tmp_path)
        with program(fake, tmp_path):
            for number in range(everything // 2, everything):
                users[number % USERS].says(word(number))
            fake.until(lambda: len(fake.sent()) >= 150, 60)
        doubtful |= in_flight(tmp_path)
        with program(fake, tmp_path):
            fake.until(lambda: len(answered(fake)) == everything, 60)
            fake.until(lambda: count(tmp_path, "outbox WHERE state <> 'sent'") == 0, 20)
        found = answered(fake)
        assert set(found) == {word(number) for number in range(everything)}
        assert {each for each, times in found.items() if times > 1} <= doubtful
        assert max(found.values()) <= 2
        assert count(tmp_path, "inbox WHERE state = 'done'") == count(tmp_path, "inbox") == everything
        assert fake.token not in (tmp_path / "log.txt").read_text()
