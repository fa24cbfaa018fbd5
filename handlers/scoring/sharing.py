"""Gives an indicator to a colleague; each sees the own part first."""

from handlers import texts_scoring as words
from handlers import texts_scoring_menu as menu_words
from handlers.changes import Assigned
from handlers.conversation import Reply, Turn
from handlers.dialogues import Idle
from handlers.scoring.desk import Desk


def show_colleagues(desk: Desk, about: str) -> Turn:
    """Who could take the indicator (named itself, or by one of its contents)."""
    indicator_id = about if desk.regulation.indicator(about) else desk.indicator_of(about).id
    colleagues = desk.memory.records.colleagues(desk.key.unit_id)
    choices = tuple(desk.choice(each.name, "assign", f"{indicator_id}={each.id}") for each in colleagues)
    nobody = desk.choice(words.NOBODY, "assign", f"{indicator_id}=0")
    reply = Reply(
        desk.mark + menu_words.who_takes(desk, indicator_id), (*choices, nobody, desk.choice(words.MENU, "menu"))
    )
    return Turn((reply,), Idle(), topic=desk.memory.topic)


def assign(desk: Desk, about: str) -> Turn:
    """Keeps who takes it."""
    indicator_id, _, person = about.partition("=")
    colleagues = {each.id: each for each in desk.memory.records.colleagues(desk.key.unit_id)}
    colleague = colleagues.get(int(person))
    change = Assigned(desk.key, indicator_id, colleague.id if colleague else None)
    text = menu_words.assigned(indicator_id, colleague.name if colleague else None)
    return desk.say(text, (desk.choice(words.MENU, "menu"),), changes=(change,))
