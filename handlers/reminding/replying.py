"""A commune says that it received a task or notice, or answers it."""

from dataclasses import replace

from handlers import texts_reminders as words
from handlers import texts_tasks as task_words
from handlers.changes import Marked, TaskAnswered, TaskReceived
from handlers.conversation import Choice, Reply, Turn
from handlers.dialogues import Idle
from handlers.reminding.agenda import SetTask, read_ref
from handlers.reminding.desk import Desk
from handlers.reminding.keys import RemindKey
from handlers.reminding.notices import task_ref
from handlers.reminding.standing import AwaitingTaskAnswer
from handlers.turns import stay


def _task(desk: Desk, about: str) -> tuple[SetTask, int] | None:
    """The task and the person's unit that it was set for; None for anything else."""
    ref = read_ref(about)
    unit = desk.morning.owing.office.units.get(ref.unit_id)
    mine = any(unit_id == ref.unit_id and role in ("official", "leader") for unit_id, role in desk.reader.roles)
    task = next((each for each in unit.tasks if each.key == ref.key), None) if unit and mine else None
    return (task, ref.unit_id) if task else None


def received(desk: Desk, about: str) -> Turn:
    """Keeps that the unit has read it."""
    found = _task(desk, about)
    if found is None:
        return stay(desk.memory, words.GONE)
    task, unit_id = found
    ways = (("answer", words.ANSWER),) if task.answer_needed else (("done", words.DONE),) if task.is_owed else ()
    choices = tuple(Choice(str(RemindKey(verb, about)), label) for verb, label in ways)
    said = task_words.RECEIVED_THANKS.format(unit=desk.morning.owing.office.units[unit_id].name)
    return replace(stay(desk.memory, said, choices), changes=(TaskReceived(task.id, unit_id),))


def ask_answer(desk: Desk, about: str) -> Turn:
    """Asks for the answer in words."""
    found = _task(desk, about)
    if found is None:
        return stay(desk.memory, words.GONE)
    task, unit_id = found
    return Turn(
        (Reply(task_words.ASK_ANSWER.format(text=task.text)),),
        AwaitingTaskAnswer(task.id, unit_id),
        topic=desk.memory.topic,
    )


def answered(desk: Desk, text: str, awaiting: AwaitingTaskAnswer) -> Turn:
    """Keeps the answer, tells who set the task, and stops reminding."""
    unit = desk.morning.owing.office.units.get(awaiting.unit_id)
    task = next((each for each in unit.tasks if each.id == awaiting.task_id), None) if unit else None
    if unit is None or task is None:
        return replace(stay(desk.memory, words.GONE), dialogue=Idle())
    notice = task_words.answer_notice(unit.name, desk.memory.person.name, task.text, text)
    changes = (TaskAnswered(task.id, unit.id, text, notice), Marked(task_ref(unit.id, task), done=True))
    return Turn((Reply(task_words.ANSWERED.format(by_unit=task.by_unit)),), Idle(), changes, desk.memory.topic)
