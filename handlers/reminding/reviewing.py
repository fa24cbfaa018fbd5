"""What the communes of a reviewing unit have not done: each due thing with the units, and how far each has come."""

from collections.abc import Iterable

from handlers import texts_reminders as words
from handlers import texts_tasks as task_words
from handlers.conversation import Choice, Turn
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.planning import Item
from handlers.turns import stay

MOST_LISTED, MOST_UNITS = 8, 60


def about_units(item: Item) -> str:
    """Names what several communes owe together: who reviews, the thing, its year and its last day."""
    return f"{item.unit.parent_id}|{item.due.year}|{item.due.last_day}|{item.due.key}"


def grouped(items: Iterable[Item]) -> dict[str, list[Item]]:
    """What the communes owe, together where it is the same until the same day."""
    found: dict[str, list[Item]] = {}
    for each in items:
        found.setdefault(about_units(each), []).append(each)
    return found


def units_choice(items: list[Item], *, several: bool) -> Choice:
    """Opens the units that have not done one thing."""
    label = words.SHOW_UNITS_OF.format(title=words.short_title(items[0].due.title)) if several else words.SHOW_UNITS
    return Choice(str(RemindKey("units", about_units(items[0]))), label)


def show_units(desk: Desk, about: str = "") -> Turn:
    """One thing with every unit that has not done it; without one, all that the communes owe."""
    open_items = [each for each in desk.morning.items(desk.reader) if each.reviewed and each.verdict != "done"]
    groups = grouped(sorted(open_items, key=lambda each: each.due.last_day))
    if about in groups:
        reached = Choice(str(RemindKey("reached")), words.WHO_GOT)
        return stay(desk.memory, "\n".join(_detail(desk, groups[about])), (reached,))
    return _all(desk, list(groups.values())[:MOST_LISTED])


def _all(desk: Desk, groups: list[list[Item]]) -> Turn:
    today = desk.morning.today
    if not groups:
        return stay(desk.memory, task_words.ALL_DONE)
    lines = [task_words.OPEN_HEADING, *(task_words.open_line(each[0].due, len(each), today) for each in groups)]
    opened = ((about_units(each[0]), words.due_label(each[0].due, today, None)) for each in groups)
    choices = tuple(Choice(str(RemindKey("units", about)), label) for about, label in opened)
    return stay(desk.memory, "\n".join(lines), choices)


def _detail(desk: Desk, items: list[Item]) -> list[str]:
    due, owing = items[0].due, desk.morning.owing
    lines = [f"{words.titled(due, with_year=due.kind == 'dossier')}: {words.left(due, desk.morning.today)}."]
    lines.append(task_words.OPEN_UNITS.format(count=len(items)))
    counts = {each.unit.id: owing.lacking(each.unit, due.year) for each in items if due.done_when == "submitted"}
    units = [task_words.open_unit(each.unit.name, counts.get(each.unit.id)) for each in items[:MOST_UNITS]]
    more = [task_words.MORE_UNITS.format(count=len(items) - MOST_UNITS)] if len(items) > MOST_UNITS else []
    return [*lines, *units, *more]
