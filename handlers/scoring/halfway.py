"""A ratio of which one count is known when the talk goes elsewhere: it is told, and offered to be gone on with."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers.conversation import Choice, Memory, Reply, Turn
from handlers.dialogues import AwaitingConsent, AwaitingReason, AwaitingScore
from handlers.dossier_changes import ValueSaved
from handlers.scoring.desk import regulation_of
from handlers.scoring.keys import Pick, ScoreKey, read_key
from handlers.turns import preceded
from knowledge.library import Knowledge


def with_half(turn: Turn, memory: Memory, knowledge: Knowledge) -> Turn:
    """The turn; where it leaves a half-typed ratio behind, it says so and offers the way back."""
    left = memory.dialogue
    if not isinstance(left, AwaitingScore) or left.whole is None or not turn.replies or _is_in_hand(turn, left):
        return turn
    place = regulation_of(left.dossier, knowledge).places().get(left.content)
    if place is None:
        return turn
    year = None if _is_here(turn, left) else left.dossier.year
    mark = words.PRACTICE_MARK if left.dossier.practice else ""
    told = preceded(turn, words.half_typed(place.content, left.whole, year), mark)
    key = ScoreKey(left.dossier, "content", str(Pick(left.content, str(left.whole))))
    choice = Choice(str(key), words.half_label(left.content, left.whole, year))
    return _offering(told, choice, str(replace(key, about=left.content)), first=year is None)


def _is_in_hand(turn: Turn, left: AwaitingScore) -> bool:
    """Whether the same content is still the matter, or its value was saved or stands as typed."""
    if any(isinstance(each, ValueSaved) and each.content == left.content for each in turn.changes):
        return True
    if any(_remarks_on(choice, left) for choice in turn.replies[-1].choices):
        return True
    now = turn.dialogue.entry if isinstance(turn.dialogue, AwaitingConsent) else turn.dialogue
    here = (left.dossier, left.content)
    return isinstance(now, AwaitingScore | AwaitingReason) and (now.dossier, now.content) == here


def _remarks_on(choice: Choice, left: AwaitingScore) -> bool:
    """Whether the choice is one of those after a value: the same was typed again, and nothing had to be saved."""
    key = read_key(choice.key)
    return key is not None and (key.dossier, key.verb, key.about) == (left.dossier, "note", left.content)


def _is_here(turn: Turn, left: AwaitingScore) -> bool:
    """Whether the talk stays with the same dossier: then its year need not be told."""
    keys = (read_key(choice.key) for choice in turn.replies[-1].choices)
    return next((key.dossier for key in keys if key), left.dossier) == left.dossier


def _offering(turn: Turn, choice: Choice, instead: str, *, first: bool) -> Turn:
    """With the choice, in place of one that would ask from the start.

    It stands last where numbers are values, and beside the choices of another dossier, which is the one at hand now.
    """
    *before, last = turn.replies
    if turn.offer is not None:
        return turn
    others = tuple(each for each in last.choices if each.key != instead)
    choices = (choice, *others) if last.numbered and first else (*others, choice)
    shown: Reply = replace(last, choices=choices)
    return replace(turn, replies=(*before, shown))
