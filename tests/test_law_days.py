"""Working days around Tết and the swapped days of January 2026; the deadlines of an assessed year."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts_law_days import counted_words, dated_words
from knowledge.deadlines import (
    DatedDeadline,
    SetDay,
    dated_deadlines,
    deadline_of_event,
    duty_last_day,
    task_last_day,
)
from knowledge.law import load_law
from knowledge.regulation import Regulation
from knowledge.strict_yaml import DataError
from knowledge.working_days import (
    OwnDay,
    add_working_days,
    is_working_day,
    last_day_before,
    load_calendar,
    rest_on,
    working_day_until,
)

LAW = load_law()
CALENDAR = LAW.calendar


def regulation(year: int) -> Regulation:
    found = LAW.regulation_for(year)
    assert isinstance(found, Regulation)
    return found


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),  # swapped: the library has this day the wrong way round
        (date(2026, 1, 10), True),  # a Saturday that is worked in exchange
        (date(2026, 1, 11), False),
        (date(2026, 2, 16), False),
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2026, 8, 22), True),  # worked in exchange for 31/8, as the library knows
        (date(2026, 8, 31), False),
        (date(2027, 2, 5), False),
        (date(2027, 2, 11), True),
    ],
)
def test_a_day_is_worked_or_not(day: date, is_working: bool) -> None:
    assert is_working_day(CALENDAR, day) is is_working


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2025, 12, 30), 3, date(2026, 1, 6)),  # 31/12, 05/01, 06/01
        (date(2026, 1, 8), 3, date(2026, 1, 12)),  # 09/01, the worked Saturday 10/01, 12/01
        (date(2026, 2, 13), 3, date(2026, 2, 25)),  # Tết 16–20/02
        (date(2027, 2, 2), 3, date(2027, 2, 12)),  # Tết 04–10/02, estimated
        (date(2026, 1, 12), -3, date(2026, 1, 8)),
        (date(2026, 1, 12), 0, date(2026, 1, 12)),
    ],
)
def test_working_days_are_counted(start: date, days: int, last: date) -> None:
    assert add_working_days(CALENDAR, start, days).last == last


def test_the_arithmetic_is_told() -> None:
    assert counted_words(add_working_days(CALENDAR, date(2025, 12, 31), 2)) == (
        "02 ngày làm việc kể từ 31/12/2025, trừ 01/01 (Tết Dương lịch), "
        "02/01 (nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026), 03/01 (thứ Bảy), 04/01 (Chủ nhật): 06/01/2026"
    )


def test_a_holiday_after_the_last_known_year_is_an_estimate() -> None:
    rest = rest_on(CALENDAR, date(2027, 2, 5))
    assert rest is not None
    assert rest.is_estimate
    assert "dự kiến" in counted_words(add_working_days(CALENDAR, date(2027, 2, 3), 1))


def test_a_units_own_day_goes_first() -> None:
    own = CALENDAR.with_own_days([OwnDay(date(2026, 1, 10), False, "mưa lũ"), OwnDay(date(2026, 1, 11), True, "bù")])
    assert not is_working_day(own, date(2026, 1, 10))
    assert is_working_day(own, date(2026, 1, 11))
    assert is_working_day(own, date(2026, 1, 2)) is False


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_there_and_back_is_where_it_began(start: date, days: int) -> None:
    begin = working_day_until(CALENDAR, start)
    there = add_working_days(CALENDAR, begin, days)
    assert is_working_day(CALENDAR, there.last)
    assert add_working_days(CALENDAR, there.last, -days).last == begin
    assert (there.last - begin).days == days + len(there.skipped)


def test_before_a_day_means_the_day_before() -> None:
    assert last_day_before(date(2027, 1, 10)) == date(2027, 1, 9)


def test_the_deadlines_of_a_year_are_dated_soonest_first() -> None:
    found = {each.deadline.id: each for each in dated_deadlines(regulation(2024), 2024, CALENDAR)}
    assert {id_: each.last_day for id_, each in found.items()} == {
        "niem-yet": date(2025, 1, 4),
        "dang-tai-cong": date(2025, 1, 4),
        "phat-truyen-thanh": date(2025, 1, 4),
        "gui-ho-so": date(2025, 1, 9),
        "cong-nhan": date(2025, 2, 9),
        "huyen-bao-cao-tinh": date(2025, 2, 14),
        "tinh-bao-cao-bo": date(2025, 2, 19),
    }
    assert list(found) == sorted(found, key=lambda id_: found[id_].last_day)
    assert found["cong-nhan"].last_working_day == date(2025, 2, 7)
    assert dated_words(found["gui-ho-so"]) == (
        "Gửi hồ sơ đề nghị công nhận: hạn cuối thứ Năm 09/01/2025. "
        "Luật ghi “trước ngày 10/01”, nên ngày cuối là ngày liền trước."
    )
    assert dated_words(found["cong-nhan"]).endswith("nên làm xong trong ngày 07/02/2025.")


def with_set_day(day: date, on: date) -> dict[str, DatedDeadline]:
    own = {"gui-ho-so": SetDay(day, "Sở Tư pháp", on)}
    return {each.deadline.id: each for each in dated_deadlines(regulation(2024), 2024, CALENDAR, own)}


def test_an_earlier_day_that_the_unit_set_goes_before_the_law() -> None:
    found = with_set_day(date(2025, 1, 6), date(2024, 12, 2))
    sending, posting = found["gui-ho-so"], found["niem-yet"]
    assert (sending.last_day, sending.law_day) == (date(2025, 1, 6), date(2025, 1, 9))
    assert (posting.last_day, posting.law_day) == (date(2025, 1, 1), date(2025, 1, 4))
    assert posting.last_working_day == date(2024, 12, 31)
    assert dated_words(sending).endswith(
        "Ngày này do Sở Tư pháp đặt ngày 02/12/2024. Luật ghi “trước ngày 10/01”, tức chậm nhất hết 09/01/2025."
    )
    assert "Hạn gửi do Sở Tư pháp đặt là 06/01/2025; theo hạn của luật thì bắt đầu chậm nhất 04/01/2025" in dated_words(
        posting
    )


def test_a_later_day_than_the_laws_does_not_count_whoever_set_it() -> None:
    usual = {each.deadline.id: each for each in dated_deadlines(regulation(2024), 2024, CALENDAR)}
    for late in (date(2025, 1, 9), date(2025, 1, 20)):
        assert with_set_day(late, date(2024, 12, 2)) == usual


def test_what_can_no_longer_start_earlier_starts_when_the_law_says() -> None:
    found = with_set_day(date(2025, 1, 6), date(2025, 1, 2))
    assert found["gui-ho-so"].last_day == date(2025, 1, 6)
    assert (found["niem-yet"].last_day, found["niem-yet"].set_day) == (date(2025, 1, 4), None)


def test_an_event_sets_a_deadline() -> None:
    by_id = {each.id: each for each in regulation(2024).deadlines}
    more = deadline_of_event(by_id["bo-sung-ho-so"], 2024, date(2025, 1, 24), CALENDAR)
    ahead = deadline_of_event(by_id["gui-tai-lieu-hop"], 2024, date(2025, 2, 6), CALENDAR)
    assert more is not None
    assert ahead is not None
    assert (more.last_day, ahead.last_day) == (date(2025, 2, 5), date(2025, 2, 3))
    assert "Tết" in dated_words(more)
    assert deadline_of_event(by_id["gui-ho-so"], 2024, date(2025, 1, 24), CALENDAR) is None


def test_a_regulation_without_dates_gives_none() -> None:
    assert dated_deadlines(regulation(2026), 2026, CALENDAR) == ()


def test_duties_and_tasks_of_a_year() -> None:
    duties = {each.id: each for each in LAW.duties}
    assert duty_last_day(duties["ngay-phap-luat"].limits[0], 2026) == date(2026, 11, 9)
    assert duty_last_day(duties["dang-ky-ttvpl"].limits[0], 2026) == date(2026, 9, 30)
    assert duty_last_day(duties["bat-dau-hoa-giai"].limits[0], 2026) is None
    assert [each.id for each in LAW.duties if each.check_amendments][:2] == ["dang-ky-ttvpl", "cong-khai-dan-chu"]
    (plan,) = LAW.plans
    years = {year: [each.id for each in plan.tasks if task_last_day(plan, each, year)] for year in (2021, 2023, 2024)}
    assert years == {
        2021: [],
        2023: ["1", "2a", "2b", "2c", "6a", "6c", "6d", "xa"],
        2024: ["1", "2a", "2b", "2c", "6a", "6b", "6c", "xa"],
    }


def test_every_section_of_the_plan_is_told() -> None:
    (plan,) = LAW.plans
    told = {each.section for each in plan.tasks} | {each.section for each in plan.provisions}
    assert told == set(LAW.documents[plan.document].outline)


def test_a_repeated_day_is_refused(tmp_path: Path) -> None:
    text = (
        "official_through: 2026\nchanges:\n"
        + '  - {day: "2026-01-02", is_working: false, reason: "x", status: primary, source: "x", '
        'checked_on: "2026-11-22", citations: [{document: vb-12729-2025}]}\n' * 2
    )
    path = tmp_path / "days.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_calendar(path, LAW.documents)
    assert [(fault.line, fault.kind) for fault in refused.value.faults] == [(4, "repeated_id")]
