"""What one message becomes at Telegram: texts within the limit, a keyboard on the last, a document after them."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.splitting import split_text
from bot.channels.telegram_reading import button_data
from handlers.conversation import Choice, Reply
from handlers.plain import plain

TEXT_LIMIT = 4096
# A phone shows about so much of a button; what is longer must be in the text to be read.
READABLE_LABEL = 32


@dataclass(frozen=True)
class TextPart:
    """A text, with a keyboard if it is the last."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def text_parts(reply: Reply, revision: int) -> list[TextPart]:
    """The reply's texts in order; as plain text, so nothing in them can be taken for markup."""
    long = any(len(choice.label) > READABLE_LABEL for choice in reply.choices)
    texts = split_text(plain(reply) if long else reply.text, TEXT_LIMIT)
    parts = [TextPart(text) for text in texts]
    if parts and reply.choices:
        parts[-1] = TextPart(parts[-1].text, keyboard(reply.choices, revision))
    return parts


def keyboard(choices: tuple[Choice, ...], revision: int) -> InlineKeyboardMarkup:
    """One button a row, each with the number that can be typed instead."""
    rows = [
        [InlineKeyboardButton(f"{number}. {choice.label}", callback_data=button_data(revision, number))]
        for number, choice in enumerate(choices, start=1)
    ]
    return InlineKeyboardMarkup(rows)
