"""What every turn and delivery asks stays quick as messages pile up: it goes by an index on what is still open."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, event

from handlers.conversation import Reply, Text, Turn, Update
from storage.engine import open_engine
from storage.health import read_backlog
from storage.inbox import accept, waiting
from storage.outbox import claim, unsent
from storage.turns import take_turn

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GROWING = ("inbox", "outbox", "history")
# Looking back at a person's last minutes, or counting failures of the last day, goes by other indexes or seldom.
SELDOM = ("failed",)


def one_turn(engine: Engine) -> None:
    accept(engine, [Update("1", "console", "a", Text("chào"))], NOW)
    assert take_turn(engine, lambda update, memory: Turn((Reply("chào"),)), NOW)


def backlog(engine: Engine) -> None:
    with engine.connect() as connection:
        read_backlog(connection, NOW)


@pytest.mark.parametrize(
    "work",
    [one_turn, lambda engine: claim(engine, "console", "me", NOW, 10), waiting, unsent, backlog],
    ids=["turn", "claim", "waiting", "unsent", "backlog"],
)
def test_no_statement_reads_all_messages(work: Callable[[Engine], object], sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    work(engine)
    with engine.connect() as connection:
        plans = [plan(connection, statement, values) for statement, values in asked if reads(statement)]
    assert plans
    assert [line for lines in plans for line in lines if reads_everything(line)] == []
    engine.dispose()


def reads(statement: str) -> bool:
    return statement.startswith(("SELECT", "UPDATE", "WITH")) and not any(f"'{each}'" in statement for each in SELDOM)


def plan(connection: Any, statement: str, values: Any) -> list[str]:
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]


def reads_everything(line: str) -> bool:
    """A scan of a table that only grows, or a way through everything that one person ever sent."""
    scanned = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", line)
    through_all = "ix_inbox_person_id_received_at (person_id=?)" in line
    return through_all or bool(
        scanned and scanned[1] in GROWING and scanned[2] not in ("ix_inbox_new", "ix_outbox_unsent")
    )


def test_a_scan_is_seen() -> None:
    assert reads_everything("SCAN outbox")
    assert reads_everything("SCAN inbox USING INDEX ix_inbox_person_id_received_at")
    assert not reads_everything("SCAN outbox USING INDEX ix_outbox_unsent")
    assert not reads_everything("SEARCH outbox USING INDEX ix_outbox_channel_address_id (channel=? AND address=?)")
