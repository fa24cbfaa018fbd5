"""A reply as plain text, for channels without buttons."""

from handlers.conversation import Reply
from handlers.paging import page_lines, shown
from handlers.texts import OR_TYPE


def plain(reply: Reply) -> str:
    """The text with each choice on a line of its own ("[1] …"), or with the words that can be typed instead."""
    if not reply.choices:
        return reply.text
    if not reply.numbered:
        return f"{reply.text}\n{OR_TYPE} {' · '.join(choice.label for choice in reply.choices)}"
    lines = (f"[{number}] {choice.label}" for number, choice in enumerate(shown(reply.choices, reply.page), start=1))
    return "\n".join([reply.text, *lines, *page_lines(reply)])
