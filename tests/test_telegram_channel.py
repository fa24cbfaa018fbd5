"""The Telegram channel over real HTTP: what a person does, and what comes back."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.channels.channel import SendFailed
from bot.demo import fill_demo
from handlers import texts
from handlers.conversation import Choice, Reply
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.invitations import add_invitation
from storage.outbox import Message, enqueue_notice
from storage.people import add_membership, person_at
from storage.tables import addresses, dead_letters, inbox, memberships, outbox
from storage.units import list_units
from tests.fake_telegram import FakeTelegram, User, started_fake
from tests.telegram_bot import RunningBot, away, running_bot

NONSENSE = "zzz qqq xyzzy"


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
        yield running


def notify(bot: RunningBot, user: User, reply: Reply) -> None:
    """Puts a message into the outbox as if somebody had sent a notice."""
    now = bot.services.clock()
    with bot.services.engine.begin() as tx:
        enqueue_notice(tx, ("telegram", str(user.number), person_at(tx, "telegram", str(user.number), now)), reply, now)
    bot.services.bell.ring("outbox")


def join(bot: RunningBot, user: User) -> None:
    """Makes the user an official of a demo commune, without a word said."""
    engine, now = bot.services.engine, bot.services.clock()
    fill_demo(engine, now)
    with engine.begin() as tx:
        commune = next(unit for unit in list_units(tx) if unit.kind == "commune")
        person = person_at(tx, "telegram", str(user.number), now)
        add_membership(tx, person, commune.id, "official", now)


def message(user: User, reply: Reply, number: int = 1) -> Message:
    return Message(number, "telegram", str(user.number), reply, 1, 1)


async def test_a_question_is_answered(bot: RunningBot, lan: User) -> None:
    lan.says("/start")
    [hello] = await away(lan.hears)
    assert hello.text.startswith("Chào anh/chị")
    lan.says("hồ sơ gửi trước ngày nào")
    answer = (await away(lambda: lan.hears(2)))[1]
    assert "Căn cứ:" in answer.text
    assert "10/01" in answer.text


async def test_joining_by_code(bot: RunningBot, lan: User) -> None:
    engine, now = bot.services.engine, bot.services.clock()
    fill_demo(engine, now)
    with engine.begin() as tx:
        commune = next(unit for unit in list_units(tx) if unit.kind == "commune")
        add_invitation(tx, "7KQ2-9XMD-4TRB", commune.id, "official", now, now + timedelta(days=7))
    lan.says("/start 7KQ2-9XMD-4TRB")
    [joined] = await away(lan.hears)
    assert joined.text == texts.joined(commune.name, "official")
    with engine.connect() as connection:
        here = select(memberships.c.role).join(addresses, addresses.c.person_id == memberships.c.person_id)
        assert connection.execute(here.where(addresses.c.address == "1001")).scalars().all() == ["official"]


async def test_a_double_tap_counts_once(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.says(NONSENSE)
    [offer] = await away(lan.hears)
    assert offer.buttons[0].startswith("1. ")
    lan.presses(offer.buttons[0])
    lan.presses(offer.buttons[0], message_id=offer.message_id)
    await away(lambda: fake.until(lambda: len(fake.calls("answerCallbackQuery")) == 2))
    lan.says("/trogiup")
    assert [one.text for one in await away(lambda: lan.hears(3))][2] == texts.help_text()
    assert {call["code"] for call in fake.calls("answerCallbackQuery")} == {200}


async def test_a_press_on_an_old_keyboard_is_told_so(bot: RunningBot, lan: User) -> None:
    lan.says(NONSENSE)
    [old] = await away(lan.hears)
    lan.says(NONSENSE)
    await away(lambda: lan.hears(2))
    lan.presses(old.buttons[0], message_id=old.message_id)
    assert (await away(lambda: lan.hears(3)))[2].text == texts.OLD_CHOICE


async def test_a_query_too_old_to_be_answered_does_no_harm(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    fake.limits(query_age=0)
    lan.says(NONSENSE)
    [offer] = await away(lan.hears)
    lan.presses(offer.buttons[0])
    await away(lambda: lan.hears(2))
    assert {call["code"] for call in fake.calls("answerCallbackQuery")} == {400}


async def test_429_is_obeyed(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    fake.order("flood", chat=lan.number, retry_after=2)
    lan.says("/trogiup")
    [first] = await away(lan.hears)
    refused = next(call for call in fake.calls("sendMessage") if call["code"] == 429)
    assert first.at - refused["at"] >= 2
    assert fake.state()["impatient"] == 0


@pytest.mark.parametrize("kind", ["server_error", "reset", "bad_gateway"])
@pytest.mark.filterwarnings("ignore")
async def test_a_passing_fault_is_tried_again(bot: RunningBot, fake: FakeTelegram, lan: User, kind: str) -> None:
    fake.order(kind)  # type: ignore[arg-type]  # parametrised
    lan.says("/trogiup")
    assert len(await away(lan.hears)) == 1


async def test_who_blocked_the_bot_is_left_alone_until_they_write(
    bot: RunningBot, fake: FakeTelegram, lan: User
) -> None:
    lan.blocks()
    notify(bot, lan, Reply("Nhắc việc"))
    await away(lambda: fake.until(lambda: fake.calls("sendMessage")))
    await away(lambda: fake.until(lambda: rows(bot, outbox.c.state) == ["failed"]))
    assert rows(bot, outbox.c.why) == ["blocked"]
    assert rows(bot, addresses.c.unreachable_since) != [None]
    lan.blocks(False)
    lan.says("/trogiup")
    await away(lan.hears)
    assert rows(bot, addresses.c.unreachable_since) == [None]


def rows(bot: RunningBot, column: object) -> list[object]:
    with bot.services.engine.connect() as connection:
        return list(connection.execute(select(column)).scalars())  # type: ignore[call-overload]  # any column


async def test_poison_between_two_good_ones_is_buried(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    minh = fake.user(1002, "Minh")
    lan.says("/trogiup")
    lan.poisons()
    minh.says("/trogiup")
    await away(minh.hears)
    await away(lan.hears)
    await away(lambda: fake.until(lambda: not fake.state()["pending"], 40))
    assert rows(bot, func.count(dead_letters.c.id)) == [1]
    assert "hỏng" in str(rows(bot, dead_letters.c.raw)[0]).encode().decode("unicode_escape")


async def test_a_group_is_met_with_silence(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.says("hồ sơ gửi trước ngày nào", group=-100123)
    lan.says("/trogiup")
    await away(lan.hears)
    assert [one.chat for one in fake.sent()] == [1001]
    assert rows(bot, func.count(inbox.c.id)) == [1]


@pytest.mark.parametrize(("kind", "reason"), [("sticker", "sticker"), ("voice", "voice"), ("contact", "other")])
async def test_what_cannot_be_read_is_said_politely(bot: RunningBot, lan: User, kind: str, reason: str) -> None:
    lan.sends(kind)
    assert (await away(lan.hears))[0].text == texts.UNSUPPORTED[reason]


async def test_a_long_answer_comes_in_parts_with_the_keyboard_on_the_last(
    bot: RunningBot, fake: FakeTelegram, lan: User
) -> None:
    lan.opens_chat()
    text = "\n\n".join(f"Đoạn {number}. " + "Nội dung dài. " * 20 for number in range(18))
    assert 5000 < len(text) < 8000
    notify(bot, lan, Reply(text, (Choice("a", "Tiếp"),)))
    first, last = await away(lambda: lan.hears(2))
    assert [first.buttons, last.buttons] == [[], ["1. Tiếp"]]
    assert f"{first.text} {last.text}".split() == text.split()
    assert last.text.startswith("Đoạn ")
    assert last.at - first.at >= 1


async def test_html_and_odd_characters_arrive_as_they_are(bot: RunningBot, lan: User) -> None:
    lan.opens_chat()
    text = "<b>không</b> đậm & <script>x</script> 5 < 6 &amp; 😀 \u202eabc"
    notify(bot, lan, Reply(text, (Choice("a", "<i>A & B</i>"),)))
    [one] = await away(lan.hears)
    assert one.text == text
    assert one.buttons == ["1. <i>A & B</i>"]
    assert "entities" not in one.raw


async def test_a_members_file_is_fetched_and_kept(bot: RunningBot, lan: User, tmp_path: Path) -> None:
    join(bot, lan)
    lan.sends_document("biên bản.pdf", b"%PDF-1.7 x")
    assert (await away(lan.hears))[0].text == texts.FILE_NOT_AWAITED
    [kept] = (tmp_path / "files").iterdir()
    assert kept.read_bytes() == b"%PDF-1.7 x"
    lan.sends_document("virus.pdf", b"MZ")
    assert (await away(lambda: lan.hears(2)))[1].text == texts.UNSUPPORTED["file_kind"]
    lan.sends_document("lớn.pdf", b"%PDF-", size=21 * 1024 * 1024)
    assert (await away(lambda: lan.hears(3)))[2].text == texts.UNSUPPORTED["file_too_large"]
    assert len(list((tmp_path / "files").iterdir())) == 1


async def test_a_file_of_somebody_unknown_is_not_fetched(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.sends_document("biên bản.pdf", b"%PDF-1.7 x")
    assert (await away(lan.hears))[0].text == texts.UNSUPPORTED["other"]
    assert fake.calls("getFile") == []


async def test_a_file_that_cannot_be_fetched_holds_up_nobody(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    join(bot, lan)
    fake.order("no_chat", method="getFile")
    lan.sends_document("biên bản.pdf", b"%PDF-1.7 x")
    lan.says("/trogiup")
    lost, helped = await away(lambda: lan.hears(2))
    assert [lost.text, helped.text] == [texts.UNSUPPORTED["other"], texts.help_text()]


async def test_a_document_follows_its_text(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.says("/danhmuc 2024")
    text, document = await away(lambda: lan.hears(2))
    assert [text.method, document.method] == ["sendMessage", "sendDocument"]
    assert document.raw["document"]["file_name"].endswith(".xlsx")
    assert fake.file(document.raw["document"]["file_id"]).startswith(b"PK")


async def test_a_message_in_parts_goes_on_where_it_stopped(bot: RunningBot, fake: FakeTelegram, lan: User) -> None:
    lan.opens_chat()
    long = message(lan, Reply("Một câu dài. " * 500))
    fake.order("server_error", times=0)
    channel = bot.parts.channel
    sending = asyncio.create_task(channel.send(long))
    await away(lan.hears)
    fake.order("server_error", chat=lan.number)
    with pytest.raises(SendFailed):
        await sending
    await channel.send(long)
    assert len(lan.heard()) == 2


async def test_refused_buttons_leave_the_words(bot: RunningBot, lan: User) -> None:
    lan.opens_chat()
    await bot.parts.channel.send(message(lan, Reply("Chọn", tuple(Choice("a", f"Số {n}") for n in range(101)))))
    [one] = lan.heard()
    assert (one.text, one.buttons) == ("Chọn", [])


@pytest.mark.parametrize(
    ("kind", "why", "permanent", "retry_after"),
    [
        ("blocked", "blocked", True, None),
        ("no_chat", "no_chat", True, None),
        ("flood", "rate_limited", False, 7),
        ("server_error", "network", False, None),
        ("reset", "network", False, None),
        ("bad_html", "refused", False, None),
    ],
)
async def test_refusals_in_the_words_of_the_core(
    bot: RunningBot, fake: FakeTelegram, lan: User, kind: str, why: str, permanent: bool, retry_after: float | None
) -> None:
    lan.opens_chat()
    fake.order(kind, retry_after=7)  # type: ignore[arg-type]  # parametrised
    with pytest.raises(SendFailed) as failed:
        await bot.parts.channel.send(message(lan, Reply("x")))
    assert (failed.value.why, failed.value.permanent, failed.value.retry_after) == (why, permanent, retry_after)
    assert failed.value.hopeless is (kind == "bad_html")
    assert fake.token not in "".join(traceback.format_exception(failed.value))


async def test_many_messages_keep_to_the_limits(bot: RunningBot, fake: FakeTelegram) -> None:
    fake.limits(flood=True)
    users = [fake.user(2000 + number) for number in range(45)]
    for user in users:
        user.opens_chat()
        notify(bot, user, Reply("một"))
    for user in users[:3]:
        notify(bot, user, Reply("hai"))
    await away(lambda: fake.until(lambda: len(fake.sent()) == 48))
    # On a busy machine sends that were due apart may arrive together; sent at once, a third would be refused.
    refused = [call for call in fake.calls("sendMessage") if call["code"] == 429]
    assert len(refused) <= 8
