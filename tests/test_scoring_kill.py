"""An entry killed at 50 random moments, and two people entering the same at once: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, func, select

from bot.demo import fill_demo
from handlers.texts_law import number
from knowledge.values import PointsValue, load_value
from storage.engine import open_engine, reading
from storage.entry_tables import entries
from storage.people import add_address
from storage.tables import history, inbox, outbox
from tests.entering_program import NOW, OPENING, REASON, messages

KILLS = 50
ROOT = Path(__file__).parent.parent


@contextmanager
def program(url: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The program that forks entering processes, in `folder`."""
    command = [sys.executable, "-m", "tests.entering_program", url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def start(running: subprocess.Popen[str], name: str, first: int, last: int) -> int:
    assert running.stdin
    assert running.stdout
    running.stdin.write(f"{name} {first} {last}\n")
    running.stdin.flush()
    word, pid = running.stdout.readline().split()
    assert word == "started"
    return int(pid)


def wait_until_ended(running: subprocess.Popen[str]) -> None:
    assert running.stdout
    assert running.stdout.readline() == "ended\n"


def settle(engine: Engine) -> None:
    """The two people of the demo's commune, each with an address of their role's name."""
    for persona in fill_demo(engine, NOW):
        with engine.begin() as tx:
            add_address(tx, persona.id, "console", persona.role, NOW)


def acknowledged(folder: Path, name: str) -> int:
    """How many messages were; they are noted in order."""
    acks = folder / f"{name}.acks"
    return len(acks.read_text().split()) if acks.exists() else 0


def saved(engine: Engine) -> list[str]:
    """Every save in the order of the history, as it was typed."""
    rows = select(history.c.after).where(history.c.action == "value").order_by(history.c.id)
    with reading(engine) as connection:
        values = [load_value(after) for after in connection.execute(rows).scalars()]
    return [number(each.points) for each in values if isinstance(each, PointsValue)]


def typed(until: int) -> list[str]:
    """The values among the first messages, as the history shows them."""
    values = messages("official")[len(OPENING) : until][1::2]
    return [each.rstrip("0").rstrip(",") for each in values]


def check_revisions(engine: Engine) -> None:
    """Each value was saved exactly as often as its history says."""
    saves = select(history.c.subject, func.count()).where(history.c.action == "value").group_by(history.c.subject)
    with reading(engine) as connection:
        counted = {row[0]: row[1] for row in connection.execute(saves)}
        kept = connection.execute(select(entries.c.dossier_id, entries.c.content, entries.c.revision)).all()
    assert counted == {f"{row.dossier_id}/{row.content}": row.revision for row in kept}


def test_fifty_kills_lose_nothing_and_double_nothing(sqlite_url: str, tmp_path: Path) -> None:
    engine, dice = open_engine(sqlite_url), random.Random(7)
    settle(engine)
    cut_off = 0
    with program(sqlite_url, tmp_path) as running:
        for _ in range(KILLS):
            now_done = live_and_die(running, tmp_path, dice.uniform(0, 0.03))
            # A turn may be kept whose acknowledgement was cut off; what was acknowledged is there in any case.
            assert saved(engine) in (typed(now_done), typed(now_done + 1))
            check_revisions(engine)
            cut_off += one_waits_or_is_not_acknowledged(engine, now_done)
        last = acknowledged(tmp_path, "official") + 20
        start(running, "official", acknowledged(tmp_path, "official"), last)
        wait_until_ended(running)
    assert acknowledged(tmp_path, "official") == last + 1
    assert saved(engine) == typed(last + 1)
    check_revisions(engine)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).where(inbox.c.state != "done")).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(outbox)).scalar_one() == last + 1
    assert cut_off > KILLS / 10, "hardly a kill hit a message in hand"
    engine.dispose()


def live_and_die(running: subprocess.Popen[str], folder: Path, seconds: float) -> int:
    """One life: until so long after the first acknowledgement; returns how many messages are acknowledged now."""
    done = acknowledged(folder, "official")
    pid = start(running, "official", done, len(messages("official")) - 1)
    wait_for_progress(folder, done)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    wait_until_ended(running)
    return acknowledged(folder, "official")


def wait_for_progress(folder: Path, done: int) -> None:
    """Until one more message is acknowledged: a life that was too short to say anything shows nothing."""
    while acknowledged(folder, "official") <= done:
        time.sleep(0.001)


def one_waits_or_is_not_acknowledged(engine: Engine, done: int) -> bool:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(inbox)).scalar_one()) > done


def test_two_processes_at_once_overwrite_nothing_unseen(fresh_postgres_url: str, tmp_path: Path) -> None:
    """Two people, each through a process of its own, are asked for the same content and answer at the same moment."""
    engine, rounds = open_engine(fresh_postgres_url), 10
    settle(engine)
    with program(fresh_postgres_url, tmp_path) as ours, program(fresh_postgres_url, tmp_path) as theirs:
        both = {"official": ours, "leader": theirs}
        at_once(both, 0, len(OPENING) - 1)
        for number in range(rounds):
            asked = len(OPENING) + 2 * number
            at_once(both, asked, asked)
            at_once(both, asked + 1, asked + 1)
    check_revisions(engine)
    every = saves(engine)
    assert set(Counter(row.person_id for row in every).values()) == {rounds}, "each value of both, once"
    for subject in {row.subject for row in every}:
        chain = [row for row in every if row.subject == subject]
        assert [row.before for row in chain] == [None, *(row.after for row in chain[:-1])]
    insisted = [row for row in every if row.reason == REASON]
    assert len(insisted) == len(conflicts(engine)) == rounds, "every round the slower one saw the faster one's value"
    engine.dispose()


def at_once(both: dict[str, subprocess.Popen[str]], first: int, last: int) -> None:
    for name, running in both.items():
        start(running, name, first, last)
    for running in both.values():
        wait_until_ended(running)


def saves(engine: Engine) -> list[Row[Any]]:
    with reading(engine) as connection:
        found = select(history).where(history.c.action == "value").order_by(history.c.id)
        return list(connection.execute(found).all())


def conflicts(engine: Engine) -> list[str]:
    """The messages that showed both values."""
    with reading(engine) as connection:
        bodies = connection.execute(select(outbox.c.body)).scalars()
        return [body for body in bodies if "vừa lưu" in body]
