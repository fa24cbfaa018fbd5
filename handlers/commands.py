"""What each command does."""

from knowledge.library import Knowledge

from handlers import texts
from handlers.conversation import Idle, Memory, Reply, Turn
from handlers.listing import list_indicators
from handlers.turns import stay
from handlers.typed import Command


def run_command(command: Command, memory: Memory, knowledge: Knowledge) -> Turn:
    """Carries out a command, or says that there is no such one."""
    match command.name:
        case "start" if command.argument:
            return stay(memory, texts.CODE_UNKNOWN)
        case "start":
            return stay(memory, texts.greeting(memory.person.name, memory.person.memberships))
        case "trogiup" | "help":
            return stay(memory, texts.help_text())
        case "huy":
            return _cancel(memory)
        case "danhmuc":
            return list_indicators(command.argument, memory, knowledge)
        case name if name in texts.PLANNED_COMMANDS:
            return stay(memory, texts.planned_command(name))
        case name:
            return stay(memory, texts.unknown_command(name))


def _cancel(memory: Memory) -> Turn:
    if memory.dialogue == Idle():
        return stay(memory, texts.NOTHING_TO_CANCEL)
    return Turn((Reply(texts.CANCELLED),), Idle(), topic=memory.topic)
