"""The Zalo channel against the fake: what a person writes comes in once, what the assistant says goes out whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from handlers import texts
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.tables import dead_letters, inbox
from tests.fake_zalo import FakeZalo, User, started_fake
from tests.zalo_bot import away, running_zalo


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


async def test_a_question_is_answered(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan.says("han gui ho so nam 2023")
    async with running_zalo(fake, database, knowledge, tmp_path):
        [answer, *_] = await away(lan.hears)
        assert "10/01/2024" in answer
        await away(lambda: fake.until(lambda: fake.calls("sendChatAction")))
        lan.sends("sticker")
        lan.sends("voice")
        lan.sends("image")
        lan.sends("unsupported")
        heard = await away(lambda: lan.hears(5))
    told = [texts.UNSUPPORTED[reason] for reason in ("sticker", "voice", "by_link", "by_link")]
    assert heard[1:] == told
    assert all("/bot" not in str(call) for call in fake.calls())


async def test_groups_and_bots_are_left_alone_and_what_is_broken_is_buried(
    fake: FakeZalo, lan: User, database: Engine, knowledge: Knowledge, tmp_path: Path
) -> None:
    lan.says("/trogiup", chat_type="GROUP")
    fake.act("put", event={"event_name": "user.followed.bot"})
    fake.act("put", event={"event_name": "message.text.received", "message": {"text": "x"}})
    fake.act("put", event={"event_name": 5})
    fake.act("put", event={"event_name": "message.text.received", "message": {"text": 5, **_head("m1")}})
    lan.says("/huy")
    async with running_zalo(fake, database, knowledge, tmp_path):
        assert await away(lan.hears) == [texts.NOTHING_TO_CANCEL]
        assert {one.chat for one in fake.sent()} == {lan.id}
    with database.connect() as connection:
        assert connection.execute(select(func.count(dead_letters.c.id))).scalar_one() == 3
        assert connection.execute(select(func.count(inbox.c.id))).scalar_one() == 1


def _head(message_id: str) -> dict[str, object]:
    return {"message_id": message_id, "chat": {"id": "ffff"}, "from": {"id": "ffff"}}
