"""Whoever was given indicators is reminded of them alone; and the days to correct what came back."""

from datetime import date, datetime

import pytest
from sqlalchemy import Engine, delete

from handlers.changes import Marked
from handlers.reminding.agenda import Ref
from knowledge.dues import returned_dues
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from storage.reminding import keep_reminder_change
from storage.tables import memberships
from tests.remind_office import ZONE, RemindOffice

CORRECT = "qd-25-2021/bo-sung-ho-so"
EIGHTH = datetime(2024, 1, 8, 8, tzinfo=ZONE)


def january(day: int) -> datetime:
    return datetime(2024, 1, day, 8, tzinfo=ZONE)


@pytest.fixture
def office(engine: Engine, knowledge: Knowledge) -> RemindOffice:
    return RemindOffice(engine, knowledge)


def test_each_gets_only_their_part(office: RemindOffice) -> None:
    lan, tam = office.person("Lan", ("a", "official")), office.person("Tâm", ("a", "official"))
    office.person("Bình", ("a", "leader"))
    dossier = office.dossier("a", 2023)
    office.enter(dossier, lan)
    office.clear("2.", "3.")
    office.give(dossier, lan, "2.1", "2.2")
    office.give(dossier, tam, "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3")
    found = {each.person: each for each in office.plan(EIGHTH)}
    assert "Phần của anh/chị còn thiếu 2 chỉ tiêu: 2.1, 2.2." in found["Lan"].reply.text
    assert (
        "Phần của anh/chị còn thiếu 7 chỉ tiêu: 2.3, 2.4, 2.5, 2.6, 3.1, 3.2 và 1 chỉ tiêu khác."
        in found["Tâm"].reply.text
    )
    assert "Còn thiếu 9 chỉ tiêu: 2.1, 2.2, 2.3," in found["Bình"].reply.text
    opened = {name: each.reply.choices[0] for name, each in found.items()}
    assert [opened[name].label for name in ("Lan", "Tâm", "Bình")] == [
        "Chấm tiếp 2.1",
        "Chấm tiếp 2.3",
        "Chấm tiếp 2.1",
    ]
    assert opened["Tâm"].key.endswith(":indicator:2.3")
    assert opened["Bình"].key.endswith(":open:")


def test_who_has_done_their_part_is_left_alone_until_all_is_there(office: RemindOffice) -> None:
    lan, tam = office.person("Lan", ("a", "official")), office.person("Tâm", ("a", "official"))
    dossier = office.dossier("a", 2023)
    office.enter(dossier, lan)
    office.clear("2.3")
    office.give(dossier, lan, "2.1")
    office.give(dossier, tam, "2.3")
    assert set(office.told(EIGHTH)) == {"Tâm"}
    office.enter(dossier, tam)
    assert set(office.told(january(9))) == {"Lan", "Tâm"}, "it is there and not sent"


def test_what_nobody_was_given_is_said_to_whoever_has_a_part(office: RemindOffice) -> None:
    lan = office.person("Lan", ("a", "official"))
    dossier = office.dossier("a", 2023)
    office.enter(dossier, lan, "1.1")
    office.give(dossier, lan, "1.1")
    assert "Phần của anh/chị đã đủ. 19 chỉ tiêu còn thiếu chưa giao cho ai." in office.text(EIGHTH, "Lan")


def test_the_part_of_who_has_left_is_nobodys(office: RemindOffice) -> None:
    lan, tam = office.person("Lan", ("a", "official")), office.person("Tâm", ("a", "official"))
    dossier = office.dossier("a", 2023)
    office.enter(dossier, lan)
    office.clear("2.3")
    with office.engine.begin() as tx:
        tx.execute(delete(memberships).where(memberships.c.person_id == tam))
    office.give(dossier, lan, "2.1")
    office.give(dossier, tam, "2.3")
    assert "Phần của anh/chị đã đủ. 1 chỉ tiêu còn thiếu chưa giao cho ai." in office.text(EIGHTH, "Lan")


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2024, 1, 15), date(2024, 1, 18)),
        (date(2024, 1, 18), date(2024, 1, 23)),
        (date(2023, 12, 29), date(2024, 1, 4)),
        # Tết 2024 and 2026, and the swapped Friday and Saturday of New Year 2026.
        (date(2024, 2, 6), date(2024, 2, 16)),
        (date(2024, 2, 28), date(2024, 3, 4)),
        (date(2025, 12, 31), date(2026, 1, 7)),
    ],
)
def test_three_working_days_from_the_day_it_came_back(knowledge: Knowledge, received: date, last: date) -> None:
    regulation = knowledge.regulation_for(2023)
    assert isinstance(regulation, Regulation)
    (due,) = returned_dues(regulation, 2023, received, knowledge.calendar)
    assert (due.last_day, due.act_by, due.set_on) == (last, last, received)
    assert [str(each) for each in due.citations] != []
    assert due.dated
    assert due.dated.counted
    assert due.dated.counted.days == 3


def test_a_returned_dossier_is_reminded_of_until_it_is_sent_again(office: RemindOffice) -> None:
    lan = office.person("Lan", ("a", "official"))
    office.person("Bình", ("a", "leader"))
    office.person("Hoa", ("p", "reviewer"))
    dossier = office.dossier("a", 2023, "returned", january(12))
    office.enter(dossier, lan)
    # Received on Friday 12/01: three working days are Monday, Tuesday, Wednesday 17/01.
    assert office.told(january(15), CORRECT) == {"Lan": "3", "Bình": "3"}
    said = office.text(january(16), "Lan")
    assert "Bổ sung, hoàn thiện hồ sơ theo yêu cầu: còn 1 ngày (chậm nhất hết ngày mai, thứ Tư 17/01)." in said
    assert "Cách tính: 03 ngày làm việc kể từ 12/01/2024, trừ 13/01 (thứ Bảy), 14/01 (Chủ nhật): 17/01/2024." in said
    assert "Bổ sung xong, anh/chị gửi lại hồ sơ thì em thôi nhắc." in said
    told = [each for digest in office.plan(january(17)) for each in digest.told if each.unit == "xã An"]
    assert {each.ref.key.partition("@")[0] for each in told} == {CORRECT}, "it was sent once"
    office.turn(dossier, "submitted")
    assert office.told(january(18), CORRECT) == {}
    # A second time it is another thing, even if somebody had said of the first that it was done.
    with office.engine.begin() as tx:
        keep_reminder_change(tx, Marked(Ref(office.unit("a"), 2023, f"{CORRECT}@2024-01-12"), True), lan, january(18))
    office.turn(dossier, "returned", january(22))
    assert office.told(january(24), CORRECT) == {"Lan": "1", "Bình": "1", "Hoa": "1"}


def test_without_the_day_it_came_back_the_laws_day_counts(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    office.dossier("a", 2023, "returned")
    assert office.told(EIGHTH, CORRECT) == {}
    assert office.told(january(9)) == {"Lan": "0"}
