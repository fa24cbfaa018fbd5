"""The plainest turns: say something and stay, or say nothing at all."""

from dataclasses import replace

from handlers.conversation import Choice, Memory, Reply, Turn


def stay(memory: Memory, text: str, choices: tuple[Choice, ...] = ()) -> Turn:
    """Answers without moving the talk."""
    return Turn((Reply(text, choices),), memory.dialogue, topic=memory.topic)


def silent(memory: Memory) -> Turn:
    """Answers nothing and leaves everything as it is, the standing offer too."""
    return Turn(dialogue=memory.dialogue, topic=memory.topic, offer=memory.offer)


def preceded(turn: Turn, line: str, mark: str = "") -> Turn:
    """The same turn with a line before its first reply; a mark that stands before both is said once."""
    first, *rest = turn.replies
    told = replace(first, text=f"{mark}{line}\n{first.text.removeprefix(mark)}")
    return replace(turn, replies=(told, *rest))
