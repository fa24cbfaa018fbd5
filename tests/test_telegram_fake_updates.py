"""The fake's other half against PTB's Bot: long polling with offsets, webhooks, and what users do."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict

from tests.fake_telegram import FakeTelegram, User, spawned_fake, started_fake
from tests.telegram_receiver import Receiver, receiver


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with started_fake() as running:
        yield running


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=f"{fake.url}/bot", base_file_url=f"{fake.url}/file/bot") as ready:
        yield ready


@pytest.fixture
def lan(fake: FakeTelegram) -> User:
    return fake.user(1001)


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.effective_message.text for update in updates if update.effective_message]


async def test_the_unconfirmed_comes_again_and_the_confirmed_is_gone(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    for text in ("một", "hai", "ba"):
        lan.says(text)
    first = await bot.get_updates(limit=2)
    assert texts(first) == ["một", "hai"]
    assert texts(await bot.get_updates()) == ["một", "hai", "ba"]
    assert texts(await bot.get_updates(offset=first[-1].update_id + 1)) == ["ba"]
    assert fake.state()["confirmed"] == 2
    assert texts(await bot.get_updates(offset=-1)) == ["ba"]


async def test_a_long_poll_waits_for_the_message(bot: Bot, lan: User) -> None:
    began = time.monotonic()
    waiting = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.3)
    await asyncio.to_thread(lan.says, "đây")
    assert texts(await waiting) == ["đây"]
    assert 0.3 <= time.monotonic() - began < 3
    assert await bot.get_updates(offset=2**31, timeout=1) == ()


async def test_a_second_poll_ends_the_first(bot: Bot, fake: FakeTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.2)
    async with Bot(fake.token, base_url=f"{fake.url}/bot") as other:
        await other.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_only_the_wanted_kinds_come(bot: Bot, lan: User) -> None:
    await bot.get_updates(allowed_updates=["message"])
    lan.says("tin")
    lan.blocks()
    assert texts(await bot.get_updates()) == ["tin"]


async def test_everything_a_user_does_can_be_read(bot: Bot, lan: User) -> None:
    lan.says("/start ABC")
    lan.sends_document("a.pdf", b"%PDF", caption="chú thích")
    lan.sends_photo(b"jpeg")
    for kind in ("sticker", "voice", "video", "location", "contact"):
        lan.sends(kind)
    lan.says("trong nhóm", group=-100123)
    lan.edits(1, "sửa")
    lan.blocks()
    updates = await bot.get_updates()
    assert len(updates) == 11
    command = updates[0].message
    assert command is not None
    assert list(command.parse_entities().values()) == ["/start"]
    assert [update.effective_chat.type for update in updates if update.effective_chat].count("supergroup") == 1


async def test_the_poison_update_cannot_be_read(bot: Bot, lan: User) -> None:
    lan.poisons()
    with pytest.raises(TypeError):
        await bot.get_updates()


async def test_a_press_and_its_answer(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    lan.opens_chat()
    button = InlineKeyboardButton("1. Đồng ý", callback_data="v1:7:2")
    await bot.send_message(lan.number, "?", reply_markup=InlineKeyboardMarkup.from_button(button))
    lan.presses("Đồng ý")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "v1:7:2"
    assert await update.callback_query.answer()
    fake.limits(query_age=0)
    with pytest.raises(BadRequest, match="uery is too old"):
        await update.callback_query.answer()


async def test_a_button_that_was_never_shown_cannot_be_pressed(bot: Bot, lan: User) -> None:
    lan.opens_chat()
    await bot.send_message(lan.number, "không nút")
    with pytest.raises(AssertionError, match="WrongAct"):
        lan.presses("Đồng ý")


async def test_a_webhook_carries_the_secret_and_tries_again(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    with receiver() as address:
        Receiver.answers = [500, 503]
        await bot.set_webhook(address, secret_token="S3cret_x")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        lan.says("xin chào")
        fake.until(lambda: len(Receiver.got) == 3)
        assert {one.secret for one in Receiver.got} == {"S3cret_x"}
        assert [one.update["message"]["text"] for one in Receiver.got] == ["xin chào"] * 3
        fake.until(lambda: not fake.state()["pending"])
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
        await bot.delete_webhook()
        lan.says("lại hỏi")
        assert texts(await bot.get_updates()) == ["lại hỏi"]


async def test_a_webhook_needs_https_or_loopback(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)an https url must be provided"):
        await bot.set_webhook("http://example.org/x")


def test_as_a_process_it_writes_every_call_to_a_file(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"

    async def talk(fake: FakeTelegram) -> None:
        async with Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
            await bot.send_message(1001, "chào")

    with spawned_fake(log) as fake:
        fake.user(1001).opens_chat()
        asyncio.run(talk(fake))
        assert [one.text for one in fake.user(1001).heard()] == ["chào"]
    assert [line.split('"method": "')[1].split('"')[0] for line in log.read_text().splitlines()] == [
        "getMe",
        "sendMessage",
    ]
