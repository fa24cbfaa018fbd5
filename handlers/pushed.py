"""Messages that come unasked (reminders, notices): their choices are taken like any other's, and stay good."""

from dataclasses import replace

from handlers.conversation import Memory, Offer, Press, Text, Turn, Update
from handlers.dialogues import Idle

# The revision of such a message is so much and the number of its row; no talk is ever that long.
PUSHED_FROM = 500_000_000


def pushed_revision(message_id: int) -> int:
    """The revision that the buttons of a message carry that came unasked."""
    return PUSHED_FROM + message_id


def with_pushed(update: Update, memory: Memory) -> Memory:
    """The memory with that offer in hand which the update is about.

    A button names its message itself; what is typed is about the message that came last, unless a value is awaited.
    """
    match update.content:
        case Press(revision=revision) if revision >= PUSHED_FROM:
            choices = memory.records.pushed_choices(revision - PUSHED_FROM)
            return replace(memory, offer=Offer(revision, choices, memory.offer.taken, channel=update.channel))
        case Text() if isinstance(memory.dialogue, Idle):
            pushed = memory.records.last_pushed(update.channel, update.address, memory.now)
            return replace(memory, offer=pushed) if pushed else memory
        case _:
            return memory


def settled(turn: Turn, in_hand: Offer, standing: Offer) -> Turn:
    """The same turn told in revisions of the talk."""
    if in_hand is standing:
        return turn
    if turn.taken:
        turn = replace(turn, taken_of=in_hand.revision)
    if turn.offer is not in_hand:
        return turn
    # Nothing was done with the message's choices: they stand from now on, or what stood before after a press.
    again = Offer(standing.revision + 1, in_hand.choices, standing.taken, channel=in_hand.channel)
    return replace(turn, offer=again if turn.replies else standing)
