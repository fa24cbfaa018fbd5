"""On which mornings somebody is told what is due: milestones, escalation, quiet days, catch-up."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dues import Due, duty_dues, plan_dues, regulation_dues
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from knowledge.reminders import (
    Audience,
    Milestone,
    Standing,
    is_daytime,
    is_late,
    judge,
    may_disturb,
    milestones,
    next_daytime,
    reached,
)
from knowledge.working_days import OwnDay, WorkCalendar, working_day_until

DAY = timedelta(days=1)


def due(last: date, calendar: WorkCalendar | None = None) -> Due:
    act_by = working_day_until(calendar, last) if calendar else last
    return Due("task/1", "task", last.year, "báo cáo", last, act_by)


def label(found: Milestone | str | None) -> str | None:
    return found.label if isinstance(found, Milestone) else found


def days_told(last: date, audience: Audience, calendar: WorkCalendar) -> list[tuple[str, str]]:
    """Plays sixty mornings: what is told on which of them."""
    owed, told, heard = due(last, calendar), set[str](), []
    for day in (last - 35 * DAY + at * DAY for at in range(60)):
        found = judge(owed, day, audience, Standing(told), calendar)
        if isinstance(found, Milestone):
            told.add(found.label)
            heard.append((f"{day:%a %d/%m}", found.label))
    return heard


def test_an_official_hears_at_each_milestone_and_three_times_after(knowledge: Knowledge) -> None:
    assert days_told(date(2024, 1, 9), "official", knowledge.calendar) == [
        ("Mon 11/12", "30"),
        ("Tue 26/12", "14"),
        ("Tue 02/01", "7"),
        ("Mon 08/01", "1"),
        ("Tue 09/01", "0"),
        ("Wed 10/01", "overdue-1"),
        ("Wed 17/01", "overdue-2"),
        ("Wed 24/01", "overdue-3"),
    ]


def test_leaders_hear_later_and_the_reviewing_unit_last(knowledge: Knowledge) -> None:
    leader = days_told(date(2024, 3, 14), "leader", knowledge.calendar)
    assert [milestone for _, milestone in leader][:3] == ["3", "1", "0"]
    reviewer = days_told(date(2024, 3, 14), "reviewer", knowledge.calendar)
    assert [milestone for _, milestone in reviewer][:2] == ["1", "0"]


def test_a_last_day_on_a_sunday_is_told_on_the_last_working_day_too(knowledge: Knowledge) -> None:
    assert days_told(date(2025, 11, 9), "leader", knowledge.calendar)[:4] == [
        ("Thu 06/11", "3"),
        ("Fri 07/11", "last_working_day"),
        ("Sat 08/11", "1"),
        ("Sun 09/11", "0"),
    ]


@pytest.mark.parametrize(
    ("last", "silent", "spoken"),
    [
        (date(2026, 2, 20), date(2026, 2, 18), date(2026, 2, 13)),
        (date(2027, 2, 10), date(2027, 2, 7), date(2027, 2, 3)),
    ],
)
def test_tet_is_left_in_peace_and_what_falls_into_it_is_told_before(
    knowledge: Knowledge, last: date, silent: date, spoken: date
) -> None:
    owed = due(last, knowledge.calendar)
    assert judge(owed, silent, "official", Standing(), knowledge.calendar) == "rest"
    assert owed.act_by < last
    assert judge(owed, spoken, "official", Standing(), knowledge.calendar) == reached(owed, spoken, "official")
    assert judge(owed, last, "official", Standing(), knowledge.calendar) == Milestone(last, "0")


def test_a_swapped_day_and_an_own_day_off_decide(knowledge: Knowledge) -> None:
    owed = due(date(2026, 1, 16))
    assert not may_disturb(knowledge.calendar, date(2026, 1, 2), owed)
    assert may_disturb(knowledge.calendar, date(2026, 1, 10), owed)
    own = knowledge.calendar.with_own_days([OwnDay(date(2026, 1, 10), False, "bão")])
    assert not may_disturb(own, date(2026, 1, 10), owed)


def test_nobody_is_late_on_the_last_day_itself() -> None:
    owed = due(date(2024, 1, 9))
    assert not is_late(owed, date(2024, 1, 9))
    assert is_late(owed, date(2024, 1, 10))
    assert label(reached(owed, date(2024, 1, 9), "official")) == "0"


def test_after_six_weeks_it_is_over() -> None:
    owed = due(date(2024, 1, 9))
    assert label(reached(owed, date(2024, 1, 31), "official")) == "overdue-3"
    assert reached(owed, date(2024, 2, 24), "official") is None


@given(last=st.dates(date(2020, 1, 1), date(2030, 12, 31)), down=st.integers(0, 40), at=st.integers(-40, 30))
def test_a_missed_run_makes_one_reminder_not_many(knowledge: Knowledge, last: date, down: int, at: int) -> None:
    """However long the program was down, the next morning tells one thing, and the morning after nothing older."""
    owed, today = due(last, knowledge.calendar), last + at * DAY + down * DAY
    first = reached(owed, today, "official")
    if first:
        again = judge(owed, today, "official", Standing({first.label}), knowledge.calendar)
        assert again in ("told", "rest")


@given(last=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_each_milestone_has_a_label_of_its_own(last: date) -> None:
    labels = [each.label for each in milestones(due(last))]
    assert len(set(labels)) == len(labels)


def test_snoozing_silences_until_its_day_and_leaves_the_schedule(knowledge: Knowledge) -> None:
    owed, until = due(date(2024, 3, 29)), date(2024, 3, 18)
    snoozed = Standing({"14"}, snoozed_until=until)
    assert judge(owed, date(2024, 3, 15), "official", snoozed, knowledge.calendar) == "snoozed"
    assert judge(owed, until, "official", snoozed, knowledge.calendar) == Milestone(until, "again-2024-03-18")
    told = replace(snoozed, told={"14", "again-2024-03-18"})
    assert judge(owed, date(2024, 3, 19), "official", told, knowledge.calendar) == "told"
    assert label(judge(owed, date(2024, 3, 22), "official", told, knowledge.calendar)) == "7"


def test_done_and_muted_are_silent(knowledge: Knowledge) -> None:
    owed = due(date(2024, 3, 29))
    assert judge(owed, owed.last_day, "official", Standing(done=True), knowledge.calendar) == "done"
    assert judge(owed, owed.last_day, "official", Standing(muted=True), knowledge.calendar) == "muted"


def test_leap_days_and_the_turn_of_the_year(knowledge: Knowledge) -> None:
    assert [each.day for each in milestones(due(date(2024, 3, 1)))][4] == date(2024, 2, 29)
    assert label(reached(due(date(2024, 2, 29)), date(2024, 2, 29), "official")) == "0"
    end = due(date(2026, 12, 31), knowledge.calendar)
    assert label(judge(end, date(2026, 12, 31), "official", Standing(), knowledge.calendar)) == "0"
    assert judge(end, date(2027, 1, 1), "official", Standing(), knowledge.calendar) == "rest"
    assert label(judge(end, date(2027, 1, 4), "official", Standing(), knowledge.calendar)) == "overdue-1"


def test_messages_go_out_by_day_and_notices_of_the_night_wait(knowledge: Knowledge) -> None:
    evening = datetime(2026, 12, 31, 21, 0)  # noqa: DTZ001  # local time, as the planner passes it
    assert not is_daytime(evening)
    assert not is_daytime(evening.replace(hour=7, minute=59))
    assert is_daytime(evening.replace(hour=8))
    assert next_daytime(evening, knowledge.calendar) == datetime(2027, 1, 4, 8, 0)  # noqa: DTZ001


def test_what_a_commune_owes_comes_from_the_data(knowledge: Knowledge) -> None:
    found = knowledge.regulation_for(2023)
    assert isinstance(found, Regulation)
    owed = regulation_dues(found, 2023, "commune", knowledge.calendar)
    assert [(each.key, each.last_day) for each in owed] == [
        ("qd-25-2021/niem-yet", date(2024, 1, 4)),
        ("qd-25-2021/gui-ho-so", date(2024, 1, 9)),
    ]
    assert len(owed[0].also) == 2


def test_a_regulation_without_dates_makes_no_reminder(knowledge: Knowledge) -> None:
    found = knowledge.regulation_for(2026)
    assert isinstance(found, Regulation)
    assert regulation_dues(found, 2026, "commune", knowledge.calendar) == ()


def test_duties_are_owed_only_while_their_law_is_in_force(knowledge: Knowledge) -> None:
    by_year = {
        year: {each.key for each in duty_dues(knowledge.duties, year, knowledge.documents, knowledge.calendar)}
        for year in (2022, 2024, 2026)
    }
    assert "duty/hoi-nghi-doi-thoai" not in by_year[2022]
    assert "duty/hoi-nghi-doi-thoai" in by_year[2024]
    assert by_year[2026] - by_year[2024] == {"duty/doi-thoai-tccqdp"}
    assert "duty/ngay-phap-luat" in by_year[2022] & by_year[2024] & by_year[2026]


def test_a_plan_gives_the_commune_its_own_task_and_the_rest_to_who_reviews(knowledge: Knowledge) -> None:
    plan = knowledge.plans[0]
    assert [each.key for each in plan_dues(plan, 2024, "commune", knowledge.calendar)] == ["kh-3590-2021/xa"]
    of_office = {each.key for each in plan_dues(plan, 2024, "reviewing_unit", knowledge.calendar)}
    assert "kh-3590-2021/6b" in of_office
    assert "kh-3590-2021/3" not in of_office
    assert "kh-3590-2021/6b" not in {each.key for each in plan_dues(plan, 2023, "reviewing_unit", knowledge.calendar)}
