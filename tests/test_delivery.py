"""Worker and pump: turns are made, messages go out once, refusals are obeyed."""

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.bell import Bell
from bot.channels.channel import SendFailed
from bot.logs import JsonLines
from bot.pump import LONGEST_PAUSE, Pump, pause_before_retry
from bot.services import Services
from bot.settings import read_settings
from bot.worker import Worker
from handlers.conversation import Memory, Text, Turn, Update
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.inbox import accept
from storage.outbox import Message
from storage.tables import addresses, outbox


@dataclass
class HandClock:
    """A clock that is moved by hand."""

    now: datetime = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Ears:
    """A channel that keeps what it is sent, after refusing what it is told to refuse."""

    refusals: list[SendFailed] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    name: str = "ears"
    batch: int = 10

    async def send(self, message: Message) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.heard.append(message.reply.text)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def services(sqlite_url: str, knowledge: Knowledge, clock: HandClock) -> Iterator[Services]:
    engine = open_engine(sqlite_url)
    yield Services(read_settings({}), engine, clock, knowledge, Bell(), b"key")
    engine.dispose()


def ask(services: Services, text: str, number: int = 1) -> None:
    accept(services.engine, [Update(str(number), "ears", "a", Text(text))], services.clock())
    while Worker(services).run_once():
        pass


async def deliver(services: Services, ears: Ears) -> list[str]:
    while await Pump(services, ears).run_once():
        pass
    return ears.heard


async def test_an_answer_goes_out_once(services: Services) -> None:
    ask(services, "/trogiup")
    ears = Ears()
    assert len(await deliver(services, ears)) == 1
    assert len(await deliver(services, ears)) == 1


async def test_it_waits_as_long_as_it_is_asked_to(services: Services, clock: HandClock) -> None:
    ask(services, "/trogiup")
    ears = Ears([SendFailed("429", retry_after=30)])
    assert await deliver(services, ears) == []
    clock.now += timedelta(seconds=29)
    assert await deliver(services, ears) == []
    clock.now += timedelta(seconds=2)
    assert len(await deliver(services, ears)) == 1


async def test_a_blocked_address_is_left_alone(services: Services) -> None:
    ask(services, "/trogiup")
    assert await deliver(services, Ears([SendFailed("blocked", permanent=True)])) == []
    with services.engine.connect() as connection:
        assert connection.execute(select(outbox.c.state)).scalars().all() == ["failed"]
        assert connection.execute(select(addresses.c.unreachable_since)).scalar_one() is not None


async def test_a_message_refused_for_what_it_says_leaves_the_address_open(services: Services) -> None:
    ask(services, "/trogiup")
    assert await deliver(services, Ears([SendFailed("refused", hopeless=True)])) == []
    with services.engine.connect() as connection:
        assert connection.execute(select(outbox.c.state)).scalars().all() == ["failed"]
        assert connection.execute(select(addresses.c.unreachable_since)).scalar_one() is None


async def test_a_slow_address_does_not_hold_up_the_others(services: Services) -> None:
    others_are_out = asyncio.Event()

    class Slow(Ears):
        async def send(self, message: Message) -> None:
            if message.address == "a0":
                await asyncio.sleep(30)
            self.heard.append(message.address)
            if len(self.heard) == 5:
                others_are_out.set()

    for number in range(6):
        accept(services.engine, [Update(f"s{number}", "ears", f"a{number}", Text("/huy"))], services.clock())
    while Worker(services).run_once():
        pass
    ears = Slow(batch=2)
    running = asyncio.create_task(Pump(services, ears).run())
    await asyncio.wait_for(others_are_out.wait(), 20)
    running.cancel()
    assert ears.heard == ["a1", "a2", "a3", "a4", "a5"]


async def test_a_channel_that_breaks_does_not_stop_the_others(services: Services, clock: HandClock) -> None:
    class Broken(Ears):
        async def send(self, message: Message) -> None:
            raise ZeroDivisionError

    ask(services, "/trogiup")
    assert await deliver(services, Broken()) == []
    clock.now += timedelta(seconds=5)
    assert len(await deliver(services, Ears())) == 1


async def test_replies_keep_their_order_through_a_retry(services: Services, clock: HandClock) -> None:
    ask(services, "/huy", 1)
    ask(services, "/trogiup", 2)
    ears = Ears([SendFailed("500")])
    await deliver(services, ears)
    assert ears.heard == []
    clock.now += timedelta(seconds=5)
    first, second = await deliver(services, ears)
    assert "đang làm dở" in first
    assert "/trogiup" in second


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (2, 4), (5, 32), (50, LONGEST_PAUSE.total_seconds())])
def test_pauses_grow(attempts: int, seconds: float) -> None:
    assert pause_before_retry(attempts).total_seconds() == seconds


async def test_a_ring_between_looking_and_waiting_is_not_missed() -> None:
    bell = Bell()
    counted = bell.count("inbox")
    bell.ring("inbox")
    await asyncio.wait_for(bell.wait("inbox", counted, 60), 1)


async def test_a_bell_wakes_all_who_wait() -> None:
    bell = Bell()
    waiting = [asyncio.create_task(bell.wait("page", bell.count("page"), 60)) for _ in range(3)]
    await asyncio.sleep(0)
    bell.ring("page")
    await asyncio.wait_for(asyncio.gather(*waiting), 1)


def test_a_turn_that_breaks_is_apologised_for_with_the_code_of_the_log(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(update: Update, memory: Memory) -> Turn:
        raise ValueError("bí mật của tôi")

    accept(services.engine, [Update("1", "ears", "a", Text("bí mật của tôi"))], services.clock())
    with caplog.at_level("ERROR", logger="tcpl"):
        assert Worker(services, broken).run_once()
    [record] = caplog.records
    line = json.loads(JsonLines().format(record))
    with services.engine.connect() as connection:
        assert line["fault"] in connection.execute(select(outbox.c.body)).scalar_one()
    assert line["cause"]["error"] == "ValueError"
    assert "bí mật" not in JsonLines().format(record)


def test_what_libraries_log_is_not_repeated() -> None:
    record = logging.LogRecord("httpx", logging.WARNING, "client.py", 7, "POST /bot123:geheim/getMe", (), None)
    assert "geheim" not in JsonLines().format(record)
