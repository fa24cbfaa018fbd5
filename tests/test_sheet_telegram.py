"""The progress picture and the dossier's spreadsheet through Telegram, from the command to the kept values."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import Engine

from bot.demo import fill_demo
from handlers import texts_sheet
from handlers.dossiers import DossierKey
from knowledge.library import Knowledge
from knowledge.values import CountValue
from storage.dossiers import load_dossier
from storage.engine import open_engine
from storage.people import add_address
from storage.units import find_unit
from tests.fake_telegram import FakeTelegram, User, started_fake
from tests.sheet_talk import fill, packed
from tests.telegram_bot import RunningBot, away, running_bot


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
    async with running_bot(fake, database, knowledge, tmp_path) as running:
        now = running.services.clock()
        personas = {persona.role: persona for persona in fill_demo(database, now)}
        with database.begin() as tx:
            add_address(tx, personas["official"].id, "telegram", "1001", now)
        yield running


async def test_progress_comes_as_a_picture(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.says("/tiendo 2026")
    _, photo = await away(lambda: lan.hears(2))
    assert photo.method == "sendPhoto"
    picture = Image.open(BytesIO(fake.file(photo.raw["photo"][-1]["file_id"])))
    assert (picture.format, picture.width) == ("PNG", 1080)


async def test_a_sheet_goes_out_and_comes_back(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.says("/tiendo 2026")
    lan.says("mục lục")
    lan.says("Nhập bằng Excel")
    *_, asked, document = await away(lambda: lan.hears(5))
    assert asked.text.startswith(texts_sheet.ASK)
    assert document.raw["document"]["file_name"] == "bang-cham-diem-2026.xlsx"
    book = load_workbook(BytesIO(fake.file(document.raw["document"]["file_id"])))
    lan.sends_document("bảng của tôi.xlsx", packed(fill(book, {"2.5.1": {"whole": "2"}})))
    preview = (await away(lambda: lan.hears(6)))[-1]
    assert "• 2.5.1: chưa nhập → 2" in preview.text
    lan.says("1")
    assert (await away(lambda: lan.hears(7)))[-1].text.startswith("Đã lưu 1 thay đổi từ tệp Excel")
    with bot.services.engine.connect() as connection:
        unit = find_unit(connection, "tu-ha")
        assert unit is not None
        assert load_dossier(connection, DossierKey(unit.id, 2026)).values == {"2.5.1": CountValue(count=2)}
