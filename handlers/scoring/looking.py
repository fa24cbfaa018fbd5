"""/tiendo and /conthieu: the progress and the gap of the person's dossier."""

from handlers.conversation import Memory, Turn
from handlers.dossiers import DossierKey
from handlers.scoring.acting import act
from handlers.scoring.desk import dossier_at_hand, entering_memberships, read_year
from handlers.scoring.keys import ScoreKey
from knowledge.library import Knowledge


def show_progress(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """How far the real dossier of a year is, by default the one in hand."""
    return act(ScoreKey(_dossier(argument, memory), "progress"), memory, knowledge)


def show_gap(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """What it still lacks for recognition."""
    return act(ScoreKey(_dossier(argument, memory), "missing"), memory, knowledge)


def _dossier(argument: str, memory: Memory) -> DossierKey:
    """The dossier that was named by its year, else the one at hand in the talk, else this year's."""
    at_hand = dossier_at_hand(memory)
    if at_hand and not argument:
        return at_hand
    return DossierKey(entering_memberships(memory)[0].unit_id, read_year(argument, memory))
