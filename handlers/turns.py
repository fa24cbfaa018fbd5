"""The plainest turns: say something and stay, or say nothing at all."""

from handlers.conversation import Choice, Memory, Reply, Turn


def stay(memory: Memory, text: str, choices: tuple[Choice, ...] = ()) -> Turn:
    """Answers without moving the talk."""
    return Turn((Reply(text, choices),), memory.dialogue, topic=memory.topic)


def silent(memory: Memory) -> Turn:
    """Answers nothing and leaves everything as it is, the standing offer too."""
    return Turn(dialogue=memory.dialogue, topic=memory.topic, offer=memory.offer)
