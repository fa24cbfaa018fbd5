"""The one door: an update and what is remembered in, the decided turn out."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

from knowledge.library import Knowledge

from handlers import texts
from handlers.choosing import next_offer, pressed, typed
from handlers.commands import run_command
from handlers.conversation import File, Memory, Press, Text, Turn, Unsupported, Update
from handlers.joining import join
from handlers.questions import answer_choice, answer_question
from handlers.turns import silent, stay
from handlers.typed import LONGEST_TEXT, clean, read_code, read_command

# Someone unknown may write this often; then comes one explanation, then silence.
GUEST_WINDOW = timedelta(minutes=10)
GUEST_LIMIT = 30


def respond(update: Update, memory: Memory, knowledge: Knowledge) -> Turn:
    """Decides what happens; pure, so the same input always gives the same turn."""
    turn = _refuse_flood(memory) if memory.person.guest else None
    turn = turn or _decide(update, memory, knowledge)
    return replace(turn, offer=next_offer(memory.offer, turn))


def _refuse_flood(memory: Memory) -> Turn | None:
    sent = memory.records.updates_since(memory.now - GUEST_WINDOW)
    if sent <= GUEST_LIMIT:
        return None
    return stay(memory, texts.SLOW_DOWN) if sent == GUEST_LIMIT + 1 else silent(memory)


def _decide(update: Update, memory: Memory, knowledge: Knowledge) -> Turn:
    match update.content:
        case Text(text):
            return _said(clean(text), memory, knowledge)
        case Press() as press:
            return pressed(press, memory, partial(answer_choice, knowledge=knowledge))
        case File():
            return stay(memory, texts.FILE_NOT_AWAITED)
        case Unsupported(reason):
            return stay(memory, texts.UNSUPPORTED[reason])
        case _ as never:
            assert_never(never)


def _said(text: str, memory: Memory, knowledge: Knowledge) -> Turn:
    if not text:
        return stay(memory, texts.NOTHING_READABLE)
    if len(text) > LONGEST_TEXT:
        return stay(memory, texts.too_long(len(text), LONGEST_TEXT))
    if code := read_code(text):
        return join(code, memory)
    if command := read_command(text, texts.COMMAND_WORDS):
        return run_command(command, memory, knowledge)
    taken = typed(text, memory, partial(answer_choice, knowledge=knowledge))
    return taken or answer_question(text, memory, knowledge)
