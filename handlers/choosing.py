"""Three ways to take an offered choice, in one place: press it, type its number, type its words."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from handlers import texts
from handlers.conversation import Memory, Offer, Press, Turn
from handlers.paging import BACK, choice_meant, shown, turn_page
from handlers.turns import silent, stay
from handlers.typed import fold, read_number

Act = Callable[[str, Memory], Turn]

# Fewer letters than this may begin a question.
SHORTEST_START = 4
# The same labels are offered over and over.
_label = lru_cache(maxsize=1000)(fold)


def pressed(press: Press, memory: Memory, act: Act) -> Turn:
    """Carries out a pressed button; the same press again is silent, one of an older message is refused."""
    if memory.offer.taken == (press.revision, press.number):
        return silent(memory)
    if press.revision != memory.offer.revision or not 1 <= press.number <= len(memory.offer.choices):
        return replace(stay(memory, texts.OLD_CHOICE), offer=memory.offer)
    return _take(press.number, memory, act)


def typed(text: str, memory: Memory, act: Act, number_awaited: bool = False) -> Turn | None:
    """Carries out a typed choice; None where the text is no choice but a question, or the number that is awaited."""
    choices = memory.offer.choices
    number = read_number(text)
    if turned := turn_page(text, number, memory):
        return turned
    if choices and number is not None and memory.offer.numbered:
        meant = None if number_awaited and number == BACK else choice_meant(number, memory.offer)
        if meant:
            return _take(meant, memory, act)
        return None if number_awaited else _no_such_choice(memory)
    position = _meant(fold(text), [_label(choice.label) for choice in choices])
    return _take(position, memory, act) if position else None


def _no_such_choice(memory: Memory) -> Turn:
    count = len(shown(memory.offer.choices, memory.offer.page))
    return replace(stay(memory, texts.no_such_choice(count)), offer=memory.offer)


def _meant(said: str, labels: list[str]) -> int | None:
    """The number of the label that was typed, whole or its first words where no other label starts so."""
    if said in labels:
        return labels.index(said) + 1
    starting = [number for number, label in enumerate(labels, start=1) if label.startswith(f"{said} ")]
    return starting[0] if len(starting) == 1 and len(said) >= SHORTEST_START else None


def next_offer(standing: Offer, turn: Turn, channel: str = "") -> Offer:
    """The offer after a turn: the last reply's choices under a new revision, or the standing one after silence."""
    if turn.offer is not None:
        return turn.offer
    if not turn.replies:
        return standing
    taken = (turn.taken_of or standing.revision, turn.taken) if turn.taken else None
    last = turn.replies[-1]
    return Offer(standing.revision + 1, last.choices, taken, last.numbered, last.page, channel)


def _take(number: int, memory: Memory, act: Act) -> Turn:
    return replace(act(memory.offer.choices[number - 1].key, memory), taken=number)
