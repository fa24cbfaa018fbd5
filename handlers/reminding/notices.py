"""What a commune gets when something is set for it."""

from handlers import texts_reminders as words
from handlers import texts_tasks as task_words
from handlers.conversation import Choice, Reply
from handlers.dossiers import DossierKey
from handlers.reminding.agenda import Ref, SetTask
from handlers.reminding.keys import RemindKey
from handlers.scoring.keys import ScoreKey


def task_ref(unit_id: int, task: SetTask) -> Ref:
    """The name of a unit's task; a notice belongs to the year in which it was set."""
    return Ref(unit_id, (task.last_day or task.set_on).year, task.key)


def notice_of(task: SetTask, unit_id: int) -> Reply:
    """The message, with what can be answered to it."""
    about = str(task_ref(unit_id, task))
    choices = [Choice(str(RemindKey("received", about)), words.RECEIVED)]
    if task.answer_needed:
        choices.append(Choice(str(RemindKey("answer", about)), words.ANSWER))
    elif task.deadline and task.year:
        choices.append(Choice(str(ScoreKey(DossierKey(unit_id, task.year), "open")), words.OPEN))
    elif task.last_day:
        choices.append(Choice(str(RemindKey("done", about)), words.DONE))
    return Reply(task_words.notice(task), tuple(choices))
