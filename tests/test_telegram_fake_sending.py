"""The fake against python-telegram-bot's own Bot: what it accepts, and what it refuses in Telegram's words."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO

import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.fake_telegram import FakeTelegram, User, started_fake

# PTB warns whenever it reads its own RetryAfter.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeTelegram]:
    with started_fake() as running:
        yield running


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_for(fake) as ready:
        yield ready


@pytest.fixture
def lan(fake: FakeTelegram) -> User:
    """A user of this test alone, with an open chat."""
    lan = fake.user(1000 + len(fake.calls()))
    lan.opens_chat()
    return lan


def bot_for(fake: FakeTelegram, token: str = "") -> Bot:
    return Bot(token or fake.token, base_url=f"{fake.url}/bot", base_file_url=f"{fake.url}/file/bot")


def keyboard(*pairs: tuple[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label, data in pairs])


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (60, 40)).save(drawn, "JPEG")
    return drawn.getvalue()


async def test_message_comes_back_with_entities_and_keyboard(bot: Bot, lan: User) -> None:
    sent = await bot.send_message(
        lan.number, " <b>Hạn</b>: 😀 <i>mai</i> &amp; kia\n", "HTML", reply_markup=keyboard(("A", "1"))
    )
    assert sent.text == "Hạn: 😀 mai & kia"
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [("bold", 0, 3), ("italic", 8, 3)]
    assert sent.parse_entities() == dict(zip(sent.entities, ["Hạn", "mai"], strict=True))
    assert lan.heard()[-1].buttons == ["A"]
    assert lan.heard()[-1].data == ["1"]


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6",
        "5 > 4",
        "A & B",
        "&nbsp;",
        "<b>x",
        "x</b>",
        "<b><i>x</b></i>",
        "<p>x</p>",
        "<b class='x'>y</b>",
        "<a>x</a>",
        "<>",
    ],
)
async def test_html_that_is_not_strict_is_refused(bot: Bot, lan: User, text: str) -> None:
    with pytest.raises(BadRequest, match="t parse entities"):
        await bot.send_message(lan.number, text, "HTML")
    await bot.send_message(lan.number, text)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x01", "\u200b\u200e", "<b></b>"])
async def test_empty_text_is_refused(bot: Bot, lan: User, text: str) -> None:
    with pytest.raises(BadRequest, match="essage text is empty"):
        await bot.send_message(lan.number, text, "HTML")


async def test_text_limit_counts_after_the_entities(bot: Bot, lan: User) -> None:
    await bot.send_message(lan.number, "<b>" + "ă" * 4096 + "</b>", "HTML")
    with pytest.raises(BadRequest, match="essage is too long"):
        await bot.send_message(lan.number, "ă" * 4097)
    with pytest.raises(BadRequest, match="essage is too long"):
        await bot.send_message(lan.number, "😀" * 2049)


@pytest.mark.parametrize("data", ["x" * 65, "đ" * 33])
async def test_callback_data_is_at_most_64_bytes(bot: Bot, lan: User, data: str) -> None:
    await bot.send_message(lan.number, "x", reply_markup=keyboard(("A", "x" * 64)))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(lan.number, "x", reply_markup=keyboard(("A", data)))


async def test_buttons_need_a_text_and_a_sane_link(bot: Bot, lan: User) -> None:
    with pytest.raises(BadRequest, match="ext must be non-empty"):
        await bot.send_message(lan.number, "x", reply_markup=keyboard((" ", "1")))
    local = InlineKeyboardMarkup([[InlineKeyboardButton("Mở", url="http://localhost/x")]])
    with pytest.raises(BadRequest, match="rong http url"):
        await bot.send_message(lan.number, "x", reply_markup=local)


async def test_editing(bot: Bot, lan: User) -> None:
    sent = await bot.send_message(lan.number, "cũ", reply_markup=keyboard(("A", "1")))
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_text("cũ", lan.number, sent.message_id, reply_markup=keyboard(("A", "1")))
    await bot.edit_message_reply_markup(lan.number, sent.message_id)
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_reply_markup(lan.number, sent.message_id)
    await bot.edit_message_text("mới", lan.number, sent.message_id)
    with pytest.raises(BadRequest, match="essage to edit not found"):
        await bot.edit_message_text("mới", lan.number, 999_999)
    assert await bot.delete_message(lan.number, sent.message_id)


async def test_unknown_and_blocked_chats(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.send_message(55, "x")
    lan.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(lan.number, "x")
    lan.blocks(False)
    await bot.send_message(lan.number, "x")


@pytest.mark.parametrize("token", ["123456789:wrong", "nonsense"])
async def test_wrong_token(fake: FakeTelegram, token: str) -> None:
    bot = bot_for(fake, token)
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.request.shutdown()


async def test_document_and_photo_go_up_and_come_down(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    sent = await bot.send_document(
        lan.number, b"%PDF-1.7", filename="biên bản.pdf", caption="<b>x</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sent.document.file_name == "biên bản.pdf"
    assert fake.file(sent.document.file_id) == b"%PDF-1.7"
    shown = await bot.send_photo(lan.number, picture())
    assert await (await shown.photo[-1].get_file()).download_as_bytearray() == picture()


async def test_wrong_files(bot: Bot, lan: User) -> None:
    with pytest.raises(BadRequest, match="ile must be non-empty"):
        await bot.send_document(lan.number, b"", filename="x.pdf")
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(lan.number, b"%PDF-1.7")
    with pytest.raises(BadRequest, match="essage caption is too long"):
        await bot.send_photo(lan.number, picture(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="rong file_id"):
        await bot.get_file("nothing")


async def test_a_file_above_20_mb_cannot_be_fetched(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    lan.sends_document("lớn.pdf", b"x", size=20 * 1024 * 1024 + 1)
    update = fake.state()["pending"][-1]
    with pytest.raises(BadRequest, match="ile is too big"):
        await bot.get_file(update["message"]["document"]["file_id"])


async def test_chat_action_and_commands(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    assert await bot.send_chat_action(lan.number, "typing")
    with pytest.raises(BadRequest):
        await bot.send_chat_action(lan.number, "dancing")
    assert await bot.set_my_commands([("trogiup", "Trợ giúp")])
    assert fake.state()["commands"] == [{"command": "trogiup", "description": "Trợ giúp"}]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("trợ-giúp", "x")])


async def test_ordered_429_lasts_until_it_is_over(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    fake.order("flood", chat=lan.number, retry_after=30)
    with pytest.raises(RetryAfter) as first:
        await bot.send_message(lan.number, "x")
    assert first.value.retry_after == 30
    with pytest.raises(RetryAfter):
        await bot.send_message(lan.number, "x")
    assert fake.state()["impatient"] == 1


async def test_other_ordered_faults(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    fake.order("server_error", chat=lan.number)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(lan.number, "x")
    fake.order("reset", chat=lan.number)
    with pytest.raises(NetworkError, match="httpx"):
        await bot.send_message(lan.number, "x")
    fake.order("timeout", chat=lan.number, seconds=1)
    with pytest.raises(TimedOut):
        await bot.send_message(lan.number, "x", read_timeout=0.2)
    assert lan.heard() == []
    fake.order("reset", chat=lan.number, applied=True)
    with pytest.raises(NetworkError, match="httpx"):
        await bot.send_message(lan.number, "một lần")
    assert [one.text for one in lan.heard()] == ["một lần"]


@pytest.mark.filterwarnings("ignore")
async def test_bad_gateway_answers_html(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    fake.order("bad_gateway", chat=lan.number)
    with pytest.raises(NetworkError):
        await bot.send_message(lan.number, "x")


async def test_sending_limits(bot: Bot, fake: FakeTelegram, lan: User) -> None:
    fake.limits(flood=True)
    try:
        await bot.send_message(lan.number, "1")
        with pytest.raises(RetryAfter):
            await bot.send_message(lan.number, "2")
    finally:
        fake.limits(flood=False)
