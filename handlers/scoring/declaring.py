"""What is said of a dossier beside its contents: declarations, class, satisfaction, maxima read off the annex."""

from dataclasses import replace

from handlers import texts_scoring as words
from handlers import texts_scoring_menu as menu_words
from handlers.changes import ClassChosen, Declared, MaximumSaved, SaidOfDossier, SatisfactionSaved
from handlers.conversation import Reply, Turn
from handlers.dialogues import AwaitingMaximum, AwaitingSatisfaction
from handlers.dossiers import Dossier
from handlers.scoring.desk import Closed, Desk
from handlers.scoring.menu import show_menu
from handlers.turns import preceded
from knowledge.entry import NotAValue, Refused, read_percent, read_points


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
    dossier = replace(desk.dossier, declarations={**desk.dossier.declarations, id_: yes})
    return _saved(desk, dossier, Declared(desk.key, id_, yes), words.DECLARED)


def choose_class(desk: Desk, about: str) -> Turn:
    """Asks of which class the unit is, or keeps it ("=II")."""
    chosen = about.removeprefix("=")
    if chosen in desk.regulation.unit_classes:
        dossier = replace(desk.dossier, unit_class=chosen)
        return _saved(desk, dossier, ClassChosen(desk.key, chosen), words.CLASS_SAVED)
    classes = (desk.choice(words.CLASS.format(name=name), "class", f"={name}") for name in desk.regulation.unit_classes)
    return desk.say(words.WHICH_CLASS, (*classes, desk.choice(words.MENU, "menu")))


def ask_satisfaction(desk: Desk, about: str = "") -> Turn:
    """Asks for the satisfaction rate."""
    reply = Reply(desk.mark + words.ASK_RATE, (desk.choice(words.MENU, "menu"),), numbered=False)
    return Turn((reply,), AwaitingSatisfaction(desk.key), topic=desk.memory.topic)


def typed_satisfaction(text: str, desk: Desk) -> Turn | None:
    """Keeps the rate that was typed; None where the text is a question."""
    try:
        percent = read_percent(text)
    except NotAValue:
        return None
    except Refused as refused:
        return desk.again(words.refused_points(refused))
    change = SatisfactionSaved(desk.key, percent)
    return _saved(desk, replace(desk.dossier, satisfaction=percent), change, words.RATE_SAVED)


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
    dossier = replace(desk.dossier, maxima={**desk.dossier.maxima, awaiting.criterion: points})
    return _saved(desk, dossier, MaximumSaved(desk.key, awaiting.criterion, points), words.MAXIMUM_SAVED)


def _saved(desk: Desk, dossier: Dossier, change: SaidOfDossier, said: str) -> Turn:
    """Back to the menu, which shows what was said."""
    shown = show_menu(replace(desk, dossier=dossier))
    return replace(preceded(shown, said, desk.mark), changes=(change,))
