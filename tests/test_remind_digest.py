"""What can be answered to a digest by one number: its task opened, what the program cannot know marked as done."""

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import Engine, select

from handlers.conversation import Press, Text, Update
from handlers.plain import plain
from handlers.reminding.planning import Digest
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.codec import load_reply
from storage.inbox import accept
from storage.outbox import claim, mark_sent
from storage.tables import outbox
from storage.turns import take_turn
from tests.remind_office import ZONE, RemindOffice


@pytest.fixture
def office(engine: Engine, knowledge: Knowledge) -> RemindOffice:
    return RemindOffice(engine, knowledge)


def january(day: int) -> datetime:
    return datetime(2024, 1, day, 8, tzinfo=ZONE)


def labels(found: list[Digest], person: str) -> list[str]:
    return next([each.label for each in digest.reply.choices] for digest in found if digest.person == person)


def answered(office: RemindOffice, person: str, number: int, now: datetime) -> str:
    """What is heard after the digest was sent and answered by a number."""
    for message in claim(office.engine, "telegram", "me", now, 10):
        mark_sent(office.engine, [message.id], now)
    accept(office.engine, [Update(f"{person}{number}", "telegram", person, Text(str(number)))], now)
    assert take_turn(office.engine, partial(respond, knowledge=office.knowledge), now)
    with office.engine.connect() as connection:
        replies = select(outbox.c.body).where(outbox.c.kind == "reply").order_by(outbox.c.id.desc())
        return plain(load_reply(connection.execute(replies).scalars().first() or ""))


def test_the_dossier_is_opened_and_its_posting_marked_by_one_number(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    now = january(3)
    # Of the year before everything is told on the first working morning.
    office.plan(january(2))
    found = office.plan(now)
    assert labels(found, "Lan")[:2] == ["Chấm tiếp 1.1", "Đã làm"]
    assert "đã làm. Em không nhắc việc này với đơn vị nữa." in answered(office, "Lan", 2, now)
    assert office.told(january(4), "qd-25-2021/niem-yet") == {}


def test_a_number_opens_the_dossier_where_it_is_to_be_gone_on_with(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    office.plan(january(8))
    assert "Năm 2023 – xã An" in answered(office, "Lan", 1, january(8))


def test_what_is_not_a_dossier_is_shown_by_the_first_number(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    now = datetime(2024, 9, 16, 8, tzinfo=ZONE)
    found = office.plan(now)
    assert labels(found, "Lan")[:2] == ["Xem việc này", "Đã làm"]
    assert "Căn cứ: khoản 2 Điều 5 TT 10/2016/TT-BTP." in answered(office, "Lan", 1, now)


def test_who_reviews_opens_the_units_that_have_not_done_it(office: RemindOffice) -> None:
    lan = office.person("Lan", ("a", "official"))
    office.person("Hoa", ("p", "reviewer"))
    office.enter(office.dossier("a", 2023), lan, "1.1", "1.2")
    # What was missed before is told on another morning.
    office.plan(january(5))
    found = office.plan(january(8))
    assert labels(found, "Hoa")[0] == "Xem đơn vị chưa xong"
    said = answered(office, "Hoa", 1, january(8))
    assert "2 đơn vị chưa xong:\n• xã An: đã nhập 2/20 chỉ tiêu\n• xã Bình: đã nhập 0/20 chỉ tiêu" in said


def test_nobody_else_sees_the_units(office: RemindOffice) -> None:
    office.person("Hoa", ("p", "reviewer"))
    office.person("Lan", ("a", "official"))
    (message,) = [
        each
        for _ in [office.plan(january(8))]
        for each in claim(office.engine, "telegram", "me", january(8), 10)
        if each.address == "Hoa"
    ]
    accept(office.engine, [Update("x", "telegram", "Lan", Press(message.revision, 1))], january(8))
    assert take_turn(office.engine, partial(respond, knowledge=office.knowledge), january(8))
    with office.engine.connect() as connection:
        body = connection.execute(select(outbox.c.body).where(outbox.c.kind == "reply")).scalar_one()
    assert load_reply(body).text.startswith("Lựa chọn này đã cũ")
