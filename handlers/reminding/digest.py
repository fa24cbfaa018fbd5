"""The digest of a morning: one message with everything that is told, and choices that open the tasks."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from handlers import texts_reminders as words
from handlers.conversation import Choice, Reply
from handlers.dossiers import DossierKey
from handlers.reminding.agenda import Reader
from handlers.reminding.keys import RemindKey, about
from handlers.reminding.owing import Owing
from handlers.reminding.planning import Digest, Item, Morning, told
from handlers.reminding.reviewing import grouped, units_choice
from handlers.scoring.keys import ScoreKey
from handlers.texts_lacking import SEND_AGAIN, own_lacking
from handlers.texts_lacking import lacking as lacking_of
from knowledge.dues import SINCE, Due
from knowledge.reminders import is_late
from knowledge.working_days import add_working_days

# The numbers that may stand behind one message are few, or nobody reads them.
MOST_OPENED, MOST_DONE, MOST_REVIEWED = 2, 3, 2


def digests(morning: Morning, readers: Iterable[Reader]) -> list[Digest]:
    """The messages of a morning."""
    return [found for reader in readers if (found := digest(morning, reader))]


def digest(morning: Morning, reader: Reader) -> Digest | None:
    """One person's message; None where there is nothing to tell."""
    items = morning.due_items(reader)
    if not items or reader.address is None:
        return None
    own = [each for each in items if not each.reviewed]
    text = "\n".join(_lines(morning, own, [each for each in items if each.reviewed]))
    reviewed = [*grouped(each for each in items if each.reviewed).values()]
    units = (units_choice(each, several=len(reviewed) > 1) for each in reviewed[:MOST_REVIEWED])
    reply = Reply(text, (*_choices(morning.owing, own), *units, *_general(morning, items)))
    return Digest(reader.id, reader.name, reader.address, morning.today, reply, told(items))


def _lines(morning: Morning, own: list[Item], reviewed: list[Item]) -> Iterator[str]:
    today, units = morning.today, list(dict.fromkeys(each.unit.name for each in own))
    year = _assessed_year(own)
    yield words.heading(today, units or _parents(morning, reviewed), year)
    for unit in units:
        if len(units) > 1:
            yield words.section(unit)
        yield from _unit_lines(morning, [each for each in own if each.unit.name == unit], year is None)
    yield from _reviewed_lines(morning, reviewed)
    if any(is_late(each.due, today) for each in own if not is_seen(each.due)):
        yield words.TELL_WHEN_DONE


def _parents(morning: Morning, reviewed: list[Item]) -> list[str]:
    ids = dict.fromkeys(each.unit.parent_id for each in reviewed if each.unit.parent_id)
    return [morning.owing.office.units[each].name for each in ids]


def _assessed_year(own: list[Item]) -> int | None:
    years = {each.due.year for each in own if each.due.kind == "dossier"}
    return years.pop() if len(years) == 1 and all(each.due.kind == "dossier" for each in own) else None


def _unit_lines(morning: Morning, items: list[Item], with_year: bool) -> Iterator[str]:
    """What ends on the same day stands together, but a dossier is always a line of its own."""
    today = morning.today
    for _, group in groupby(items, key=lambda each: (each.due.last_day, each.due.kind == "dossier" and each.ref)):
        together = list(group)
        if len(together) > 1:
            yield from words.lines_together([each.due for each in together], today)
        else:
            item = together[0]
            dossier = with_year and item.due.kind == "dossier"
            yield words.line(item.due, today, lacking_words(morning.owing, item), with_year=dossier)


def lacking_words(owing: Owing, item: Item) -> str:
    """What the dossier of an item still lacks, where it is about to be sent."""
    if not opens_dossier(item) or item.due.done_when != "submitted":
        return ""
    lacking, count = owing.lacking(item.unit, item.due.year)
    if item.part and lacking:
        return own_lacking(item.part.lacking, item.part.of_nobody)
    return SEND_AGAIN if SINCE in item.due.key and not lacking else lacking_of(lacking, count)


def is_seen(due: Due) -> bool:
    """Whether the program sees by itself that it is done: only what ends with a dossier that is sent."""
    return due.kind == "dossier" and due.done_when == "submitted"


def opens_dossier(item: Item) -> bool:
    """Whether the thing is about the unit's own dossier."""
    return item.due.kind == "dossier" and item.unit.kind == "commune" and not item.reviewed


def _reviewed_lines(morning: Morning, reviewed: list[Item]) -> Iterator[str]:
    for items in grouped(reviewed).values():
        due = items[0].due
        count = _owing_too(morning, items[0].unit.parent_id or 0, due.key, due.last_day)
        yield words.reviewed_line(items[0].due, morning.today, [each.unit.name for each in items], count)


def _owing_too(morning: Morning, parent: int, key: str, last_day: date) -> int:
    """How many communes owe the same until then; some may have been set an earlier day."""
    communes = morning.owing.office.communes_of(parent, morning.today)
    return sum(any((due.key, due.last_day) == (key, last_day) for due in morning.dues(each)) for each in communes)


def _choices(owing: Owing, own: list[Item]) -> Iterator[Choice]:
    opened = {(each.unit.id, each.due.year): each for each in own if opens_dossier(each)}
    for each in list(opened.values())[:MOST_OPENED]:
        yield open_choice(owing, each, several=len(opened) > 1)
    if len(own) == 1 and not opened:
        yield Choice(str(RemindKey("show", str(own[0].ref))), words.SHOW_ONE)
    unknowable = [each for each in own if not is_seen(each.due)]
    for each in unknowable[:MOST_DONE]:
        label = words.DONE if len(own) == 1 else words.DONE_OF.format(title=words.short_title(each.due.title))
        yield Choice(str(RemindKey("done", str(each.ref))), label)


def open_choice(owing: Owing, item: Item, *, several: bool = False) -> Choice:
    """Opens a dossier where it is to be gone on with: for whoever has a part of it, there."""
    lacking, _ = owing.lacking(item.unit, item.due.year)
    mine = item.part.lacking if item.part else ()
    at = (mine or lacking)[:1]
    label = words.OPEN_AT.format(indicator=at[0]) if at else words.OPEN
    if several:
        label = words.OPEN_IN.format(label=label, unit=item.unit.name)
    key = DossierKey(item.unit.id, item.due.year)
    return Choice(str(ScoreKey(key, "indicator", mine[0]) if mine else ScoreKey(key, "open")), label)


def _general(morning: Morning, items: list[Item]) -> Iterator[Choice]:
    again = next_morning(morning, items[0])
    later = [each.ref for each in items if each.due.last_day >= again and not each.reviewed]
    if later:
        key = RemindKey(f"later-{again}", about(later))
        yield Choice(str(key), words.later_label(again, morning.today))
    if len(items) == 1 and not items[0].reviewed:
        yield Choice(str(RemindKey("mute", str(items[0].ref))), words.MUTE)
    yield Choice(str(RemindKey("list")), words.ALL)


def next_morning(morning: Morning, item: Item) -> date:
    """Tomorrow, or the next working day where the last day leaves the time."""
    tomorrow = morning.today + timedelta(days=1)
    working = add_working_days(morning.owing.calendar(item.unit), morning.today, 1).last
    return working if working <= item.due.last_day else tomorrow
