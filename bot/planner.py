"""Plans the reminders: a tick a minute, once a morning the work; what was missed is made up for at the next tick."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bot import faults, logs
from bot.services import Services
from handlers.reminding.digest import digests
from handlers.reminding.owing import years_near
from handlers.reminding.planning import Digest, Morning
from knowledge.library import Knowledge
from knowledge.reminders import is_daytime
from storage.engine import reading
from storage.office import load_office
from storage.reminders import Batch, DecideDigests, plan_batch, preview_batch

TICK_SECONDS = 60
# People in one transaction: large enough to be fast, small enough that turns wait for a moment only.
PEOPLE_AT_ONCE = 500
# A run that was missed is made up for, once; two ticks never run at the same time.
JOB_DEFAULTS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Keep(Protocol):
    """What is done with a batch: it is kept, or only looked at."""

    def __call__(self, engine: Engine, decide: DecideDigests, after: int, most: int, now: datetime) -> Batch: ...


class Planner:
    """One a process; several processes plan the same morning without telling anybody twice."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._planned: date | None = None

    async def run(self) -> None:
        """Ticks until cancelled."""
        scheduler = AsyncIOScheduler(job_defaults=JOB_DEFAULTS, timezone=UTC)
        # The ticks follow the machine's time, the days that are planned the program's own clock.
        scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, next_run_time=datetime.now(UTC))
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Plans the day's reminders unless this process has done so; a database that is away is asked again."""
        now = self._services.clock()
        if self._planned == now.date() or not is_daytime(now):
            return
        try:
            count = await asyncio.to_thread(self.plan, now)
        except OperationalError as error:
            faults.report("database_away", error, part="planner")
            return
        self._planned = now.date()
        if count:
            logs.event("reminders_planned", digests=count)
            self._services.bell.ring("outbox")

    def plan(self, now: datetime) -> int:
        """Plans for everybody; how many digests were made."""
        return sum(1 for _ in planned(self._services.engine, self._services.knowledge, now, plan_batch))


def open_morning(engine: Engine, knowledge: Knowledge, now: datetime) -> Morning:
    """The morning of a day with every unit as it stands."""
    with reading(engine) as connection:
        office = load_office(connection, now, years_near(knowledge, now.date()))
    return Morning(office, knowledge, now.date())


def planned(engine: Engine, knowledge: Knowledge, now: datetime, keep: Keep = preview_batch) -> Iterator[Digest]:
    """The digests of a moment, batch by batch; with `plan_batch` they are kept as well."""
    if not is_daytime(now):
        return
    morning, after = open_morning(engine, knowledge, now), 0
    while True:
        batch = keep(engine, lambda readers: digests(morning, readers), after, PEOPLE_AT_ONCE, now)
        yield from batch.digests
        if batch.last is None:
            return
        after = batch.last
