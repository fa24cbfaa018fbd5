"""A file for Zalo goes through a signed link and a page; the answer comes in the chat. Documents go out by link."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, delete, func, select, update

from bot.signin import Signer
from handlers import texts, texts_upload
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.entry_tables import dossiers, evidence
from storage.tables import inbox, memberships
from tests.fake_zalo import FakeZalo, started_fake
from tests.zalo_bot import RunningZalo, running_zalo
from tests.zalo_talk import CODE, DOCUMENT, Talk, invite, link_in

A_PDF = b"%PDF-1.7\n" + b"x" * 5000


@pytest.fixture
def fake() -> Iterator[FakeZalo]:
    with started_fake() as running:
        yield running


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def zalo(fake: FakeZalo, database: Engine, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[RunningZalo]:
    async with running_zalo(fake, database, knowledge, tmp_path) as running:
        invite(running)
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as client:
        yield client


@pytest.fixture
async def talk(zalo: RunningZalo, fake: FakeZalo) -> Talk:
    """An official who saved 1.1.1 and was asked for evidence next."""
    talk = Talk(fake.user())
    assert texts.CODE_USED not in await talk.say(CODE)
    for line in ("/chamdiem 2026", "12/12"):
        await talk.say(line)
    return talk


async def upload(browser: httpx.AsyncClient, link: str, content: bytes = A_PDF, id_: str = "") -> httpx.Response:
    id_ = id_ or str(uuid.uuid4())
    return await browser.post(f"{link}?id={id_}", files={"file": ("nghị quyết.pdf", content)})


def count(engine: Engine, table: object = evidence) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


async def test_evidence_comes_through_the_page(talk: Talk, browser: httpx.AsyncClient, database: Engine) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    page = await browser.get(link)
    assert page.status_code == 200
    assert all(words in page.text for words in ("1.1.1", "phường Tứ Hạ", texts_upload.PAGE_TITLE))
    id_ = str(uuid.uuid4())
    sent = await upload(browser, link, id_=id_)
    assert "Đã nhận “nghị quyết.pdf” (5 kB)" in sent.text
    assert "Đã lưu minh chứng “nghị quyết.pdf” (5 kB) cho 1.1.1" in await talk.hear()
    # The same form once more: a reload, or a telephone that lost the answer.
    assert (await upload(browser, link, id_=id_)).status_code == 200
    assert "1.2" in await talk.say("1")
    assert count(database) == 1


async def test_a_file_goes_where_its_link_says_whatever_is_awaited_now(
    talk: Talk, browser: httpx.AsyncClient, database: Engine
) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    asked = await talk.say("tiếp")
    await upload(browser, link)
    heard = await talk.hear(2)
    assert "cho 1.1.1" in heard
    assert asked.splitlines()[0].split()[0] in heard
    assert "Đã lưu" in await talk.say("3/4")
    with database.connect() as connection:
        assert connection.execute(select(evidence.c.content)).scalars().all() == ["1.1.1"]


async def test_a_link_to_replace_says_so_and_the_file_takes_the_place(
    talk: Talk, browser: httpx.AsyncClient, database: Engine
) -> None:
    await upload(browser, link_in(await talk.say("gửi minh chứng")))
    await talk.hear()
    for line in ("2", "1"):
        await talk.say(line)
    link = link_in(await talk.say("thay"))
    assert "thay cho tệp đã chọn" in (await browser.get(link)).text
    # A refused file replaces nothing; then whatever is awaited by now, the link knows.
    assert (await upload(browser, link, b"#!/bin/sh\n" * 100)).status_code == 415
    await talk.say("tiếp")
    await upload(browser, link, A_PDF + b"y")
    assert "Đã thay “nghị quyết.pdf” bằng “nghị quyết.pdf” cho 1.1.1" in await talk.hear(2)
    with database.connect() as connection:
        kept = select(evidence.c.removed_at.is_(None)).order_by(evidence.c.id)
        assert connection.execute(kept).scalars().all() == [False, True]


async def test_a_picture_sent_straight_is_answered_with_the_link(talk: Talk) -> None:
    await talk.say("gửi minh chứng")
    for kind in ("image", "unsupported", "sticker"):
        talk.user.sends(kind)
        assert link_in(await talk.hear())


async def test_forged_and_foreign_links_lead_nowhere(
    talk: Talk, zalo: RunningZalo, browser: httpx.AsyncClient, database: Engine
) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    other = Signer(b"another key")
    number = Signer(b"key").upload_of(link.rpartition("/")[2])
    assert number is not None
    for token in (
        "x",
        other.upload_token(number),
        Signer(b"key").document_token(number),
        Signer(b"key").upload_token(1),
    ):
        for method in ("GET", "POST"):
            answer = await browser.request(method, f"{zalo.url}/tep/{token}?id={uuid.uuid4()}")
            assert (answer.status_code, texts_upload.UPLOAD_OVER in answer.text) == (410, True)
    assert (await browser.get(f"{zalo.url}/tai/{Signer(b'key').document_token(number)}")).status_code == 410
    foreign = await browser.post(f"{link}?id={uuid.uuid4()}", headers={"Origin": "https://example.org"})
    assert foreign.status_code == 403
    assert count(database) == 0


async def test_who_may_not_enter_any_more_sends_nothing(
    talk: Talk, browser: httpx.AsyncClient, database: Engine
) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    with database.begin() as tx:
        tx.execute(delete(memberships).where(memberships.c.role == "official"))
    assert (await browser.get(link)).status_code == 403
    assert (await upload(browser, link)).status_code == 403
    assert count(database) == 0


async def test_a_dossier_that_was_sent_meanwhile_takes_no_file(
    talk: Talk, browser: httpx.AsyncClient, database: Engine
) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    with database.begin() as tx:
        tx.execute(update(dossiers).values(state="submitted"))
    await upload(browser, link)
    assert "không sửa được nữa" in await talk.hear()
    assert count(database) == 0


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"#!/bin/sh\n" * 100, 415), (b"%PDF-1.7\n" + b"x" * (20 * 1024 * 1024), 413)],
    ids=["empty", "kind", "large"],
)
async def test_a_file_that_cannot_be_kept_is_refused_on_the_page(
    talk: Talk, browser: httpx.AsyncClient, database: Engine, content: bytes, status: int
) -> None:
    link = link_in(await talk.say("gửi minh chứng"))
    before = count(database, inbox)
    assert (await upload(browser, link, content)).status_code == status
    assert (await browser.post(f"{link}?id=no-uuid", files={"file": ("a.pdf", A_PDF)})).status_code == 400
    assert count(database, inbox) == before


async def test_a_spreadsheet_and_a_picture_go_out_by_link_and_the_sheet_comes_back(
    talk: Talk, fake: FakeZalo, browser: httpx.AsyncClient
) -> None:
    told = await talk.say("/tiendo", 2)
    picture = await browser.get(link_in(told, DOCUMENT))
    assert picture.headers["content-type"] == "image/png"
    [photo] = [one for one in fake.sent() if one.method == "sendPhoto"]
    # Each is signed on its own, perhaps in another second; both lend the same document.
    assert photo.text.rsplit(".", 2)[0] == link_in(told, DOCUMENT).rsplit(".", 2)[0]
    await talk.say("mục lục")
    asked = await talk.say("nhập bằng excel")
    sheet = await browser.get(link_in(asked, DOCUMENT))
    link = link_in(asked)
    assert texts_upload.SHEET_TITLE in (await browser.get(link)).text
    await browser.post(f"{link}?id={uuid.uuid4()}", files={"file": ("bang.xlsx", sheet.content)})
    assert "không đổi gì" in await talk.hear()


async def test_a_picture_that_zalo_cannot_fetch_is_still_a_link(talk: Talk, fake: FakeZalo) -> None:
    fake.order("refused", method="sendPhoto")
    assert link_in(await talk.say("/tiendo"), DOCUMENT)
    assert "Tiêu chí 1" in await talk.say("0")
