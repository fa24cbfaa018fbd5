"""The bare dialogue step as it is commonly written: SQLAlchemy's async engine over aiosqlite, a transaction a step."""

import asyncio
import itertools
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, event, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.tables import dialogues, inbox, outbox

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class AsyncBareSteps:
    """Knows the update, loads and saves the state, writes the reply; for a person who is there already."""

    def __init__(self, url: URL, person: int, count: int) -> None:
        self.engine = _open(url)
        self.person, self.count, self.numbers = person, count, itertools.count()
        self.loop = asyncio.Runner()

    def run(self) -> None:
        """Makes so many steps."""
        self.loop.run(self._steps())

    def close(self) -> None:
        """Ends the connections and the loop."""
        self.loop.run(self.engine.dispose())
        self.loop.close()

    async def _steps(self) -> None:
        for number in itertools.islice(self.numbers, self.count):
            async with self.engine.begin() as tx:
                await self._step(tx, number)

    async def _step(self, tx: AsyncConnection, number: int) -> None:
        sent = {"channel": "async", "address": "a", "person_id": self.person}
        moment = {"received_at": NOW, "content": "x", "state": "done"}
        await tx.execute(insert(inbox), {**sent, **moment, "update_id": f"b{number}"})
        mine = dialogues.c.person_id == self.person
        state = (await tx.execute(select(dialogues.c.state).where(mine))).scalar_one()
        await tx.execute(update(dialogues).where(mine), {"state": str(int(state) + 1)})
        times = {"created_at": NOW, "due_at": NOW, "try_at": NOW}
        await tx.execute(insert(outbox), {**sent, **times, "kind": "reply", "body": "x", "state": "sent"})


def _open(url: URL) -> AsyncEngine:
    engine = create_async_engine(url.set(drivername="sqlite+aiosqlite"))
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
