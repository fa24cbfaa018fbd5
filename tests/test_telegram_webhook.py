"""The webhook over real HTTP: the secret, the commit before 200, the size, and updates that cannot be read."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, func, select, text

from bot.channels.telegram_webhook import ENDPOINT
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.tables import dead_letters, inbox
from tests.fake_telegram import FakeTelegram, User, started_fake
from tests.fake_telegram.running import bound_socket
from tests.telegram_bot import RunningBot, away, running_bot, serving

RIGHT = {ENDPOINT.header: "right-secret"}
CHAT = {"id": 7, "type": "private", "first_name": "Lan"}
UPDATE: dict[str, Any] = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": CHAT, "text": "/trogiup"}}


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with started_fake() as running:
        yield running


@pytest.fixture
def lan(fake: FakeTelegram) -> User:
    return fake.user(1001, "Lan")


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def bot(fake: FakeTelegram, database: Engine, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[RunningBot]:
    """The bot behind a web server of its own."""
    wire = bound_socket(0)
    address = f"http://127.0.0.1:{wire.getsockname()[1]}"
    async with running_bot(fake, database, knowledge, tmp_path, address) as running, serving(running, wire):
        yield running


async def post(bot: RunningBot, headers: Mapping[Any, Any], **body: Any) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(f"{bot.parts.public_url}{ENDPOINT.path}", headers=headers, **body)).status_code


def count(engine: Engine, table: Any) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


async def test_telegram_posts_and_the_bot_answers(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    await away(lambda: fake.until(lambda: fake.state()["webhook"]["url"]))
    lan.says("/trogiup")
    assert len(await away(lan.hears)) == 1
    await away(lambda: fake.until(lambda: not fake.state()["pending"]))
    assert [one["code"] for one in fake.state()["deliveries"]] == [200]
    assert fake.calls("getUpdates") == []
    assert fake.calls("setWebhook")[0]["params"]["allowed_updates"] == '["message", "callback_query"]'


@pytest.mark.parametrize("secret", [None, b"", b"wrong", b"right-secretx", "đúng".encode()])
async def test_without_the_secret_nothing_is_taken(bot: RunningBot, database: Engine, secret: bytes | None) -> None:
    headers = {} if secret is None else {ENDPOINT.header.encode(): secret}
    assert await post(bot, headers, json=UPDATE) == 403
    assert count(database, inbox) == 0


async def test_the_same_update_twice_is_one(bot: RunningBot, database: Engine) -> None:
    assert [await post(bot, RIGHT, json=UPDATE), await post(bot, RIGHT, json=UPDATE)] == [200, 200]
    assert count(database, inbox) == 1


async def test_a_poison_update_is_buried_and_taken(bot: RunningBot, database: Engine) -> None:
    assert await post(bot, RIGHT, json={"update_id": 6, "message": {"text": "x"}}) == 200
    assert await post(bot, RIGHT, content=b"no json {") == 200
    assert await post(bot, RIGHT, content=b'{"update_id": 7, "message": "\\ud800"}') == 200
    assert await post(bot, RIGHT, json=UPDATE) == 200
    assert (count(database, dead_letters), count(database, inbox)) == (3, 1)


async def test_a_body_without_end_is_refused(bot: RunningBot, database: Engine) -> None:
    assert await post(bot, RIGHT, content=b"x" * (ENDPOINT.largest_body + 1)) == 413
    assert count(database, dead_letters) == 0


async def test_not_200_while_the_database_cannot_keep_it(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    await away(lambda: fake.until(lambda: fake.state()["webhook"]["url"]))
    engine = bot.services.engine
    with engine.begin() as tx:
        tx.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    lan.says("/trogiup")
    await away(lambda: fake.until(lambda: fake.state()["deliveries"]))
    assert fake.state()["deliveries"][0]["code"] == 503
    with engine.begin() as tx:
        tx.execute(text("ALTER TABLE inbox_away RENAME TO inbox"))
    assert len(await away(lan.hears)) == 1
