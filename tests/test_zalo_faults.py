"""Talking with Zalo while Zalo, the network or the database misbehave: nothing lost, nothing doubled."""

import asyncio
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text

from bot.logs import JsonLines
from handlers import texts
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.tables import addresses, inbox, outbox
from tests.fake_zalo import FakeZalo, User, started_fake
from tests.zalo_bot import away, running_zalo

ANOTHER_TOKEN = "123456789:another-token"


@pytest.fixture
def fake() -> Iterator[FakeZalo]:
    with started_fake() as running:
        yield running


@pytest.fixture
def lan(fake: FakeZalo) -> User:
    return fake.user()


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


def count(engine: Engine, table: Any) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def answers(lan: User) -> int:
    return lan.heard().count(texts.NOTHING_TO_CANCEL)


async def test_polling_goes_on_after_faults(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    fake.order("bad_gateway", method="getUpdates")
    fake.order("flood", method="getUpdates", retry_after=0.2)
    lan.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path):
        await away(lan.hears)
    assert [call["code"] for call in fake.calls("getUpdates")][:3] == [502, 429, 200]


async def test_an_empty_poll_is_no_fault(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running_zalo(fake, database, knowledge, tmp_path) as running:
        assert await running.parts.client.call("getMe")
        await away(lambda: fake.until(lambda: not fake.state()["pending"]))
        lan.says("/huy")
        await away(lan.hears)
    assert not [record for record in caplog.records if record.msg == "zalo_poll_failed"]


async def test_messages_that_did_not_go_out_go_out_once(
    fake: FakeZalo, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    users = {kind: fake.user(f"user-{kind}") for kind in ("server_error", "bad_gateway", "reset", "refused")}
    for kind, user in users.items():
        fake.order(kind, chat=user.id)  # type: ignore[arg-type]  # a kind of Fault
        user.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path):
        for user in users.values():
            await away(user.hears)
        await settled(fake, database)
    assert [answers(user) for user in users.values()] == [1, 1, 1, 1]


async def test_the_pause_that_zalo_asks_for_is_kept(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    fake.order("flood", retry_after=2.5)
    lan.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path):
        await away(lan.hears)
    refused, sent = fake.calls("sendMessage")
    assert (refused["code"], sent["code"]) == (429, 200)
    assert sent["at"] - refused["at"] >= 2.5


@pytest.mark.parametrize("kind", ["blocked", "no_chat"])
async def test_a_closed_chat_is_left_alone_until_its_person_writes(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path, kind: Any
) -> None:
    fake.order(kind)
    lan.says("/trogiup")
    async with running_zalo(fake, database, knowledge, tmp_path):
        await away(lambda: fake.until(lambda: fake.calls("sendMessage")))
        await settled(fake, database, "failed")
        with database.connect() as connection:
            assert connection.execute(select(addresses.c.unreachable_since)).scalar_one()
        lan.says("/huy")
        assert await away(lan.hears) == [texts.NOTHING_TO_CANCEL]


async def test_an_answer_that_never_came_may_double_and_never_loses(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    fake.order("reset", applied=True)
    lan.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path):
        await away(lambda: lan.hears(2))
    assert answers(lan) == 2


async def test_one_message_many_times_is_answered_once_and_any_order_will_do(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan.says("/huy")
    [event] = fake.state()["pending"]
    lan.says("/khongco")
    fake.act("reverse")
    for _ in range(3):
        fake.act("put", event=event)
    async with running_zalo(fake, database, knowledge, tmp_path):
        await away(lambda: lan.hears(2))
        await away(lambda: fake.until(lambda: not fake.state()["pending"]))
        await settled(fake, database)
    assert (answers(lan), len(lan.heard()), count(database, inbox)) == (1, 2, 2)


async def test_a_database_that_is_away_loses_nothing(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    async with running_zalo(fake, database, knowledge, tmp_path):
        with database.begin() as tx:
            tx.execute(text("ALTER TABLE addresses RENAME TO addresses_away"))
        lan.says("/huy")
        await away(lambda: fake.until(lambda: fake.state()["given"]))
        await asyncio.sleep(0.3)
        # The event is in hand and nobody would bring it again, so no other is asked for.
        assert len(fake.calls("getUpdates")) == 1
        with database.begin() as tx:
            tx.execute(text("ALTER TABLE addresses_away RENAME TO addresses"))
        await away(lan.hears)


async def test_a_wrong_token_is_not_logged(
    fake: FakeZalo, database: Engine, knowledge: Knowledge, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with running_zalo(fake, database, knowledge, tmp_path, token=ANOTHER_TOKEN):
        await away(lambda: fake.until(lambda: any("zalo_poll" in one.getMessage() for one in caplog.records)))
    lines = "".join(JsonLines().format(record) for record in caplog.records)
    assert '"why": "refused_401"' in lines
    assert ANOTHER_TOKEN not in lines


async def test_a_slow_zalo_is_given_up_and_asked_again(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    async with running_zalo(fake, database, knowledge, tmp_path) as running:
        fake.order("timeout", method="getMe", seconds=5)
        began = time.monotonic()
        with pytest.raises(Exception, match=r"^timed_out$"):
            await running.parts.client.call("getMe", seconds=0.2)
        assert time.monotonic() - began < 4


async def settled(fake: FakeZalo, database: Engine, state: str = "sent") -> None:
    def done() -> bool:
        with database.connect() as connection:
            return set(connection.execute(select(outbox.c.state)).scalars()) == {state}

    await away(lambda: fake.until(done))
