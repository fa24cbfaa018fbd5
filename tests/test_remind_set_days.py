"""Earlier days that a reviewing unit sets for the law's deadlines: their milestones, and the law's after them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from knowledge.deadlines import SetDay
from knowledge.dues import Due, regulation_dues
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from knowledge.reminders import Milestone, Standing, is_late, judge, milestones, reached
from storage.engine import reading
from storage.reminder_log import load_log
from tests.remind_office import SEND, ZONE, RemindOffice

DAY = timedelta(days=1)
POSTING = "qd-25-2021/niem-yet"


@pytest.fixture
def office(engine: Engine, knowledge: Knowledge) -> RemindOffice:
    return RemindOffice(engine, knowledge)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZONE)


def mornings(knowledge: Knowledge, day: date, on: date) -> list[tuple[str, str]]:
    """Every morning on which an official who does nothing is told of sending the dossier of 2023."""
    regulation = knowledge.regulation_for(2023)
    assert isinstance(regulation, Regulation)
    own = {"gui-ho-so": SetDay(day, "Sở Tư pháp", on)}
    owed = regulation_dues(regulation, 2023, "commune", knowledge.calendar, own)
    due = next(each for each in owed if each.key == SEND)
    told, heard = set[str](), []
    for today in (on + DAY * number for number in range(70)):
        found = judge(due, today, "official", Standing(told), knowledge.calendar)
        if isinstance(found, Milestone):
            told.add(found.label)
            heard.append((f"{today:%d/%m}", found.label.partition("@")[0]))
    assert not is_late(due, date(2024, 1, 9)), "late is who misses the law's day"
    assert is_late(due, date(2024, 1, 10))
    return heard


def test_the_milestones_are_those_of_the_day_that_was_set_then_the_laws(knowledge: Knowledge) -> None:
    assert mornings(knowledge, date(2023, 12, 29), date(2023, 11, 27)) == [
        ("29/11", "30"),
        ("15/12", "14"),
        ("22/12", "7"),
        ("26/12", "3"),
        ("28/12", "1"),
        ("29/12", "0"),
        ("02/01", "past"),
        ("08/01", "1"),
        ("09/01", "0"),
        ("10/01", "overdue-1"),
        ("17/01", "overdue-2"),
        ("24/01", "overdue-3"),
    ]


@given(earlier=st.integers(1, 90), down=st.integers(0, 40), start=st.integers(-40, 40))
def test_however_long_the_program_was_down_one_thing_is_told_and_nothing_older(
    knowledge: Knowledge, earlier: int, down: int, start: int
) -> None:
    law = date(2024, 1, 9)
    due = Due("x/y", "dossier", 2023, "gửi", law - DAY * earlier, law - DAY * earlier, law_day=law, set_by="Sở")
    labels = [each.label for each in milestones(due)]
    assert len(set(labels)) == len(labels)
    today = due.last_day + DAY * start
    told = {each.label for each in [reached(due, today, "official")] if each}
    later = reached(due, today + DAY * down, "official")
    assert later is None or later.label in told or later.day > today
    assert judge(due, today, "official", Standing(told), knowledge.calendar) in ("told", "not_yet", "over", "rest")


def test_a_day_that_is_set_and_moved_and_taken_back(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    office.person("Minh", ("b", "official"))
    reviewer = office.person("Hoa", ("p", "reviewer"))
    office.set_day(reviewer, at(date(2023, 12, 18)), date(2024, 1, 5), "a")
    # Seven days before the day that was set falls on a working day; the other commune has the law's fourteen.
    assert office.told(at(date(2023, 12, 29))) == {"Lan": "7@2024-01-05", "Minh": "14"}
    office.set_day(reviewer, at(date(2023, 12, 29)), date(2024, 1, 3), "a")
    assert office.told(at(date(2024, 1, 2))) == {"Lan": "1@2024-01-03", "Minh": "7", "Hoa": "1@2024-01-03"}
    office.set_day(reviewer, at(date(2024, 1, 2)), None, "a")
    assert office.told(at(date(2024, 1, 8))) == {"Lan": "1", "Minh": "1", "Hoa": "1"}


def test_the_laws_day_stands_beside_it_with_who_set_it(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    reviewer = office.person("Hoa", ("p", "reviewer"))
    office.set_day(reviewer, at(date(2023, 12, 18)), date(2024, 1, 5), "a", "b")
    said = office.text(at(date(2023, 12, 29)), "Lan")
    assert "còn 7 ngày (chậm nhất hết thứ Sáu 05/01/2024, Phòng Tư pháp đặt; luật: hết thứ Ba 09/01/2024)" in said
    assert "cho kịp hạn Phòng Tư pháp đặt; luật: hết thứ Năm 04/01/2024" in said
    said = office.text(at(date(2024, 1, 8)), "Lan")
    assert "đã qua ngày Phòng Tư pháp đặt (05/01); theo luật còn 1 ngày (hết thứ Ba 09/01)" in said
    with reading(office.engine) as connection:
        rows = [row for row in load_log(connection, office.unit("a"), None, 100) if row.title.startswith("Gửi")]
    assert {(row.milestone, row.last_day) for row in rows} >= {
        ("7@2024-01-05", date(2024, 1, 9)),
        ("1", date(2024, 1, 9)),
    }


def test_communes_with_other_days_stand_apart_for_who_reviews(office: RemindOffice) -> None:
    reviewer = office.person("Hoa", ("p", "reviewer"))
    office.set_day(reviewer, at(date(2023, 12, 18)), date(2024, 1, 8), "a")
    said = office.text(at(date(2024, 1, 8)), "Hoa")
    assert "hôm nay là ngày cuối mà Phòng Tư pháp đặt (luật: hết thứ Ba 09/01). Chưa xong 1/1 đơn vị: xã An." in said
    assert "còn 1 ngày (chậm nhất hết ngày mai, thứ Ba 09/01). Chưa xong 1/1 đơn vị: xã Bình." in said


def test_a_later_day_in_the_database_is_not_believed(office: RemindOffice) -> None:
    office.person("Lan", ("a", "official"))
    reviewer = office.person("Hoa", ("p", "reviewer"))
    office.set_day(reviewer, at(date(2023, 12, 18)), date(2024, 1, 20), "a")
    assert office.told(at(date(2024, 1, 9))) == {"Lan": "0", "Hoa": "0"}
