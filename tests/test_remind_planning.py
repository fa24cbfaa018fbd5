"""A morning on the real databases: one digest a person, once, at the right address; and nobody else's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, update

from bot.planner import PEOPLE_AT_ONCE, planned
from handlers.changes import Marked, Muted, Snoozed
from handlers.reminding.agenda import Ref
from handlers.reminding.planning import Digest
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from storage.entry_tables import dossiers, entries
from storage.invitations import add_invitation
from storage.own_days import put_day
from storage.people import add_address, mark_unreachable, reachable_address
from storage.reminder_log import load_log
from storage.reminder_tables import reminders
from storage.reminding import keep_reminder_change
from storage.tables import outbox, units
from tests.remind_office import SEND, ZONE, RemindOffice

FRIDAY = datetime(2024, 1, 5, 8, 0, tzinfo=ZONE)


class Office(RemindOffice):
    """Everybody is there since the Friday of which most is told."""

    def plan(self, now: datetime = FRIDAY) -> list[Digest]:
        return super().plan(now)


@pytest.fixture
def office(engine: Engine, knowledge: Knowledge) -> Office:
    return Office(engine, knowledge, since=FRIDAY)


def keys(digest: Digest) -> set[str]:
    return {each.ref.key for each in digest.told}


def test_one_message_a_person_and_never_twice(office: Office) -> None:
    office.person("Lan", ("a", "official"))
    (digest,) = office.plan()
    assert SEND in keys(digest)
    assert digest.reply.text.startswith("Nhắc việc 05/01/2024 – xã An.")
    assert "còn 4 ngày (chậm nhất hết thứ Ba 09/01)" in digest.reply.text
    assert office.plan() == office.plan(FRIDAY + timedelta(hours=3)) == []
    assert [row.dedup_key for row in office.rows(outbox.c.dedup_key)] == [f"digest:{digest.person_id}:2024-01-05"]
    assert len(office.rows(reminders.c.id)) == len(digest.told)


def test_two_processes_at_once_tell_it_once(office: Office) -> None:
    for number in range(30):
        office.person(f"Người {number}", ("a", "official"))
    with ThreadPoolExecutor(4) as threads:
        made = [len(each) for each in threads.map(lambda _: office.plan(), range(4))]
    assert sum(made) == len(office.rows(outbox.c.id)) == 30


def test_two_communes_stand_in_one_message(office: Office) -> None:
    office.person("Lan", ("a", "official"), ("b", "official"))
    (digest,) = office.plan()
    assert "\nxã An:\n" in digest.reply.text
    assert "\nxã Bình:\n" in digest.reply.text
    assert [each.unit for each in digest.told if each.ref.key == SEND] == ["xã An", "xã Bình"]


def test_who_is_both_hears_as_the_one_who_does_the_work(office: Office) -> None:
    office.person("Lan", ("a", "leader"), ("a", "official"))
    (digest,) = office.plan()
    assert SEND in keys(digest)


def test_a_merged_commune_an_unused_invitation_and_nobody_to_reach_bring_nothing(office: Office) -> None:
    office.person("Lan", ("a", "official"))
    office.person("Chưa mở kênh", ("b", "official"), channel=None)
    office.person("Khách")
    with office.engine.begin() as tx:
        tx.execute(update(units).where(units.c.code == "a").values(closed_on=date(2024, 1, 5)))
        add_invitation(tx, "7KQ2-9XMD-4TRB", office.unit("b"), "official", FRIDAY, FRIDAY + timedelta(days=7))
    assert office.plan() == []


def test_what_was_submitted_is_silent_and_what_came_back_is_not(office: Office) -> None:
    office.person("Lan", ("a", "official"))
    row = {"unit_id": office.unit("a"), "year": 2023, "practice": False, "state": "submitted", "created_at": FRIDAY}
    with office.engine.begin() as tx:
        tx.execute(insert(dossiers), row)
    assert all(SEND not in keys(each) for each in planned(office.engine, office.knowledge, FRIDAY))
    with office.engine.begin() as tx:
        tx.execute(update(dossiers).values(state="returned"))
    (digest,) = office.plan()
    assert SEND in keys(digest)


def test_what_is_entered_is_no_longer_missing(office: Office) -> None:
    person = office.person("Lan", ("a", "official"))
    row = {"unit_id": office.unit("a"), "year": 2023, "practice": False, "created_at": FRIDAY}
    with office.engine.begin() as tx:
        made = tx.execute(insert(dossiers), row).inserted_primary_key
        entry = {"dossier_id": made[0] if made else 0, "value": "{}", "revision": 1, "person_id": person}
        regulation = office.knowledge.regulation_for(2023)
        assert isinstance(regulation, Regulation)
        contents = [each.id for each in regulation.contents(next(iter(regulation.indicators())))]
        tx.execute(insert(entries), [entry | {"content": each, "saved_at": FRIDAY} for each in contents])
    (digest,) = office.plan()
    assert "Còn thiếu 19 chỉ tiêu: 1.2," in digest.reply.text
    assert digest.reply.choices[0].label == "Chấm tiếp 1.2"


def test_done_for_one_is_done_for_all_of_the_unit_snoozed_and_muted_for_oneself(office: Office) -> None:
    lan, minh = office.person("Lan", ("a", "official")), office.person("Minh", ("a", "official"))
    unit = office.unit("a")
    with office.engine.begin() as tx:
        keep_reminder_change(tx, Marked(Ref(unit, 2023, SEND), done=True), lan, FRIDAY)
        keep_reminder_change(tx, Marked(Ref(unit, 2023, SEND), done=True), minh, FRIDAY)
        keep_reminder_change(tx, Muted("duty", on=False), lan, FRIDAY)
        keep_reminder_change(tx, Snoozed((Ref(unit, 2023, "qd-25-2021/niem-yet"),), date(2024, 1, 8)), lan, FRIDAY)
    assert [(each.person, sorted({ref.partition("/")[0] for ref in keys(each)})) for each in office.plan()] == [
        ("Minh", ["duty", "qd-25-2021"])
    ]
    monday = [each for each in office.plan(FRIDAY + timedelta(days=3)) if each.person == "Lan"]
    assert keys(monday[0]) == {"qd-25-2021/niem-yet"}


def test_the_reviewing_unit_hears_of_the_last_day_in_one_line(office: Office) -> None:
    office.person("Hoa", ("p", "reviewer"))
    assert all(SEND not in keys(each) for each in planned(office.engine, office.knowledge, FRIDAY))
    (digest,) = office.plan(FRIDAY + timedelta(days=3))
    assert digest.reply.text.count("Gửi hồ sơ") == 1
    assert "Chưa xong 2/2 đơn vị: xã An, xã Bình." in digest.reply.text


def test_a_units_own_day_off_is_its_own_and_that_of_all_below(office: Office) -> None:
    office.person("Lan", ("a", "official"))
    office.person("Minh", ("b", "official"))
    with office.engine.begin() as tx:
        put_day(tx, office.unit("a"), FRIDAY.date(), "bão", FRIDAY, is_working=False)
    assert [each.person for each in planned(office.engine, office.knowledge, FRIDAY)] == ["Minh"]
    with office.engine.begin() as tx:
        put_day(tx, office.unit("p"), FRIDAY.date(), "bão", FRIDAY, is_working=False)
        put_day(tx, office.unit("a"), FRIDAY.date(), "không bão", FRIDAY, is_working=True)
    assert [each.person for each in planned(office.engine, office.knowledge, FRIDAY)] == ["Lan"]


@pytest.mark.parametrize("hour", [0, 6, 7, 21, 23])
def test_nothing_at_night(office: Office, hour: int) -> None:
    office.person("Lan", ("a", "official"))
    assert office.plan(FRIDAY.replace(hour=hour)) == []


def test_a_phone_is_rung_before_a_page_and_a_blocked_one_no_more(office: Office) -> None:
    lan = office.person("Lan", ("a", "official"))
    with office.engine.begin() as tx:
        add_address(tx, lan, "web", "person-1", FRIDAY + timedelta(days=1))
        assert reachable_address(tx, lan) == ("telegram", "Lan")
        mark_unreachable(tx, "telegram", "Lan", FRIDAY)
        assert reachable_address(tx, lan) == ("web", "person-1")
    (digest,) = office.plan()
    assert digest.address == ("web", "person-1")


def test_more_people_than_fit_into_one_batch(office: Office) -> None:
    count = PEOPLE_AT_ONCE + 3
    for number in range(count):
        office.person(f"Người {number}", ("a", "official"))
    assert len(office.plan()) == count


def test_the_log_says_what_became_of_it(office: Office) -> None:
    lan = office.person("Lan", ("a", "official"))
    office.plan()
    with office.engine.begin() as tx:
        tx.execute(update(outbox).values(state="failed", why="blocked"))
        rows = load_log(tx, office.unit("a"), lan, 100)
        assert load_log(tx, office.unit("b"), None, 100) == []
    assert {(row.person, row.unit, row.state, row.channel, row.why) for row in rows} == {
        ("Lan", "xã An", "failed", "telegram", "blocked")
    }
