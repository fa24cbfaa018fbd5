"""What each command does."""

from collections.abc import Callable

from handlers import texts
from handlers.conversation import Memory, Reply, Turn
from handlers.dialogues import Entering, Idle
from handlers.linking import offer_link
from handlers.listing import list_indicators
from handlers.questions import before_consent
from handlers.reminding.listing import show_reminders
from handlers.reminding.standing import Reminding
from handlers.scoring.looking import show_gap, show_progress
from handlers.scoring.opening import practise, start_scoring
from handlers.scoring.resuming import ask_again
from handlers.turns import stay
from handlers.typed import Command
from knowledge.library import Knowledge

Carry = Callable[[str, Memory, Knowledge], Turn]


def run_command(command: Command, memory: Memory, knowledge: Knowledge) -> Turn:
    """Carries out a command, or says that there is no such one."""
    if carry := COMMANDS.get(command.name):
        return carry(command.argument, memory, knowledge)
    if command.name in texts.PLANNED_COMMANDS:
        return stay(memory, texts.planned_command(command.name))
    return stay(memory, texts.unknown_command(command.name))


def _greet(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    if argument:
        return stay(memory, texts.CODE_UNKNOWN)
    return stay(memory, texts.greeting(memory.person.name, memory.person.memberships))


def _help(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    return stay(memory, texts.help_text())


def _cancel(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    if memory.dialogue == Idle():
        return stay(memory, texts.NOTHING_TO_CANCEL)
    if isinstance(memory.dialogue, Entering | Reminding):
        said = texts.STOPPED_ENTERING if isinstance(memory.dialogue, Entering) else texts.CANCELLED
        return Turn((Reply(said),), Idle(), topic=memory.topic)
    standing = before_consent(memory)
    asked = ask_again(standing, memory, knowledge)
    return Turn((Reply(texts.CANCELLED), *((asked,) if asked else ())), standing, topic=memory.topic)


COMMANDS: dict[str, Carry] = {
    "start": _greet,
    "trogiup": _help,
    "help": _help,
    "huy": _cancel,
    "chamdiem": start_scoring,
    "taphuan": practise,
    "tiendo": show_progress,
    "conthieu": show_gap,
    "danhmuc": list_indicators,
    "nhacviec": show_reminders,
    "lienket": offer_link,
}
