"""The menu of a dossier: criteria with their progress, then a criterion's indicators, then an indicator's contents."""

from collections.abc import Iterable

from handlers import texts_scoring as words
from handlers import texts_scoring_answers as answer_words
from handlers import texts_scoring_menu as menu_words
from handlers.conversation import Choice, Turn
from handlers.scoring.circumstances import circumstances
from handlers.scoring.desk import Closed, Desk
from handlers.scoring.prompting import prompt
from handlers.scoring.turn_order import next_for
from handlers.texts_sheet import BY_SHEET
from knowledge.regulation import Criterion, Indicator
from knowledge.scoring import missing


def show_menu(desk: Desk) -> Turn:
    """The criteria, the declarations, and what is still missing."""
    following = next_for(desk)
    first = [desk.choice(words.next_label(following), "content", following.id)] if following else []
    criteria = [
        desk.choice(menu_words.criterion_line(desk, each), "criterion", each.id) for each in desk.regulation.criteria
    ]
    asked = [desk.choice(each.label, each.verb, each.about) for each in circumstances(desk)]
    rest = [desk.choice(words.WHAT_IS_MISSING, "missing"), desk.choice(words.PROGRESS, "progress")]
    rest.append(desk.choice(BY_SHEET, "sheet"))
    return desk.say(menu_words.menu(desk), (*first, *criteria, *asked, *rest))


def show_criterion(desk: Desk, id_: str) -> Turn:
    """A criterion's indicators."""
    criterion = _criterion(desk, id_)
    if [each.id for each in criterion.indicators] == [criterion.id] and criterion.max is not None:
        return show_indicator(desk, criterion.id)
    indicators = [
        desk.choice(menu_words.indicator_line(desk, each), "indicator", each.id) for each in criterion.indicators
    ]
    if desk.regulation.result == "points" and criterion.max is None:
        indicators.append(desk.choice(answer_words.maximum_label(desk, criterion.id), "maximum", criterion.id))
    return desk.say(menu_words.criterion_title(desk, criterion), (*indicators, desk.choice(words.MENU, "menu")))


def pick_indicator(desk: Desk, indicators: list[Indicator]) -> Turn:
    """Several indicators that may be meant."""
    return desk.say(words.WHICH_INDICATOR, tuple(_indicators(desk, indicators)))


def show_indicator(desk: Desk, id_: str) -> Turn:
    """Opens an indicator: at its first missing value, or as a list of its contents where all are there."""
    indicator = desk.regulation.indicator(id_)
    if indicator is None:
        raise Closed(words.NO_SUCH_CONTENT)
    open_contents = missing(desk.regulation, indicator, desk.dossier.values)
    contents = desk.regulation.contents(indicator)
    if open_contents or len(contents) == 1:
        return prompt(desk, (open_contents or contents)[0])
    choices = [desk.choice(menu_words.content_line(desk, each), "content", each.id) for each in contents]
    share = desk.choice(words.SHARE, "share", indicator.id)
    return desk.say(menu_words.indicator_title(desk, indicator), (*choices, share, desk.choice(words.MENU, "menu")))


def _criterion(desk: Desk, id_: str) -> Criterion:
    found = desk.regulation.criterion(id_)
    if found is None:
        raise Closed(words.NO_SUCH_CONTENT)
    return found


def _indicators(desk: Desk, indicators: Iterable[Indicator]) -> list[Choice]:
    return [desk.choice(menu_words.indicator_line(desk, each), "indicator", each.id) for each in indicators]
