"""What is said of a dossier beside its contents: declarations, class, satisfaction, maxima read off the annex."""

from dataclasses import replace
from decimal import Decimal

from handlers import texts_scoring as words
from handlers import texts_scoring_answers as answer_words
from handlers.conversation import Reply, Turn
from handlers.dialogues import AwaitingMaximum, AwaitingSatisfaction
from handlers.dossier_changes import ClassChosen, Declared, MaximumSaved, SaidOfDossier, SatisfactionSaved
from handlers.dossiers import DECLARATION, DECLARED, MAXIMUM, SATISFACTION, UNIT_CLASS, Dossier
from handlers.scoring.desk import Closed, Desk
from handlers.scoring.keys import Pick, read_pick
from handlers.scoring.meanwhile import overtaken
from handlers.scoring.menu import show_menu
from handlers.turns import preceded
from knowledge.entry import NotAValue, Refused, read_percent, read_points


def declare(desk: Desk, about: str) -> Turn:
    """Asks a declaration ("head_not_disciplined"), or keeps its answer ("head_not_disciplined=true~")."""
    pick = read_pick(about)
    condition = next((each for each in desk.regulation.conditions if each.id == pick.of), None)
    if condition is None:
        raise Closed(words.NO_SUCH_CONTENT)
    if pick.answer in DECLARED.values():
        return _declared(desk, pick)
    seen = desk.dossier.answer(DECLARATION + pick.of)
    labels = {True: words.DECLARE_YES, False: words.DECLARE_NO}
    choices = (desk.choice(labels[yes], "declare", str(Pick(pick.of, kept, seen))) for yes, kept in DECLARED.items())
    return desk.say(answer_words.ask_declaration(desk, condition), (*choices, desk.choice(words.MENU, "menu")))


def _declared(desk: Desk, pick: Pick) -> Turn:
    question, yes = DECLARATION + pick.of, pick.answer == DECLARED[True]
    if shown := overtaken(desk, question, "declare", pick):
        return shown
    dossier = replace(desk.dossier, declarations={**desk.dossier.declarations, pick.of: yes})
    change = Declared(desk.key, pick.of, yes, desk.dossier.answer(question))
    return _saved(desk, dossier, change, words.DECLARED)


def choose_class(desk: Desk, about: str) -> Turn:
    """Asks of which class the unit is, or keeps it ("=II~")."""
    pick = read_pick(about)
    if pick.answer not in desk.regulation.unit_classes:
        seen = desk.dossier.answer(UNIT_CLASS)
        classes = (
            desk.choice(words.CLASS.format(name=name), "class", str(Pick("", name, seen)))
            for name in desk.regulation.unit_classes
        )
        return desk.say(answer_words.ask_class(desk), (*classes, desk.choice(words.MENU, "menu")))
    if shown := overtaken(desk, UNIT_CLASS, "class", pick):
        return shown
    change = ClassChosen(desk.key, pick.answer, desk.dossier.answer(UNIT_CLASS))
    return _saved(desk, replace(desk.dossier, unit_class=pick.answer), change, words.CLASS_SAVED)


def ask_satisfaction(desk: Desk, about: str = "") -> Turn:
    """Asks for the satisfaction rate, or keeps it ("=97.35~96")."""
    if (pick := read_pick(about)).answer:
        return _rated(desk, pick)
    reply = Reply(desk.mark + answer_words.ask_rate(desk), (desk.choice(words.MENU, "menu"),), numbered=False)
    return Turn((reply,), AwaitingSatisfaction(desk.key, desk.dossier.answer(SATISFACTION)), topic=desk.memory.topic)


def typed_satisfaction(text: str, awaiting: AwaitingSatisfaction, desk: Desk) -> Turn | None:
    """Keeps the rate that was typed; None where the text is a question."""
    try:
        percent = read_percent(text)
    except NotAValue:
        return None
    except Refused as refused:
        return desk.again(words.refused_points(refused))
    return _rated(desk, Pick("", str(percent), awaiting.seen))


def _rated(desk: Desk, pick: Pick) -> Turn:
    if shown := overtaken(desk, SATISFACTION, "satisfaction", pick):
        return shown
    percent = Decimal(pick.answer)
    change = SatisfactionSaved(desk.key, percent, desk.dossier.answer(SATISFACTION))
    return _saved(desk, replace(desk.dossier, satisfaction=percent), change, words.RATE_SAVED)


def ask_maximum(desk: Desk, about: str) -> Turn:
    """Asks for a criterion's maximum, or keeps it ("1=15~14")."""
    pick = read_pick(about)
    if desk.regulation.criterion(pick.of) is None:
        raise Closed(words.NO_SUCH_CONTENT)
    if pick.answer:
        return _limited(desk, pick)
    choices = (desk.choice(words.BACK, "criterion", pick.of), desk.choice(words.MENU, "menu"))
    reply = Reply(desk.mark + answer_words.ask_maximum(desk, pick.of), choices, numbered=False)
    awaiting = AwaitingMaximum(desk.key, pick.of, desk.dossier.answer(MAXIMUM + pick.of))
    return Turn((reply,), awaiting, topic=desk.memory.topic)


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
    return _limited(desk, Pick(awaiting.criterion, str(points), awaiting.seen))


def _limited(desk: Desk, pick: Pick) -> Turn:
    question, points = MAXIMUM + pick.of, Decimal(pick.answer)
    if shown := overtaken(desk, question, "maximum", pick):
        return shown
    change = MaximumSaved(desk.key, pick.of, points, desk.dossier.answer(question))
    dossier = replace(desk.dossier, maxima={**desk.dossier.maxima, pick.of: points})
    return _saved(desk, dossier, change, words.MAXIMUM_SAVED)


def _saved(desk: Desk, dossier: Dossier, change: SaidOfDossier, said: str) -> Turn:
    """Back to the menu, which shows what was said; the same again changes nothing."""
    shown = show_menu(replace(desk, dossier=dossier))
    if dossier == desk.dossier:
        return preceded(shown, words.UNCHANGED, desk.mark)
    return replace(preceded(shown, said, desk.mark), changes=(change,))
