"""What is said of a dossier beside its contents: declarations, and maxima read off the annex."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers import texts_scoring_menu as menu_words
from handlers.changes import Declared, MaximumSaved
from handlers.conversation import Reply, Turn
from handlers.dialogues import AwaitingMaximum
from handlers.scoring.desk import Closed, Desk
from handlers.scoring.menu import show_menu
from handlers.turns import preceded
from knowledge.entry import NotAValue, Refused, read_points


def declare(desk: Desk, about: str) -> Turn:
    """Asks a declaration ("head_not_disciplined"), or keeps its answer ("head_not_disciplined=yes")."""
    id_, _, answer = about.partition("=")
    condition = next((each for each in desk.regulation.conditions if each.id == id_), None)
    if condition is None:
        raise Closed(words.NO_SUCH_CONTENT)
    if answer:
        return _declared(desk, id_, answer == "yes")
    choices = (
        desk.choice(words.DECLARE_YES, "declare", f"{id_}=yes"),
        desk.choice(words.DECLARE_NO, "declare", f"{id_}=no"),
        desk.choice(words.MENU, "menu"),
    )
    return desk.say(menu_words.declaration(desk, condition), choices)


def _declared(desk: Desk, id_: str, yes: bool) -> Turn:
    declarations = {**desk.dossier.declarations, id_: yes}
    shown = show_menu(replace(desk, dossier=replace(desk.dossier, declarations=declarations)))
    return replace(preceded(shown, words.DECLARED, desk.mark), changes=(Declared(desk.key, id_, yes),))


def ask_maximum(desk: Desk, criterion: str) -> Turn:
    """Asks for a criterion's maximum."""
    if desk.regulation.criterion(criterion) is None:
        raise Closed(words.NO_SUCH_CONTENT)
    choices = (desk.choice(words.BACK, "criterion", criterion), desk.choice(words.MENU, "menu"))
    reply = Reply(desk.mark + menu_words.ask_maximum(criterion), choices, numbered=False)
    return Turn((reply,), AwaitingMaximum(desk.key, criterion), topic=desk.memory.topic)


def typed_maximum(text: str, awaiting: AwaitingMaximum, desk: Desk) -> Turn | None:
    """Keeps the maximum that was typed; None where the text is a question."""
    try:
        points = read_points(text, None)
    except NotAValue:
        return None
    except Refused as refused:
        return desk.again(words.refused_points(refused))
    if points == 0:
        return desk.again(words.MAXIMUM_IS_ZERO)
    maxima = {**desk.dossier.maxima, awaiting.criterion: points}
    shown = show_menu(replace(desk, dossier=replace(desk.dossier, maxima=maxima)))
    change = MaximumSaved(desk.key, awaiting.criterion, points)
    return replace(preceded(shown, words.MAXIMUM_SAVED, desk.mark), changes=(change,))
