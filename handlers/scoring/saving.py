"""Saves one value, unless somebody else saved meanwhile: then both values are shown and the person chooses."""

from handlers import texts_scoring as words
from handlers import texts_scoring_saved as saved_words
from handlers.conversation import Choice, Reply, Turn
from handlers.dialogues import AwaitingReason
from handlers.dossier_changes import ValueSaved
from handlers.scoring.checking import remarks
from handlers.scoring.desk import Desk
from handlers.scoring.turn_order import next_for
from knowledge.regulation import Content
from knowledge.values import NotArisen, Value, dump_value, load_value


def save(desk: Desk, content: Content, value: Value, seen: int, reason: str = "") -> Turn:
    """Saves the value, or shows the one that was saved since the person was asked; the same again changes nothing."""
    entry = desk.dossier.entries.get(content.id)
    if entry and entry.revision != seen and entry.by_id != desk.memory.person.id and entry.value != value:
        return show_conflict(desk, content, value)
    text = saved_words.saved(desk, content, value, remarks(desk, content, value))
    changes = () if entry and entry.value == value else (_change(desk, content, value, reason),)
    return desk.say(text, after_saving(desk, content), changes=changes)


def _change(desk: Desk, content: Content, value: Value, reason: str) -> ValueSaved:
    return ValueSaved(desk.key, content.id, value, desk.dossier.revision(content.id), reason)


def after_saving(desk: Desk, content: Content) -> tuple[Choice, ...]:
    """What can be done next; going on comes first, so that one digit a value is enough."""
    following = next_for(desk, content.id, {content.id: NotArisen()})
    onward = desk.choice(words.next_label(following), "content", following.id) if following else None
    return (
        onward or desk.choice(words.WHAT_IS_MISSING, "missing"),
        desk.choice(words.SEND_EVIDENCE, "evidence", content.id),
        desk.choice(words.EDIT, "content", content.id),
        desk.choice(words.ADD_NOTE, "note", content.id),
        desk.choice(words.HISTORY, "history", content.id),
        *((desk.choice(words.WHAT_IS_MISSING, "missing"),) if onward else ()),
        desk.choice(words.MENU, "menu"),
    )


def show_conflict(desk: Desk, content: Content, value: Value) -> Turn:
    """Both values; which one stands is awaited."""
    awaiting = AwaitingReason(desk.key, content.id, dump_value(value), desk.dossier.revision(content.id))
    return Turn((ask_which(desk, awaiting),), awaiting, topic=desk.memory.topic)


def ask_which(desk: Desk, awaiting: AwaitingReason) -> Reply:
    """Asks which value stands, or, once that is known, why."""
    content = desk.content(awaiting.content)
    entry = desk.dossier.entries.get(content.id)
    if awaiting.chosen or entry is None:
        return Reply(desk.mark + words.WHY)
    choices = (
        desk.choice(saved_words.keep_theirs(desk, content, entry.value), "keep", content.id),
        desk.choice(words.SAVE_MINE, "overwrite", content.id),
    )
    return Reply(desk.mark + saved_words.conflict(desk, content, entry, load_value(awaiting.value)), choices)
