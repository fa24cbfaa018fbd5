"""The one door: an update and what is remembered in, the decided turn out."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

from handlers import texts
from handlers.choosing import next_offer, pressed, typed
from handlers.commands import run_command
from handlers.conversation import File, Memory, Press, Reply, Text, Turn, Unsupported, Update
from handlers.dialogues import (
    AwaitingConsent,
    AwaitingMaximum,
    AwaitingSatisfaction,
    AwaitingScore,
    AwaitingTrial,
    Entering,
    Idle,
)
from handlers.joining import join
from handlers.linking import answer_link, link, read_link_code
from handlers.paging import paged, reminded
from handlers.pushed import settled, with_pushed
from handlers.questions import answer_choice, answer_question, answered_surely
from handlers.reminding.acting import act_on_reminder, typed_reminding
from handlers.reminding.keys import read_remind_key
from handlers.reminding.standing import Reminding
from handlers.scoring.acting import act
from handlers.scoring.desk import Closed
from handlers.scoring.filing import awaited_slot, receive
from handlers.scoring.halfway import with_half
from handlers.scoring.jumping import jump, place_asked
from handlers.scoring.keys import read_key
from handlers.scoring.resuming import ask_again, way_back
from handlers.scoring.typing import typed_value, typed_word
from handlers.turns import silent, stay
from handlers.typed import LONGEST_TEXT, clean, read_code, read_command, read_number
from knowledge.library import Knowledge

# Someone unknown may write this often; then comes one explanation, then silence.
GUEST_WINDOW = timedelta(minutes=10)
GUEST_LIMIT = 30


def respond(update: Update, memory: Memory, knowledge: Knowledge) -> Turn:
    """Decides what happens; pure, so the same input always gives the same turn."""
    turn = _refuse_flood(memory) if memory.person.guest else None
    in_hand = with_pushed(update, memory)
    try:
        decided = turn or settled(_decide(update, in_hand, knowledge), in_hand.offer, memory.offer)
        turn = with_half(decided, memory, knowledge)
    except Closed as closed:
        turn = Turn((Reply(str(closed)),), Idle(), topic=memory.topic)
    turn = paged(turn, update.channel)
    offer = memory.offer if _leaves_offer(turn, memory) else next_offer(memory.offer, turn, update.channel)
    return replace(turn, offer=offer)


def _leaves_offer(turn: Turn, memory: Memory) -> bool:
    """Whether what an entry offered still stands: a word beside it ("trợ giúp", a sticker) took and brought nothing."""
    if isinstance(memory.dialogue, Idle | AwaitingConsent) or turn.dialogue != memory.dialogue or turn.taken:
        return False
    return not (turn.replies and turn.replies[-1].choices)


def _refuse_flood(memory: Memory) -> Turn | None:
    sent = memory.records.updates_since(memory.now - GUEST_WINDOW)
    if sent <= GUEST_LIMIT:
        return None
    return stay(memory, texts.SLOW_DOWN) if sent == GUEST_LIMIT + 1 else silent(memory)


def _decide(update: Update, memory: Memory, knowledge: Knowledge) -> Turn:
    match update.content:
        case Text(text):
            if code := read_link_code(clean(text)):
                return link(code, memory, update.channel)
            moved = _moved_here(text, update.channel, memory, knowledge)
            return moved or _said(clean(text), memory, knowledge)
        case Press() as press:
            return pressed(press, memory, partial(_act, knowledge=knowledge))
        case File() as file:
            return receive(file, memory, knowledge)
        case Unsupported(reason):
            # Where a file is awaited, the link to upload it is told once more.
            said = Reply(texts.UNSUPPORTED[reason], slot=awaited_slot(memory))
            return replace(stay(memory, ""), replies=(said,), offer=memory.offer)
        case _ as never:
            assert_never(never)


def _moved_here(text: str, channel: str, memory: Memory, knowledge: Knowledge) -> Turn | None:
    """A number for choices that another channel showed: whoever typed it may mean others, so they are shown first."""
    reminder = reminded(read_number(text), channel, memory)
    if reminder is None:
        return None
    asked = ask_again(memory.dialogue, memory, knowledge) or reminder
    return Turn((asked,), memory.dialogue, topic=memory.topic)


def _said(text: str, memory: Memory, knowledge: Knowledge) -> Turn:
    if not text:
        return stay(memory, texts.NOTHING_READABLE)
    if len(text) > LONGEST_TEXT:
        return stay(memory, texts.too_long(len(text), LONGEST_TEXT))
    if code := read_code(text):
        return join(code, memory)
    if command := read_command(text, texts.COMMAND_WORDS):
        return run_command(command, memory, knowledge)
    if (taken := typed(text, memory, partial(_act, knowledge=knowledge), _awaits_number(memory))) is not None:
        return taken
    if isinstance(memory.dialogue, Reminding):
        return typed_reminding(text, memory.dialogue, memory, knowledge)
    if isinstance(memory.dialogue, Entering):
        entered = typed_value(text, memory.dialogue, memory, knowledge) or jump(text, memory, knowledge)
        return entered or _go_on(answer_question(place_asked(text), memory, knowledge), memory, knowledge)
    moved = typed_word(text, memory, knowledge) or jump(text, memory, knowledge)
    return moved or _go_on(answer_question(place_asked(text), memory, knowledge), memory, knowledge)


def _awaits_number(memory: Memory) -> bool:
    """Whether a number that is no choice may be a value: an answer's choices stand while an entry awaits one."""
    awaiting = isinstance(memory.dialogue, AwaitingScore | AwaitingTrial | AwaitingMaximum | AwaitingSatisfaction)
    return awaiting and not any(read_key(choice.key) for choice in memory.offer.choices[:1])


def _go_on(turn: Turn, memory: Memory, knowledge: Knowledge) -> Turn:
    """After an answer in the middle of an entry, the entry goes on where it was."""
    *before, answer = turn.replies
    between = isinstance(turn.dialogue, Idle)
    if between or (answer.choices and not answered_surely(turn)):
        back = way_back(turn.dialogue, memory, knowledge)
        shown = (replace(answer, choices=(*answer.choices, back)),) if back else (answer,)
        return replace(turn, replies=(*before, *shown))
    asked = ask_again(turn.dialogue, memory, knowledge)
    return replace(turn, replies=(*before, replace(answer, choices=()), asked)) if asked else turn


def _act(key: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Carries out a taken choice: one of an entry, of a reminder, or of an answer."""
    if score_key := read_key(key):
        return act(score_key, memory, knowledge)
    if remind_key := read_remind_key(key):
        return act_on_reminder(remind_key, memory, knowledge)
    if linked := answer_link(key, memory):
        return linked
    return _go_on(answer_choice(key, memory, knowledge), memory, knowledge)
