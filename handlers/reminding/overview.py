"""What a reviewing unit sees: the tasks that it set with who has received and answered, and who is reached at all."""

from handlers import texts_tasks as task_words
from handlers.conversation import Choice, Turn
from handlers.reminding.agenda import GivenTask
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.texts_reminders import GONE
from handlers.turns import stay

MOST_TASKS = 10


def show_given(desk: Desk, about: str = "") -> Turn:
    """The tasks, the newest first."""
    given = _given(desk)
    if not given:
        return stay(desk.memory, task_words.NOTHING_GIVEN)
    choices = tuple(
        Choice(str(RemindKey("task", str(each.task.id))), task_words.given_title(each.task)) for each in given
    )
    return stay(desk.memory, "\n".join([task_words.GIVEN_HEADING, *map(task_words.given_line, given)]), choices)


def show_task(desk: Desk, about: str) -> Turn:
    """One task with how every unit stands to it."""
    found = next((each for each in _given(desk) if str(each.task.id) == about), None)
    return stay(desk.memory, task_words.given_detail(found) if found else GONE)


def _given(desk: Desk) -> list[GivenTask]:
    return [
        each
        for unit_id in _reviewed_by(desk)
        for each in desk.memory.records.given_tasks(unit_id, MOST_TASKS, desk.memory.now)
    ]


def _reviewed_by(desk: Desk) -> list[int]:
    return list(dict.fromkeys(unit_id for unit_id, role in desk.reader.roles if role == "reviewer"))


def show_reached(desk: Desk, about: str = "") -> Turn:
    """Unit by unit: who is reminded, when last, what became of it, or why not."""
    office, today = desk.morning.owing.office, desk.morning.today
    communes = [each for unit_id in _reviewed_by(desk) for each in office.communes_of(unit_id, today)]
    if not communes:
        return stay(desk.memory, task_words.NOT_REVIEWER)
    people = desk.memory.records.reached([each.id for each in communes], desk.memory.now)
    lines = (task_words.reached_line(c.name, [each for each in people if each.unit_id == c.id]) for c in communes)
    return stay(desk.memory, "\n".join([task_words.REACHED_HEADING, *lines]))
