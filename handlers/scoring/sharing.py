"""Gives an indicator to a colleague; each sees the own part first."""

from handlers import texts_scoring as words
from handlers import texts_scoring_answers as answer_words
from handlers.conversation import Turn
from handlers.dossier_changes import Assigned
from handlers.dossiers import ASSIGNMENT, NOBODY
from handlers.scoring.desk import Desk
from handlers.scoring.keys import Pick, read_pick
from handlers.scoring.meanwhile import overtaken


def show_colleagues(desk: Desk, about: str) -> Turn:
    """Who could take the indicator (named itself, or by one of its contents)."""
    indicator_id = about if desk.regulation.indicator(about) else desk.indicator_of(about).id
    colleagues = desk.memory.records.colleagues(desk.key.unit_id)
    seen = desk.dossier.answer(ASSIGNMENT + indicator_id)
    takers = (*((each.name, str(each.id)) for each in colleagues), (words.NOBODY, NOBODY))
    choices = (desk.choice(name, "assign", str(Pick(indicator_id, id_, seen))) for name, id_ in takers)
    return desk.say(answer_words.who_takes(desk, indicator_id), (*choices, desk.choice(words.MENU, "menu")))


def assign(desk: Desk, about: str) -> Turn:
    """Keeps who takes it."""
    pick = read_pick(about)
    question = ASSIGNMENT + pick.of
    if shown := overtaken(desk, question, "assign", pick):
        return shown
    colleagues = {str(each.id): each for each in desk.memory.records.colleagues(desk.key.unit_id)}
    colleague = colleagues.get(pick.answer)
    holder = desk.dossier.assignments.get(pick.of)
    change = Assigned(desk.key, pick.of, colleague.id if colleague else None, holder.id if holder else None)
    text = answer_words.assigned(pick.of, colleague.name if colleague else None)
    return desk.say(text, (desk.choice(words.MENU, "menu"),), changes=(change,))
