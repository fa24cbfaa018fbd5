"""/conthieu: what keeps the dossier from recognition, where points are cheapest, what is not entered yet."""

from handlers import texts_gaps as words
from handlers.conversation import Turn
from handlers.scoring.desk import Desk
from handlers.texts_scoring import MENU, TRY, next_label
from handlers.texts_scoring_menu import declaration_label
from knowledge.assess import assess
from knowledge.gaps import gains
from knowledge.scoring import missing, next_content, situation

SHOWN_GAINS = 3


def show_missing(desk: Desk) -> Turn:
    """Judges what is entered so far; changes nothing."""
    values = desk.dossier.values
    judged = assess(desk.regulation, situation(desk.regulation, desk.key.year, values, desk.dossier.answers))
    cheapest = gains(desk.regulation, values)[:SHOWN_GAINS]
    open_indicators = [each for each in desk.regulation.indicators() if missing(desk.regulation, each, values)]
    following = next_content(desk.regulation, values)
    undeclared = [
        desk.choice(declaration_label(desk, each.id, each.title), "declare", each.id)
        for each in desk.regulation.conditions
        if each.kind == "declaration" and each.id not in desk.dossier.declarations
    ]
    choices = (
        *((desk.choice(next_label(following), "content", following.id),) if following else ()),
        *undeclared,
        *(desk.choice(TRY.format(content=each.content.id), "try", each.content.id) for each in cheapest),
        desk.choice(MENU, "menu"),
    )
    return desk.say(words.gap(desk, judged, cheapest, open_indicators), choices)
