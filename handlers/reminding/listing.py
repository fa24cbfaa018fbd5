"""/nhacviec: what is due, with dates and basis; then one thing with what can be done about it."""

from collections.abc import Iterator
from itertools import groupby

from handlers import texts_reminders as words
from handlers.conversation import Choice, Memory, Turn
from handlers.reminding.agenda import read_ref
from handlers.reminding.desk import Desk, open_desk
from handlers.reminding.digest import lacking_words, next_morning, open_choice, opens_dossier
from handlers.reminding.keys import RemindKey
from handlers.reminding.planning import Item
from handlers.texts_law import cite_all
from handlers.texts_law_days import period_words
from handlers.texts_reminder_detail import detail
from handlers.texts_set_days import SET_EARLIER
from handlers.texts_tasks import OPEN_TASKS
from handlers.turns import stay
from knowledge.library import Knowledge
from knowledge.regulation import Regulation

MOST_LISTED = 8


def show_reminders(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """The list; a guest has nothing to be reminded of."""
    if memory.person.guest:
        return stay(memory, words.NEEDS_UNIT)
    return show_list(open_desk(memory, knowledge))


def show_list(desk: Desk) -> Turn:
    """What the person's units owe, soonest first, each to be opened."""
    items = desk.own[:MOST_LISTED]
    lines = [words.LIST_HEADING, *_lines(desk, items)] if items else [words.NOTHING_DUE]
    lines += _undated(desk)
    opened = [
        _choice("show", words.due_label(each.due, desk.morning.today, _unit(desk, each)), str(each.ref))
        for each in items
    ]
    return stay(desk.memory, "\n".join(lines), (*opened, *_more(desk)))


def _lines(desk: Desk, items: list[Item]) -> Iterator[str]:
    """What ends on the same day stands together."""
    for _, group in groupby(items, key=lambda each: (each.due.last_day, each.due.starts, each.due.law_day)):
        together = list(group)
        yield words.until_line(together[0].due, desk.morning.today)
        for each in together:
            basis = cite_all(each.due.citations, desk.knowledge.documents)
            yield words.listed(each.due, _unit(desk, each), _status(desk, each), basis)


def _unit(desk: Desk, item: Item) -> str | None:
    return item.unit.name if desk.several_units else None


def _status(desk: Desk, item: Item) -> str | None:
    until = desk.reader.snoozed.get(item.ref)
    return words.status(str(item.verdict), until, desk.morning.today) if isinstance(item.verdict, str) else None


def _undated(desk: Desk) -> list[str]:
    """What has no date is said, never filled in: tasks of a plan, a commune's regulation."""
    units = dict.fromkeys(unit_id for unit_id, role in desk.reader.roles if role != "admin")
    known = (desk.morning.owing.office.units.get(each) for each in units)
    tasks = {task.text: task for unit in known if unit for task in desk.morning.owing.undated(unit)}
    said = "; ".join(f"{each.text} ({period_words(each.period)})" for each in tasks.values())
    return ([words.NO_DAY.format(tasks=said)] if tasks else []) + _without_dates(desk)


def _without_dates(desk: Desk) -> list[str]:
    year = desk.memory.assessed_year
    regulation = desk.knowledge.regulation_for(year)
    entering = any(each.role in ("official", "leader") for each in desk.memory.person.memberships)
    if not entering or not isinstance(regulation, Regulation) or regulation.deadlines:
        return []
    return [words.NO_DATES.format(year=year, document=desk.knowledge.documents[regulation.document].short)]


def _more(desk: Desk) -> Iterator[Choice]:
    roles = {each.role for each in desk.memory.person.memberships}
    if "reviewer" in roles:
        yield _choice("set", words.SET_TASK)
        yield _choice("set-day", SET_EARLIER)
        yield _choice("units", OPEN_TASKS)
        yield _choice("given", words.GIVEN)
        yield _choice("reached", words.WHO_GOT)
    if "admin" in roles:
        yield _choice("days", words.DAYS_OFF)
    if desk.reader.muted:
        yield _choice("muted", words.MUTED_LIST)


def _choice(verb: str, label: str, about: str = "") -> Choice:
    return Choice(str(RemindKey(verb, about)), label)


def show_thing(desk: Desk, about: str) -> Turn:
    """One thing in full, with what can be done about it."""
    item = desk.item(read_ref(about))
    if item is None:
        return stay(desk.memory, words.GONE)
    basis = cite_all(item.due.citations, desk.knowledge.documents)
    lacking = lacking_words(desk.morning.owing, item)
    text = detail(item.due, desk.morning.today, item.unit.name, basis, lacking, _status(desk, item))
    return stay(desk.memory, text, tuple(_ways_on(desk, item)))


def _ways_on(desk: Desk, item: Item) -> Iterator[Choice]:
    about = str(item.ref)
    if opens_dossier(item):
        yield open_choice(desk.morning.owing, item)
    if item.verdict == "done":
        yield _choice("undone", words.UNDO, about)
        return
    if item.due.kind == "task":
        yield _choice("answer", words.ANSWER, about)
    yield _choice("done", words.DONE, about)
    again = next_morning(desk.morning, item)
    if again <= item.due.last_day:
        yield _choice(f"later-{again}", words.later_label(again, desk.morning.today), about)
        yield _choice("day", words.OTHER_DAY, about)
    if item.verdict == "muted":
        yield _choice("muted", words.MUTED_LIST)
    else:
        yield _choice("mute", words.MUTE, about)
        yield _choice("mute-kind", words.MUTE_KIND.format(kind=words.KINDS[item.due.kind]), about)


def show_muted(desk: Desk) -> Turn:
    """What was switched off, to be switched on again."""
    subjects = sorted(desk.reader.muted)
    choices = tuple(_choice("unmute", words.UNMUTE.format(subject=_named(desk, each)), each) for each in subjects)
    return stay(desk.memory, words.MUTED_HEADING if choices else words.NOTHING_MUTED, choices)


def _named(desk: Desk, subject: str) -> str:
    if "|" not in subject:
        return next((name for kind, name in words.KINDS.items() if kind == subject), subject)
    item = desk.item(read_ref(subject))
    return words.short_title(item.due.title) if item else subject.rpartition("/")[2]
