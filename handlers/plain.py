"""A reply as plain text, for channels without buttons."""

from handlers.conversation import Choice


def numbered(text: str, choices: tuple[Choice, ...]) -> str:
    """The text with each choice on a line of its own: "[1] …"."""
    return "\n".join([text, *(f"[{number}] {choice.label}" for number, choice in enumerate(choices, start=1))])
