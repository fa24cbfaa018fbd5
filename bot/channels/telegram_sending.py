"""What one message becomes at Telegram: texts within the limit, a keyboard on the last, a document after them."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.splitting import split_text
from bot.channels.telegram_reading import button_data
from handlers.conversation import Reply
from handlers.plain import plain

TEXT_LIMIT = 4096
# A phone shows about so much of a button; what is longer must be in the text to be read.
READABLE_LABEL = 32
# Short words stand side by side, so that a question is not pushed off the screen by what else can be done.
MOST_IN_A_ROW, ROW_LENGTH = 3, 28


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
        parts[-1] = TextPart(parts[-1].text, keyboard(reply, revision))
    return parts


def keyboard(reply: Reply, revision: int) -> InlineKeyboardMarkup:
    """One button a row, each with the number that can be typed instead.

    Where a number would be a value, the buttons have none, and stand side by side.
    """
    labels = [choice.label for choice in reply.choices]
    if reply.numbered:
        labels = [f"{number}. {label}" for number, label in enumerate(labels, start=1)]
    buttons = [
        InlineKeyboardButton(label, callback_data=button_data(revision, number))
        for number, label in enumerate(labels, start=1)
    ]
    return InlineKeyboardMarkup([[each] for each in buttons] if reply.numbered else _side_by_side(buttons))


def _side_by_side(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        beside = rows[-1] if rows else []
        length = sum(len(each.text) for each in (*beside, button))
        if beside and len(beside) < MOST_IN_A_ROW and length <= ROW_LENGTH:
            beside.append(button)
        else:
            rows.append([button])
    return rows
