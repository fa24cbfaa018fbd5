"""What if: tries a value out and shows what the verdict would be; nothing is saved."""

from handlers import texts_gaps as gap_words
from handlers import texts_scoring as words
from handlers.conversation import Turn
from handlers.dialogues import AwaitingTrial
from handlers.scoring.desk import Desk
from handlers.scoring.prompting import question
from handlers.turns import preceded
from knowledge.assess import assess
from knowledge.regulation import Content
from knowledge.scoring import situation
from knowledge.values import Value


def try_out(desk: Desk, content: Content, value: Value | None) -> Turn:
    """Asks for the value to try, or shows what it would give."""
    if value is not None:
        return tried(desk, content, value)
    asked = Turn((question(desk, content),), AwaitingTrial(desk.key, content.id), topic=desk.memory.topic)
    return preceded(asked, words.TRIAL, desk.mark)


def tried(desk: Desk, content: Content, value: Value) -> Turn:
    """The verdict with and without the value."""
    before, after = (
        assess(desk.regulation, situation(desk.regulation, desk.key.year, values, desk.dossier.answers))
        for values in (desk.dossier.values, {**desk.dossier.values, content.id: value})
    )
    choices = (
        desk.choice(words.TRY.format(content=content.id), "try", content.id),
        desk.choice(words.EDIT, "content", content.id),
        desk.choice(words.WHAT_IS_MISSING, "missing"),
        desk.choice(words.MENU, "menu"),
    )
    return desk.say(gap_words.trial(desk, content, value, before, after), choices)
