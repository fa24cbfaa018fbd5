"""The menu of a dossier: criteria with their progress, then a criterion's indicators, then an indicator's contents."""

from handlers import texts_scoring as words
from handlers.conversation import Choice, Reply, Turn
from handlers.dialogues import Idle
from handlers.scoring.desk import Closed, Desk
from handlers.scoring.prompting import prompt
from knowledge.regulation import Criterion
from knowledge.scoring import missing, next_content


def show_menu(desk: Desk) -> Turn:
    """The criteria, the declarations, and what is still missing."""
    following = next_content(desk.regulation, desk.dossier.values)
    first = [desk.choice(words.next_label(following), "content", following.id)] if following else []
    criteria = [
        desk.choice(words.criterion_line(desk, each), "criterion", each.id) for each in desk.regulation.criteria
    ]
    declarations = [
        desk.choice(words.declaration_label(desk, each.id, each.title), "declare", each.id)
        for each in desk.regulation.conditions
        if each.kind == "declaration"
    ]
    rest = [desk.choice(words.WHAT_IS_MISSING, "missing"), desk.choice(words.PROGRESS, "progress")]
    return _said(desk, words.menu(desk), (*first, *criteria, *declarations, *rest))


def show_criterion(desk: Desk, id_: str) -> Turn:
    """A criterion's indicators."""
    criterion = _criterion(desk, id_)
    indicators = [desk.choice(words.indicator_line(desk, each), "indicator", each.id) for each in criterion.indicators]
    if desk.regulation.result == "points" and criterion.max is None:
        indicators.append(desk.choice(words.maximum_label(desk, criterion), "maximum", criterion.id))
    return _said(desk, words.criterion_title(desk, criterion), (*indicators, desk.choice(words.MENU, "menu")))


def show_indicator(desk: Desk, id_: str) -> Turn:
    """Opens an indicator: at its first missing value, or as a list of its contents where all are there."""
    indicator = desk.regulation.indicator(id_)
    if indicator is None:
        raise Closed(words.NO_SUCH_CONTENT)
    open_contents = missing(desk.regulation, indicator, desk.dossier.values)
    contents = desk.regulation.contents(indicator)
    if open_contents or len(contents) == 1:
        return prompt(desk, (open_contents or contents)[0])
    choices = [desk.choice(words.content_line(desk, each), "content", each.id) for each in contents]
    return _said(desk, words.indicator_title(desk, indicator), (*choices, desk.choice(words.MENU, "menu")))


def _criterion(desk: Desk, id_: str) -> Criterion:
    found = desk.regulation.criterion(id_)
    if found is None:
        raise Closed(words.NO_SUCH_CONTENT)
    return found


def _said(desk: Desk, text: str, choices: tuple[Choice, ...]) -> Turn:
    return Turn((Reply(desk.mark + text, choices),), Idle(), topic=desk.memory.topic)
