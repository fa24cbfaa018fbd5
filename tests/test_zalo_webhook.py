"""The webhook over real HTTP: the secret, the commit before 200, the size, and events that cannot be read."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, func, select, text

from bot.channels.zalo_webhook import ENDPOINT
from handlers import texts
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.tables import addresses, dead_letters, inbox
from tests.fake_zalo import FakeZalo, User, started_fake
from tests.zalo_bot import SECRET, RunningZalo, away, running_zalo


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


@pytest.fixture
async def hooked(fake: FakeZalo, database: Engine, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[RunningZalo]:
    """The bot behind its webhook, as soon as the fake knows it."""
    async with running_zalo(fake, database, knowledge, tmp_path, webhook=True) as running:
        await away(lambda: fake.until(lambda: fake.state()["webhook"]["url"]))
        yield running


async def post(bot: RunningZalo, headers: dict[Any, Any], **body: Any) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(bot.url + ENDPOINT.path, headers=headers, **body)).status_code


RIGHT = {ENDPOINT.header: SECRET}
HEAD = {"message_id": "m1", "chat": {"id": "ffff"}, "from": {"id": "ffff"}}
EVENT: dict[str, Any] = {
    "ok": True,
    "result": {"event_name": "message.text.received", "message": {"text": "/huy", **HEAD}},
}


async def test_zalo_posts_and_the_bot_answers(hooked: RunningZalo, fake: FakeZalo, lan: User) -> None:
    lan.says("/huy")
    await away(lan.hears)
    await away(lambda: fake.until(lambda: not fake.state()["pending"]))
    assert [one["code"] for one in fake.state()["deliveries"]] == [200]
    assert fake.state()["webhook"] == {"url": hooked.url + ENDPOINT.path, "secret": SECRET}
    assert fake.calls("getUpdates") == []


@pytest.mark.parametrize("secret", [None, b"", b"wrong", b"right-secretx", "đúng".encode()])
async def test_without_the_secret_nothing_is_taken(hooked: RunningZalo, database: Engine, secret: bytes | None) -> None:
    assert await post(hooked, {} if secret is None else {ENDPOINT.header.encode(): secret}, json=EVENT) == 403
    assert count(database, inbox) == 0


async def test_posts_are_kept_once_buried_or_refused(hooked: RunningZalo, database: Engine) -> None:
    assert [await post(hooked, RIGHT, json=EVENT) for _ in range(2)] == [200, 200]
    assert await post(hooked, RIGHT, content=b"no json {") == 200
    assert await post(hooked, RIGHT, json=[1]) == 200
    assert await post(hooked, RIGHT, content=b'{"event_name": "message.text.received", "message": "\\ud800"}') == 200
    assert await post(hooked, RIGHT, content=b"x" * (ENDPOINT.largest_body + 1)) == 413
    assert (count(database, inbox), count(database, dead_letters)) == (1, 3)


async def test_posts_of_one_new_person_at_once_are_all_kept(hooked: RunningZalo, database: Engine) -> None:
    events = [{"event_name": "message.text.received", "message": {"text": "x", **HEAD, "message_id": f"m{n // 2}"}}
              for n in range(16)]  # fmt: skip
    assert set(await asyncio.gather(*(post(hooked, RIGHT, json=event) for event in events))) == {200}
    assert (count(database, inbox), count(database, addresses)) == (8, 1)


async def test_not_200_while_the_database_cannot_keep_it(
    hooked: RunningZalo, fake: FakeZalo, database: Engine, lan: User
) -> None:
    with database.begin() as tx:
        tx.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    lan.says("/huy")
    await away(lambda: fake.until(lambda: fake.state()["deliveries"]))
    assert fake.state()["deliveries"][0]["code"] == 503
    with database.begin() as tx:
        tx.execute(text("ALTER TABLE inbox_away RENAME TO inbox"))
    assert await away(lan.hears) == [texts.NOTHING_TO_CANCEL]


async def test_a_webhook_that_zalo_refuses_is_told_again(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    fake.order("refused", method="setWebhook")
    lan.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path, webhook=True):
        await away(lan.hears)
    assert [call["code"] for call in fake.calls("setWebhook")] == [400, 200]
