"""A reviewing unit sets an earlier day for a deadline of the law: which, the day, for whom; never after the law's."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers import texts_reminders as words
from handlers import texts_set_days as day_words
from handlers import texts_tasks as task_words
from handlers.changes import TaskSet
from handlers.conversation import Choice, Reply, Turn
from handlers.dialogues import Idle
from handlers.reminding.agenda import UnitState
from handlers.reminding.day_reading import read_day
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.standing import AwaitingTaskDay, TaskDraft
from handlers.texts_law import cite_all
from knowledge.deadlines import DatedDeadline, SetDay, dated_deadlines
from knowledge.regulation import Regulation
from knowledge.regulation_procedure import BeforeDay

# How much earlier the example is than the law's day.
EARLIER = timedelta(days=6)


def offered(desk: Desk, office: UnitState) -> list[tuple[str, DatedDeadline]]:
    """The deadlines of the communes that the law puts on a day that is still to come, each with its key."""
    today = desk.morning.today
    return [
        (f"{regulation.id}/{each.deadline.id}", each)
        for year in (today.year - 1, today.year)
        if isinstance(regulation := desk.knowledge.regulation_for(year), Regulation)
        for each in dated_deadlines(regulation, year, desk.morning.owing.calendar(office))
        if each.deadline.duty_of == "commune" and isinstance(each.deadline.when, BeforeDay) and each.law_day > today
    ]


def show_deadlines(desk: Desk, unit_id: int) -> Turn:
    """Asks for which deadline."""
    found = offered(desk, desk.morning.owing.office.units[unit_id])
    if not found:
        return _say(desk, _nothing(desk))
    choices = (
        Choice(str(RemindKey("set-day-of", f"{dated.year}|{key}")), day_words.deadline_label(dated))
        for key, dated in found
    )
    return _say(desk, day_words.ASK_WHICH, tuple(choices))


def _nothing(desk: Desk) -> str:
    year = desk.morning.today.year
    regulation = desk.knowledge.regulation_for(year)
    known = isinstance(regulation, Regulation) and desk.knowledge.documents[regulation.document].short
    return day_words.nothing_to_set(year, known or None)


def ask_day(desk: Desk, draft: TaskDraft, said: str = "") -> Turn:
    """Asks for the day; the law's own, where another one is set."""
    dated = dated_of(desk, draft)
    if dated is None:
        return _say(desk, words.GONE)
    known = Counter(day.day for day in _set_already(desk, draft))
    example = _example(dated, desk.morning.today)
    asked = said or day_words.ask_day(dated, _basis(desk, dated), example, sorted(known.items()))
    back = (Choice(str(RemindKey("set-no-day")), day_words.BACK_TO_LAW),) if known else ()
    return Turn((Reply(asked, back, numbered=False),), AwaitingTaskDay(draft), topic=desk.memory.topic)


def dated_of(desk: Desk, draft: TaskDraft) -> DatedDeadline | None:
    """The deadline that the draft is about, as the law has it."""
    office = desk.morning.owing.office.units[draft.unit_id]
    keyed = ((key, dated.year) == (draft.deadline, draft.year) and dated for key, dated in offered(desk, office))
    return next((each for each in keyed if each), None)


def _set_already(desk: Desk, draft: TaskDraft) -> Iterator[SetDay]:
    for commune in desk.morning.owing.office.communes_of(draft.unit_id, desk.morning.today):
        yield from (day for key, year, day in commune.set_days() if (key, year) == (draft.deadline, draft.year))


def _example(dated: DatedDeadline, today: date) -> date:
    return max(dated.law_day - EARLIER, min(today + timedelta(days=1), dated.law_day - timedelta(days=1)))


def _basis(desk: Desk, dated: DatedDeadline) -> str:
    return cite_all(dated.deadline.citations, desk.knowledge.documents)


def typed_day(desk: Desk, text: str, draft: TaskDraft) -> Turn | TaskDraft:
    """The draft with the day, or why it cannot be that one."""
    dated, today, found = dated_of(desk, draft), desk.morning.today, read_day(text, desk.morning.today)
    if dated is None:
        return _say(desk, words.GONE)
    example = _example(dated, today)
    if found is None:
        return ask_day(desk, draft, words.NOT_A_DAY.format(example=f"{example:%d/%m/%Y}"))
    if found < today:
        return ask_day(desk, draft, words.DAY_PAST.format(day=f"{found:%d/%m/%Y}", first=f"{today:%d/%m/%Y}"))
    if found > dated.law_day:
        return ask_day(desk, draft, day_words.too_late(found, dated, _basis(desk, dated), example))
    if found == dated.law_day:
        return ask_day(desk, draft, day_words.same_as_law(dated))
    return replace(draft, last_day=found)


def consent(desk: Desk, draft: TaskDraft, names: list[str]) -> str:
    """What the communes would be told, and what they must begin earlier."""
    moved = _moved(desk, draft)
    goal = _goal(draft, moved)
    starts = [each for each in moved if getattr(each.deadline.when, "done_before", None) == goal.deadline.id][:1]
    said = day_words.told(goal)
    lines = [day_words.consent(said, task_words.some(names), len(names), starts if draft.last_day else ())]
    if goal.set_day and goal.last_working_day != goal.last_day:
        lines.append(day_words.not_worked(goal))
    return "\n".join(lines)


def day_set(desk: Desk, draft: TaskDraft, change: TaskSet) -> TaskSet | None:
    """The change with what the communes are told; None where the day has passed meanwhile."""
    if dated_of(desk, draft) is None or (draft.last_day and draft.last_day < desk.morning.today):
        return None
    said = day_words.told(_goal(draft, _moved(desk, draft)))
    return replace(change, text=said, deadline=draft.deadline, year=draft.year)


def _goal(draft: TaskDraft, moved: tuple[DatedDeadline, ...]) -> DatedDeadline:
    return next(each for each in moved if each.deadline.id == draft.deadline.partition("/")[2])


def _moved(desk: Desk, draft: TaskDraft) -> tuple[DatedDeadline, ...]:
    """The deadlines of the year as they would be."""
    office, today = desk.morning.owing.office.units[draft.unit_id], desk.morning.today
    regulation = desk.knowledge.regulation_for(draft.year)
    assert isinstance(regulation, Regulation)
    own = {draft.deadline.partition("/")[2]: SetDay(draft.last_day, office.name, today)} if draft.last_day else {}
    return dated_deadlines(regulation, draft.year, desk.morning.owing.calendar(office), own)


def _say(desk: Desk, text: str, choices: tuple[Choice, ...] = ()) -> Turn:
    return Turn((Reply(text, choices),), Idle(), topic=desk.memory.topic)
