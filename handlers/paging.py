"""Many choices on a channel without buttons: eight at a time, "9" shows more, "0" goes back."""

from dataclasses import replace

from handlers import texts_paging as words
from handlers.conversation import Choice, Memory, Offer, Reply, Turn
from handlers.scoring.keys import read_key
from handlers.typed import fold

# Where nothing can be pressed and a long list is hard to read; a terminal scrolls.
CHANNELS = ("zalo",)
MOST_AT_ONCE = 9
SIZE = 8
MORE, BACK = 9, 0
# The choices that "0" stands for, the nearest step first.
_BACK_VERBS = ("back", "dropsheet", "menu")
_BACK_KEYS = ("forward:no",)


def paged(turn: Turn, channel: str) -> Turn:
    """The turn as the channel can show it: too many numbered choices begin with their first page."""
    if channel not in CHANNELS or not turn.replies:
        return turn
    *before, last = turn.replies
    if last.page is not None or not last.numbered or len(last.choices) <= MOST_AT_ONCE:
        return turn
    return replace(turn, replies=(*before, replace(last, page=0)))


def shown(choices: tuple[Choice, ...], page: int | None) -> tuple[Choice, ...]:
    """The choices of a page; without one, all."""
    return choices if page is None else choices[page * SIZE : (page + 1) * SIZE]


def page_lines(reply: Reply) -> list[str]:
    """The lines below a page's choices that lead to the others."""
    if reply.page is None:
        return []
    left = len(reply.choices) - (reply.page + 1) * SIZE
    more = [words.more(MORE, left)] if left > 0 else []
    return [*more, *([words.previous(BACK)] if reply.page else [])]


def turn_page(text: str, number: int | None, memory: Memory) -> Turn | None:
    """Shows another page of what is offered, if that was typed; the talk stays where it is."""
    offer = memory.offer
    if offer.page is None:
        return None
    onward = number == MORE or fold(text) in words.MORE_WORDS
    page = offer.page + 1 if onward else offer.page - 1 if number == BACK else offer.page
    pages = -(-len(offer.choices) // SIZE)
    if page == offer.page or not 0 <= page < pages:
        return None
    reply = Reply(words.page(page + 1, pages), offer.choices, page=page)
    return Turn((reply,), memory.dialogue, topic=memory.topic)


def choice_meant(number: int, offer: Offer) -> int | None:
    """Which of all choices a typed number means, from 1; "0" means the one that leads back."""
    if number == BACK:
        return _way_back(offer.choices)
    here = len(shown(offer.choices, offer.page))
    return (offer.page or 0) * SIZE + number if number <= here else None


def reminded(number: int | None, channel: str, memory: Memory) -> Reply | None:
    """The standing choices once more, for a number typed in another channel than the one that showed them."""
    offer = memory.offer
    if number is None or not offer.choices or not offer.numbered or offer.channel in ("", channel):
        return None
    return Reply(words.MOVED, offer.choices)


def _way_back(choices: tuple[Choice, ...]) -> int | None:
    keys = [read_key(choice.key) for choice in choices]
    verbs = [key.verb if key else "" for key in keys]
    for verb in _BACK_VERBS:
        if verb in verbs:
            return verbs.index(verb) + 1
    return next((at for at, choice in enumerate(choices, start=1) if choice.key in _BACK_KEYS), None)
