"""Taking updates in while Telegram, the network or the database misbehave."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, func, select, text

from bot.channels.telegram_webhook import ENDPOINT
from bot.logs import JsonLines
from handlers import texts
from knowledge.library import Knowledge
from storage.tables import dead_letters, inbox
from tests.fake_telegram import FakeTelegram, started_fake
from tests.fake_telegram.running import bound_socket
from tests.telegram_bot import away, running_bot, serving

ANOTHER_TOKEN = "123456789:another-token"


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with started_fake() as running:
        yield running


@pytest.mark.parametrize("kind", ["server_error", "reset", "flood", "bad_gateway"])
async def test_polling_goes_on_after_a_fault(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path, kind: str
) -> None:
    fake.order(kind, method="getUpdates")  # type: ignore[arg-type]  # parametrised
    lan = fake.user(1001)
    lan.says("/trogiup")
    async with running_bot(fake, engine, knowledge, tmp_path):
        await away(lan.hears)
    assert fake.calls("getUpdates")[0]["code"] != 200


async def test_the_menu_shows_the_commands_and_a_refusal_of_them_does_no_harm(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    async with running_bot(fake, engine, knowledge, tmp_path):
        await away(lambda: fake.until(lambda: fake.state()["commands"]))
    assert {one["command"]: one["description"] for one in fake.state()["commands"]} == texts.COMMANDS
    fake.order("no_chat", method="setMyCommands")
    lan = fake.user(1001)
    lan.says("/trogiup")
    async with running_bot(fake, engine, knowledge, tmp_path):
        await away(lan.hears)


async def test_another_poller_is_outlived(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan = fake.user(1001)
    async with running_bot(fake, engine, knowledge, tmp_path):
        await away(lambda: fake.until(lambda: fake.calls("deleteWebhook")))
        async with httpx.AsyncClient(trust_env=False) as other:
            await other.post(f"{fake.url}/bot{fake.token}/getUpdates", json={"timeout": 0})
        await away(lambda: fake.until(lambda: [c for c in fake.calls("getUpdates") if c["code"] == 409]))
        lan.says("/trogiup")
        await away(lan.hears)


async def test_a_database_that_is_away_loses_nothing(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan = fake.user(1001)
    with engine.begin() as tx:
        tx.execute(text("ALTER TABLE addresses RENAME TO addresses_away"))
    async with running_bot(fake, engine, knowledge, tmp_path):
        lan.says("/trogiup")
        await away(lambda: fake.until(lambda: len([c for c in fake.calls("getUpdates") if c["result"]]) >= 2))
        with engine.begin() as tx:
            tx.execute(text("ALTER TABLE addresses_away RENAME TO addresses"))
        await away(lan.hears)


async def test_a_wrong_token_is_not_logged(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running_bot(fake, engine, knowledge, tmp_path, token=ANOTHER_TOKEN):
        await away(lambda: fake.until(lambda: any("telegram" in one.getMessage() for one in caplog.records)))
    lines = [JsonLines().format(record) for record in caplog.records]
    assert '"why": "bad_token"' in "".join(lines)
    assert ANOTHER_TOKEN not in "".join(lines)


async def test_posts_at_the_same_moment_are_all_kept_once(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    wire = bound_socket(0)
    address = f"http://127.0.0.1:{wire.getsockname()[1]}"
    fake.user(7).opens_chat()
    chat = {"id": 7, "type": "private", "first_name": "Lan"}
    updates = [
        {"update_id": number // 2, "message": {"message_id": 1, "date": 1, "chat": chat, "text": "/trogiup"}}
        for number in range(20)
    ]
    async with (
        running_bot(fake, engine, knowledge, tmp_path, address) as running,
        serving(running, wire),
        httpx.AsyncClient(trust_env=False, headers={ENDPOINT.header: "right-secret"}) as telegram,
    ):
        answers = await asyncio.gather(*(telegram.post(address + ENDPOINT.path, json=update) for update in updates))
    assert {answer.status_code for answer in answers} == {200}
    with engine.connect() as connection:
        assert connection.execute(select(func.count(inbox.c.id))).scalar_one() == 10
        assert connection.execute(select(func.count(dead_letters.c.id))).scalar_one() == 0


async def test_one_update_that_cannot_be_kept_does_not_hold_up_the_others(
    fake: FakeTelegram, engine: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan = fake.user(1001)
    async with running_bot(fake, engine, knowledge, tmp_path) as running:
        chat = {"id": "half \ud83d", "type": "private"}
        message = {"message_id": 1, "date": 1, "text": "x", "chat": chat}
        good = {"message_id": 2, "date": 1, "text": "/trogiup", "chat": {"id": 1001, "type": "private"}}
        lan.opens_chat()
        await running.parts.intake.take_all([{"update_id": 1, "message": message}, {"update_id": 2, "message": good}])
        await away(lan.hears)
    with engine.connect() as connection:
        assert connection.execute(select(inbox.c.update_id)).scalars().all() == ["2"]
        assert connection.execute(select(dead_letters.c.raw)).scalars().all() == ['["1", "half \\ud83d"]']
