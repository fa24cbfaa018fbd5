"""A dossier by spreadsheet: sends it, shows what the one that comes back would change, saves what is right at once."""

from handlers import texts_scoring as scoring_words
from handlers import texts_sheet as words
from handlers.conversation import Attachment, Memory, Reply, Slot, Turn
from handlers.dialogues import AwaitingSheet
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.menu import show_menu
from handlers.scoring.sheet_plan import Plan, changes_of, plan_import
from handlers.sheets import Sheet, Unread
from handlers.turns import preceded
from knowledge.library import Knowledge


def send_sheet(desk: Desk, about: str = "") -> Turn:
    """Sends the sheet and awaits it back."""
    sheet = Attachment("dossier_sheet", desk.key.year, desk.key)
    menu = (desk.choice(scoring_words.MENU, "menu"),)
    return desk.say(words.ASK, menu, AwaitingSheet(desk.key), attachment=sheet, slot=Slot(desk.key))


def receive_sheet(digest: str, awaiting: AwaitingSheet, memory: Memory, knowledge: Knowledge) -> Turn:
    """Shows what the file that came would change; saves nothing."""
    desk = open_desk(awaiting.dossier, memory, knowledge)
    sheet = _read(desk, digest)
    if isinstance(sheet, str):
        return _refuse(desk, sheet)
    plan = plan_import(desk, sheet)
    if not plan.count:
        again = f"\n{words.AGAIN}" if plan.refused else ""
        return _refuse(desk, words.preview(desk, plan) + again)
    text = words.preview(desk, plan)
    return Turn((_offer(desk, text, plan, digest),), AwaitingSheet(desk.key, digest), topic=memory.topic)


def save_sheet(desk: Desk, digest: str) -> Turn:
    """Reads and compares afresh, then saves everything that is right, at once."""
    sheet = _read(desk, digest)
    if isinstance(sheet, str):
        return _refuse(desk, sheet)
    plan = plan_import(desk, sheet)
    if not plan.count:
        return _refuse(desk, words.NOTHING_LEFT)
    choices = (
        desk.choice(scoring_words.WHAT_IS_MISSING, "missing"),
        desk.choice(scoring_words.PROGRESS, "progress"),
        desk.choice(scoring_words.MENU, "menu"),
    )
    return desk.say(words.saved(desk, plan), choices, changes=changes_of(desk, plan))


def drop_sheet(desk: Desk, about: str = "") -> Turn:
    """Nothing is saved."""
    return preceded(show_menu(desk), words.NOT_SAVED, desk.mark)


def still_awaited(desk: Desk, awaiting: AwaitingSheet) -> Reply:
    """After something else was answered: the choice that still stands, or that the file is awaited."""
    sheet = _read(desk, awaiting.digest) if awaiting.digest else ""
    plan = plan_import(desk, sheet) if isinstance(sheet, Sheet) else Plan()
    if awaiting.digest and plan.count:
        return _offer(desk, words.preview(desk, plan), plan, awaiting.digest)
    return Reply(desk.mark + words.STILL_AWAITED, (desk.choice(scoring_words.MENU, "menu"),), slot=Slot(desk.key))


def _offer(desk: Desk, text: str, plan: Plan, digest: str) -> Reply:
    save = desk.choice(words.save_label(plan.count), "importsheet", digest)
    return Reply(desk.mark + text, (save, desk.choice(words.DROP, "dropsheet")))


def _read(desk: Desk, digest: str) -> Sheet | str:
    """The sheet, or in words why it is none of this dossier."""
    sheet = desk.memory.records.sheet(digest)
    if isinstance(sheet, Unread):
        return words.UNREAD[sheet.reason]
    return sheet if sheet.key == desk.key else words.other_dossier(desk.key, sheet.key)


def _refuse(desk: Desk, text: str) -> Turn:
    """Says why; another file is still awaited."""
    return desk.say(text, (desk.choice(scoring_words.MENU, "menu"),), AwaitingSheet(desk.key), slot=Slot(desk.key))
