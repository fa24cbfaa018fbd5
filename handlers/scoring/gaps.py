"""/conthieu: what keeps the dossier from recognition, where points are cheapest, what is not entered yet."""

from handlers import texts_gaps as words
from handlers.conversation import Turn
from handlers.scoring.circumstances import circumstances
from handlers.scoring.desk import Desk
from handlers.texts_scoring import MENU, next_label, try_label
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
    asked = [each for each in circumstances(desk) if not each.answered]
    choices = (
        *((desk.choice(next_label(following), "content", following.id),) if following else ()),
        *(desk.choice(each.label, each.verb, each.about) for each in asked),
        *(desk.choice(try_label(each.content.id), "try", each.content.id) for each in cheapest),
        desk.choice(MENU, "menu"),
    )
    return desk.say(words.gap(desk, judged, cheapest, open_indicators, can_answer=bool(asked)), choices)
