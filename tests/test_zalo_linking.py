"""One person on several channels: linked by a code, once, in time; the work goes on anywhere."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import OperationalError

from handlers import texts_linking as words
from handlers.conversation import Membership, Person
from handlers.linking import kept_of, read_link_code
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.entry_tables import entries
from storage.errors import TurnConflicted
from storage.linking import CODE_LENGTH
from storage.tables import dialogues, history, inbox, memberships, outbox, people
from storage.turns import take_turn
from tests.channel_hopping import Hopping

ZALO, TELEGRAM, WEB = ("zalo", "a1b2"), ("telegram", "1001"), ("web", "guest-x")


@pytest.fixture
def stage(engine: Engine, knowledge: Knowledge) -> Hopping:
    """An official on Telegram; nobody yet on Zalo."""
    hopping = Hopping(engine, knowledge)
    hopping.persona("official", TELEGRAM)
    return hopping


def code_in(text: str) -> str:
    found = re.search(r"LK-\w{4}-\w{4}", text)
    assert found is not None, text
    return found[0]


def rows(engine: Engine, column: object) -> list[object]:
    with engine.connect() as connection:
        return list(connection.execute(select(column)).scalars())  # type: ignore[call-overload]


def test_a_guest_becomes_the_one_who_took_the_code(stage: Hopping) -> None:
    stage.say(ZALO, "hạn gửi hồ sơ năm 2023")
    stage.say(TELEGRAM, "/chamdiem 2026")
    member, guest = stage.person_at(TELEGRAM), stage.person_at(ZALO)
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    heard = stage.say(ZALO, code.lower().replace("-", " "))
    assert "Đã liên kết" in heard
    assert "phường Tứ Hạ (công chức theo dõi)" in heard
    assert "Zalo" in stage.hear(TELEGRAM)[0]
    assert {stage.person_at(ZALO), stage.person_at(TELEGRAM)} == {member}
    assert set(rows(stage.engine, inbox.c.person_id)) == set(rows(stage.engine, outbox.c.person_id)) == {member}
    assert guest in rows(stage.engine, people.c.id)
    with stage.engine.connect() as connection:
        [linked] = connection.execute(select(history).where(history.c.action == "linked")).all()
    assert (linked.person_id, linked.before, linked.after) == (member, str(guest), "telegram+zalo")


def test_the_draft_goes_on_in_the_other_channel_and_back(stage: Hopping) -> None:
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    stage.say(ZALO, code)
    stage.say(TELEGRAM, "/chamdiem 2026")
    assert "Đã lưu" in stage.say(ZALO, "12/12")
    # The number may mean the buttons that Telegram still shows, so nothing is done with it.
    reminded = stage.say(TELEGRAM, "1")
    assert "[1] Tiếp theo: 1.2.1" in reminded
    assert reminded.startswith("Anh/chị vừa chuyển sang đây")
    assert "1.2" in stage.say(TELEGRAM, "1")
    assert "Đã lưu" in stage.say(TELEGRAM, "4/4")
    assert rows(stage.engine, entries.c.content) == ["1.1.1", "1.2.1"]


def test_a_member_is_asked_before_taking_another_place_in(stage: Hopping) -> None:
    code = code_in(stage.say(ZALO, "lien ket"))
    asked = stage.say(TELEGRAM, f"/lienket {code}")
    assert "Chỉ đồng ý nếu chính anh/chị vừa lấy mã" in asked
    assert stage.say(TELEGRAM, "2") == words.DROPPED
    assert stage.person_at(ZALO) != stage.person_at(TELEGRAM)
    stage.say(TELEGRAM, code)
    assert "Đã liên kết" in stage.say(TELEGRAM, "1")
    assert stage.person_at(ZALO) == stage.person_at(TELEGRAM)
    assert "Telegram" in stage.hear(ZALO)[-1]


def test_a_code_is_good_once_and_for_ten_minutes(stage: Hopping) -> None:
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    assert stage.say(TELEGRAM, code) == words.SAME_PERSON
    stage.say(ZALO, code)
    assert stage.say(WEB, code) == words.CODE_USED
    late = code_in(stage.say(TELEGRAM, "/lienket"))
    until = stage.now + timedelta(minutes=10)
    stage.now = until
    assert stage.say(WEB, late) == words.expired(until)
    assert stage.say(WEB, "LK-AAAA-2222") == words.CODE_UNKNOWN
    assert stage.say(WEB, "/lienket abc") == words.CODE_UNKNOWN


def test_a_code_that_runs_out_before_the_answer_links_nothing(stage: Hopping) -> None:
    code = code_in(stage.say(ZALO, "/lienket"))
    stage.say(TELEGRAM, code)
    stage.now += timedelta(minutes=11)
    assert "hết hạn" in stage.say(TELEGRAM, "1")
    assert stage.person_at(ZALO) != stage.person_at(TELEGRAM)


def test_two_people_with_different_roles_stay_two(stage: Hopping) -> None:
    stage.persona("reviewer", ZALO)
    code = code_in(stage.say(ZALO, "/lienket"))
    heard = stage.say(TELEGRAM, code)
    assert "hai người dùng khác nhau" in heard
    assert "Phòng Tư pháp" in heard
    assert stage.person_at(ZALO) != stage.person_at(TELEGRAM)


def test_the_same_role_twice_is_one(stage: Hopping) -> None:
    with stage.engine.begin() as tx:
        tx.execute(update(people).values(name=None))
        unit = tx.execute(select(memberships.c.unit_id).where(memberships.c.role == "official")).scalar_one()
    stage.say(ZALO, "xin chào")
    other = stage.person_at(ZALO)
    with stage.engine.begin() as tx:
        values = {"person_id": other, "unit_id": unit, "role": "official", "since": stage.now}
        tx.execute(insert(memberships), values)
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    stage.say(ZALO, code)
    assert "Đã liên kết" in stage.say(ZALO, "1")
    assert other not in rows(stage.engine, memberships.c.person_id)
    assert other not in rows(stage.engine, dialogues.c.person_id)
    assert "phường Tứ Hạ" in stage.say(ZALO, "/start")


def test_two_who_type_one_code_at_once_are_not_both_linked(stage: Hopping) -> None:
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    stage.accept(ZALO, code)
    stage.accept(WEB, code)
    at_once(lambda: turns(stage))
    member = stage.person_at(TELEGRAM)
    assert sorted([stage.person_at(ZALO) == member, stage.person_at(WEB) == member]) == [False, True]
    assert words.CODE_USED in stage.hear(ZALO) + stage.hear(WEB)


def test_two_who_link_each_other_at_once_become_one(stage: Hopping) -> None:
    theirs, ours = code_in(stage.say(ZALO, "/lienket")), code_in(stage.say(WEB, "/lienket"))
    stage.accept(ZALO, ours)
    stage.accept(WEB, theirs)
    at_once(lambda: turns(stage))
    assert stage.person_at(ZALO) == stage.person_at(WEB)
    assert "tiêu chí" in stage.say(ZALO, "trợ giúp").lower() + stage.say(WEB, "/trogiup").lower()


def test_whoever_writes_while_being_linked_is_found_again(stage: Hopping) -> None:
    code = code_in(stage.say(TELEGRAM, "/lienket"))
    stage.accept(ZALO, code)
    stage.accept(ZALO, "/start")
    while stage.turn():
        pass
    assert "phường Tứ Hạ" in stage.hear(ZALO)[1]


def turns(stage: Hopping) -> None:
    """Makes turns as a worker does; two that meet decide again."""
    while True:
        try:
            if not take_turn(stage.engine, partial(respond, knowledge=stage.knowledge), stage.now):
                return
        except (TurnConflicted, OperationalError):
            # PostgreSQL ends one of two that wait for each other.
            continue


def at_once(act: Callable[[], None]) -> None:
    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_addresses_of_the_linked_all_lead_to_one(stage: Hopping) -> None:
    for place in (ZALO, WEB):
        stage.say(place, code_in(stage.say(TELEGRAM, "/lienket")))
    assert {stage.person_at(place) for place in (ZALO, WEB)} == {stage.person_at(TELEGRAM)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LK-7KQ2-9XMD", "7KQ29XMD"),
        ("lk7kq29xmd", "7KQ29XMD"),
        (" LK 7KQ2 9XMD ", "7KQ29XMD"),
        ("/lienket LK-7KQ2-9XMD", "7KQ29XMD"),
        ("7KQ2-9XMD", None),
        ("7KQ2-9XMD-4TRB", None),
        ("mã LK-7KQ2-9XMD", None),
        ("LK-7KQ2-9XM0", None),
    ],
)
def test_a_code_is_read(text: str, code: str | None) -> None:
    assert read_link_code(text) == code
    assert code is None or len(code) == CODE_LENGTH


ROLE = Membership(1, "xã A", "official")
OTHER = Membership(2, "xã B", "official")


@pytest.mark.parametrize(
    ("offering", "typing", "kept"),
    [
        (Person(1), Person(2), 1),
        (Person(1, "An", (ROLE,)), Person(2), 1),
        (Person(1), Person(2, "An", (ROLE,)), 2),
        (Person(1, "An", (ROLE,)), Person(2, "An", (ROLE,)), 1),
        (Person(1, None, (ROLE,)), Person(2, "An", (ROLE, OTHER)), 2),
        (Person(1, "An", (ROLE,)), Person(2, "Bình", (ROLE,)), None),
        (Person(1, "An", (ROLE,)), Person(2, "An", (OTHER,)), None),
    ],
)
def test_who_stays(offering: Person, typing: Person, kept: int | None) -> None:
    found = kept_of(offering, typing)
    assert (found.id if found else None) == kept
