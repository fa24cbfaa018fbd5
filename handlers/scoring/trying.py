"""What if: tries a value out and shows what the verdict would be; nothing is saved."""

from dataclasses import replace

from handlers import texts_gaps as gap_words
from handlers import texts_scoring as words
from handlers.conversation import Reply, Turn
from handlers.dialogues import AwaitingTrial
from handlers.scoring.desk import Desk
from handlers.scoring.prompting import question
from knowledge.assess import assess
from knowledge.regulation import Content
from knowledge.scoring import situation
from knowledge.values import Value


def try_out(desk: Desk, content: Content) -> Turn:
    """Asks for the value to try."""
    asked = ask_trial(desk, content, None)
    return Turn((asked,), AwaitingTrial(desk.key, content.id), topic=desk.memory.topic)


def ask_trial(desk: Desk, content: Content, whole: int | None) -> Reply:
    """The question, saying that nothing will be saved."""
    asked = question(desk, content, whole)
    return replace(asked, text=f"{desk.mark}{words.TRIAL}\n{asked.text.removeprefix(desk.mark)}")


def tried(desk: Desk, content: Content, value: Value) -> Turn:
    """The verdict with and without the value."""
    before, after = (
        assess(desk.regulation, situation(desk.regulation, desk.key.year, values, desk.dossier.answers))
        for values in (desk.dossier.values, {**desk.dossier.values, content.id: value})
    )
    choices = (
        desk.choice(words.try_label(content.id), "try", content.id),
        desk.choice(words.EDIT, "content", content.id),
        desk.choice(words.WHAT_IS_MISSING, "missing"),
        desk.choice(words.MENU, "menu"),
    )
    return desk.say(gap_words.trial(desk, content, value, before, after), choices)
