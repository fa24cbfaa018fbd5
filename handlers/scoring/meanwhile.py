"""An answer beside the contents that somebody else gave since the person was asked: both are shown, one is chosen."""

from typing import Literal

from handlers import texts_scoring_answers as words
from handlers.conversation import Turn
from handlers.scoring.desk import Desk
from handlers.scoring.keys import Pick

Verb = Literal["declare", "class", "satisfaction", "maximum", "assign"]


def overtaken(desk: Desk, question: str, verb: Verb, pick: Pick) -> Turn | None:
    """Both answers, where the one that stands is neither the person's own nor the one that was seen."""
    there = desk.dossier.said.get(question)
    stands = desk.dossier.answer(question)
    if there is None or there.by_id == desk.memory.person.id or stands in (pick.seen, pick.answer):
        return None
    mine = words.answer_words(desk, question, pick.answer)
    theirs = words.answer_words(desk, question, stands)
    choices = (
        desk.choice(words.keep(theirs), "menu"),
        desk.choice(words.save_mine(mine), verb, str(Pick(pick.of, pick.answer, stands))),
    )
    return desk.say(words.conflict(desk, question, there, theirs, mine), choices)
