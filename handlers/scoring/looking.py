"""/tiendo and /conthieu: the progress and the gap of the person's dossier."""

from functools import partial

from handlers.conversation import Memory, Turn
from handlers.scoring.acting import act
from handlers.scoring.desk import dossier_at_hand, read_year
from handlers.scoring.keys import ScoreKey
from handlers.scoring.opening import of_one_unit
from knowledge.library import Knowledge


def show_progress(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """How far the real dossier of a year is, by default the one in hand."""
    return _look("progress", argument, memory, knowledge)


def show_gap(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """What it still lacks for recognition."""
    return _look("missing", argument, memory, knowledge)


def _look(verb: str, argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """At the dossier that was named by its year, else the one at hand in the talk, else this year's."""
    at_hand = dossier_at_hand(memory)
    if at_hand and not argument:
        return act(ScoreKey(at_hand, verb), memory, knowledge)
    return of_one_unit(verb, read_year(argument, memory), memory, partial(act, memory=memory, knowledge=knowledge))
