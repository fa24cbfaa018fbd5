"""The one door: an update and what is remembered in, the decided turn out."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

from handlers import texts
from handlers.choosing import next_offer, pressed, typed
from handlers.commands import run_command
from handlers.conversation import File, Memory, Press, Reply, Text, Turn, Unsupported, Update
from handlers.dialogues import AwaitingConsent, Idle
from handlers.joining import join
from handlers.questions import answer_choice, answer_question, answered_surely
from handlers.scoring.acting import act
from handlers.scoring.desk import Closed
from handlers.scoring.filing import awaited_slot, receive
from handlers.scoring.jumping import jump
from handlers.scoring.keys import read_key
from handlers.scoring.typing import ask_again, typed_value, typed_word
from handlers.turns import silent, stay
from handlers.typed import LONGEST_TEXT, clean, read_code, read_command
from knowledge.library import Knowledge

# Someone unknown may write this often; then comes one explanation, then silence.
GUEST_WINDOW = timedelta(minutes=10)
GUEST_LIMIT = 30


def respond(update: Update, memory: Memory, knowledge: Knowledge) -> Turn:
    """Decides what happens; pure, so the same input always gives the same turn."""
    turn = _refuse_flood(memory) if memory.person.guest else None
    try:
        turn = turn or _decide(update, memory, knowledge)
    except Closed as closed:
        turn = Turn((Reply(str(closed)),), Idle(), topic=memory.topic)
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
            return pressed(press, memory, partial(_act, knowledge=knowledge))
        case File() as file:
            return receive(file, memory, knowledge)
        case Unsupported(reason):
            # Where a file is awaited, the link to upload it is told once more.
            said = Reply(texts.UNSUPPORTED[reason], slot=awaited_slot(memory))
            return replace(stay(memory, ""), replies=(said,))
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
    if (taken := typed(text, memory, partial(_act, knowledge=knowledge))) is not None:
        return taken
    if not isinstance(memory.dialogue, Idle | AwaitingConsent):
        entered = typed_value(text, memory.dialogue, memory, knowledge) or jump(text, memory, knowledge)
        return entered or _answer_and_go_on(text, memory, knowledge)
    moved = typed_word(text, memory, knowledge) or jump(text, memory, knowledge)
    return moved or answer_question(text, memory, knowledge)


def _answer_and_go_on(text: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """A question in the middle of an entry is answered, and the entry goes on where it was."""
    turn = answer_question(text, memory, knowledge)
    asked = ask_again(memory, knowledge)
    if asked is None or (turn.replies[-1].choices and not answered_surely(turn)):
        return turn
    answer = replace(turn.replies[-1], choices=())
    return replace(turn, replies=(*turn.replies[:-1], answer, asked))


def _act(key: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Carries out a taken choice: one of an entry, or one of an answer."""
    score_key = read_key(key)
    return act(score_key, memory, knowledge) if score_key else answer_choice(key, memory, knowledge)
