"""Reminders: a tick that plans many, beside bare inserts of as many rows; a morning through Telegram's limits."""

import resource
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, insert, select

from bot.planner import planned
from knowledge.library import Knowledge
from storage.engine import open_engine, reading
from storage.migrate import migrate
from storage.reminder_tables import reminders
from storage.reminders import plan_batch
from storage.tables import outbox
from tests.bench.measure import seconds
from tests.fake_telegram import FakeTelegram, spawned_fake
from tests.remind_crowd import BUSY, DUE_THEN, fill_crowd
from tests.remind_sender import sender

COMMUNES, EACH = 2400, 3
RECIPIENTS, LIMIT = 3000, 30
NOW = datetime.fromisoformat(BUSY).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def bench_reminding(knowledge: Knowledge) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        _bench_planning(knowledge, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        _bench_delivery(Path(folder))


def _bench_planning(knowledge: Knowledge, folder: Path) -> None:
    engine = _crowd(folder / "planned.db", COMMUNES, EACH)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = seconds(lambda: _exhaust(engine, knowledge))
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    again = seconds(lambda: _exhaust(engine, knowledge))
    with reading(engine) as connection:
        count = connection.execute(select(func.count()).select_from(reminders)).scalar_one()
    assert count == COMMUNES * EACH * DUE_THEN
    floor = seconds(lambda: _bare_inserts(_crowd(folder / "bare.db", 1, COMMUNES * EACH)))
    print(f"\nOne tick plans {count:,} reminders in {COMMUNES * EACH:,} digests (SQLite, limit 5 s)")
    print(f"  {'planned and kept':<44} {taken:>9.2f} s  (+{more:.0f} MiB)")
    print(f"  {'the same tick again: nothing to tell':<44} {again:>9.2f} s")
    print(f"  {'floor: as many bare rows, one transaction':<44} {floor:>9.2f} s")


def _crowd(path: Path, communes: int, each: int) -> Engine:
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    fill_crowd(engine, communes, each, NOW)
    return engine


def _exhaust(engine: Engine, knowledge: Knowledge) -> None:
    for _ in planned(engine, knowledge, NOW, plan_batch):
        pass


def _bare_inserts(engine: Engine) -> None:
    count = COMMUNES * EACH
    times = {"created_at": NOW, "due_at": NOW, "try_at": NOW}
    sent = {"channel": "x", "kind": "reminder", "body": "x" * 600} | times
    thing = {"unit_id": 2, "year": 2024, "milestone": "14", "title": "x" * 40}
    days = {"last_day": date(2024, 12, 31), "day": date(2024, 12, 17)}
    with engine.begin() as tx:
        tx.execute(insert(outbox), [sent | {"address": str(n), "person_id": n} for n in range(1, count + 1)])
        rows = (
            thing | days | {"person_id": n, "deadline": str(d)} for n in range(1, count + 1) for d in range(DUE_THEN)
        )
        tx.execute(insert(reminders), list(rows))


def _bench_delivery(folder: Path) -> None:
    engine = _crowd(folder / "tcpl.db", RECIPIENTS, 1)
    with spawned_fake(folder / "telegram.jsonl") as fake:
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(lambda number: fake.user(number + 1).opens_chat(), range(RECIPIENTS)))
        fake.limits(flood=True)
        with sender(fake, folder, BUSY):
            heard, rate = _delivered(fake, engine)
        refused = sum(call["code"] == 429 for call in fake.calls("sendMessage"))
    print(
        f"\nA morning for {RECIPIENTS:,} people through Telegram's limits (the fake refuses more than {LIMIT} a second)"
    )
    print(f"  {'delivered, dropped':<44} {heard:>9,} , {RECIPIENTS - heard}")
    print(f"  {'rate':<44} {rate:>9.1f} a second (limit {LIMIT}, floor 27), refused with 429: {refused}")


def _delivered(fake: FakeTelegram, engine: Engine) -> tuple[int, float]:
    """How many people heard, and how fast between the first and the last message."""
    end = time.monotonic() + RECIPIENTS / 20
    while _unsent(engine) and time.monotonic() < end:
        time.sleep(1)
    moments = [call["at"] for call in fake.calls("sendMessage") if call["sent"]]
    return len({one.chat for one in fake.sent()}), (len(moments) - 1) / (max(moments) - min(moments))


def _unsent(engine: Engine) -> bool:
    """Whether messages are still to come; before the sender has planned there are none yet."""
    counted = select(func.count()).select_from(outbox).where(outbox.c.state == "sent")
    with reading(engine) as connection:
        return connection.execute(counted).scalar_one() < RECIPIENTS
