"""The pace of a token: moments shared by processes, a pause that a provider asks for, a database that is away."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.bell import Bell
from bot.channels.pacing import Pace
from bot.channels.shared_moments import SharedMoments
from bot.services import Services
from bot.settings import read_settings
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.paces import FARTHEST, hold_back, take_moment

NOW = datetime(2026, 12, 27, 1, 0, tzinfo=UTC)
GAP = timedelta(milliseconds=40)
SECOND = timedelta(seconds=1)


def test_moments_lie_apart_whoever_takes_them(engine: Engine) -> None:
    other = open_engine(engine.url.render_as_string(hide_password=False))
    taken = [take_moment(each, "telegram", GAP, NOW) for each in (engine, other, engine, other)]
    assert taken == [NOW + GAP * number for number in range(4)]
    assert take_moment(engine, "zalo", GAP, NOW) == NOW, "another token has its own"
    assert take_moment(other, "telegram", GAP, NOW + SECOND) == NOW + SECOND, "what was not used is not saved up"
    other.dispose()


def test_a_pause_holds_for_all_and_a_wrong_clock_not_for_long(engine: Engine) -> None:
    hold_back(engine, "telegram", NOW + 20 * SECOND, NOW)
    hold_back(engine, "telegram", NOW + 5 * SECOND, NOW)
    assert take_moment(engine, "telegram", GAP, NOW) == NOW + 20 * SECOND
    take_moment(engine, "telegram", GAP, NOW + timedelta(days=1))
    assert take_moment(engine, "telegram", GAP, NOW) == NOW + FARTHEST


class Shared:
    """Stands in for the database: the moments that were taken, the pauses asked for."""

    def __init__(self) -> None:
        self.taken, self.held = 0, list[float]()

    async def take(self) -> float | None:
        self.taken += 1
        return 0.0

    async def hold(self, seconds: float) -> None:
        self.held.append(seconds)


async def test_one_chat_that_is_refused_holds_up_nobody_two_hold_up_all() -> None:
    shared, clock = Shared(), asyncio.get_running_loop().time
    pace = Pace(clock, a_second=1000, apart=0, shared=shared)
    await pace.refused("a", 0.3)
    before = clock()
    await pace.turn("b")
    assert clock() - before < 0.2
    assert shared.held == []
    await pace.refused("b", 0.2)
    assert shared.held == [pytest.approx(0.3, abs=0.1)]
    taken = shared.taken
    await pace.turn("c")
    assert clock() - before >= 0.25
    assert shared.taken == taken + 2, "after the pause another moment is taken"


async def test_a_pause_that_is_over_is_forgotten() -> None:
    shared = Shared()
    pace = Pace(asyncio.get_running_loop().time, a_second=1000, apart=0, shared=shared)
    await pace.refused("a", 0.01)
    await asyncio.sleep(0.05)
    await pace.refused("b", 0.01)
    assert shared.held == []


async def test_without_the_database_each_keeps_its_own_pace(tmp_path_factory: pytest.TempPathFactory) -> None:
    # An empty database: there is no table to ask.
    away = open_engine(f"sqlite:///{tmp_path_factory.mktemp('away') / 'empty.db'}")
    services = Services(read_settings({}), away, lambda: NOW, Knowledge.__new__(Knowledge), Bell(), b"")
    shared = SharedMoments(services, "telegram", 100)
    assert await shared.take() is None
    await shared.hold(1)
    clock = asyncio.get_running_loop().time
    pace, before = Pace(clock, a_second=100, apart=0, shared=shared), clock()
    await asyncio.gather(*(pace.turn(str(number)) for number in range(11)))
    assert clock() - before >= 0.09
    away.dispose()
