"""Asks for one value: the question, its limit, an example, last year's value, and what else can be done."""

from handlers import texts_scoring as words
from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Choice, Reply, Turn
from handlers.dialogues import AwaitingScore
from handlers.scoring.desk import Desk
from knowledge.measures import ChoiceMeasure, YesNoMeasure
from knowledge.regulation import Content


def prompt(desk: Desk, content: Content, whole: int | None = None) -> Turn:
    """Asks for the value of a content; with `whole`, for the second count of a ratio."""
    awaiting = AwaitingScore(desk.key, content.id, desk.dossier.revision(content.id), whole)
    return Turn((question(desk, content, whole),), awaiting, topic=desk.memory.topic)


def question(desk: Desk, content: Content, whole: int | None = None) -> Reply:
    """The message that asks."""
    text = desk.mark + (ask_words.ask_part(content, whole) if whole is not None else ask_words.ask(desk, content))
    options = _options(desk, content)
    return Reply(text, (*options, *_ways_on(desk, content)), numbered=bool(options))


def _options(desk: Desk, content: Content) -> tuple[Choice, ...]:
    match content.measure:
        case YesNoMeasure():
            return (
                desk.choice(words.YES, "yes", content.id),
                desk.choice(words.NO, "no", content.id),
            )
        case ChoiceMeasure(options=options):
            return tuple(desk.choice(each.text, f"option-{each.id}", content.id) for each in options)
        case _:
            return ()


def _ways_on(desk: Desk, content: Content) -> tuple[Choice, ...]:
    return (
        desk.choice(words.NOT_ARISEN, "notarisen", content.id),
        desk.choice(words.SKIP, "skip", content.id),
        desk.choice(words.BACK, "back", content.id),
        desk.choice(words.EXPLAIN, "explain", content.id),
        desk.choice(words.MENU, "menu"),
    )
