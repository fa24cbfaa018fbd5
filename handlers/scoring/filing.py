"""A file that arrives while evidence or the dossier's spreadsheet is awaited, or that says itself what it is for."""

from dataclasses import replace

from handlers import texts, texts_scoring
from handlers import texts_scoring_saved as saved_words
from handlers.conversation import File, Memory, Slot, Turn
from handlers.dialogues import AwaitingConsent, AwaitingEvidence, AwaitingSheet, Idle
from handlers.dossier_changes import EvidenceAdded
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.importing import receive_sheet
from handlers.scoring.resuming import ask_again
from handlers.turns import stay
from knowledge.library import Knowledge


def receive(file: File, memory: Memory, knowledge: Knowledge) -> Turn:
    """Puts the file where it belongs: as its slot says, else with what is awaited."""
    slot = file.slot or awaited_slot(memory)
    if slot is None:
        # What was offered still stands: "gửi minh chứng" may be among it.
        return replace(stay(memory, texts.FILE_NOT_AWAITED), offer=memory.offer)
    if slot.content is None:
        return receive_sheet(file.digest, AwaitingSheet(slot.dossier), memory, knowledge)
    desk = open_desk(slot.dossier, memory, knowledge)
    attached = _attach(file, slot.content, desk)
    if awaited_slot(memory) == slot or isinstance(memory.dialogue, Idle | AwaitingConsent):
        return attached
    # The file came by a link from before; what is awaited now is still awaited.
    bare = tuple(replace(reply, choices=()) for reply in attached.replies)
    if asked := ask_again(memory.dialogue, memory, knowledge):
        return replace(attached, replies=(*bare, asked), dialogue=memory.dialogue)
    return replace(attached, replies=bare, dialogue=memory.dialogue, offer=memory.offer)


def awaited_slot(memory: Memory) -> Slot | None:
    """What a file that comes now would be for."""
    match memory.dialogue:
        case AwaitingEvidence(dossier=dossier, content=content):
            return Slot(dossier, content)
        case AwaitingSheet(dossier=dossier):
            return Slot(dossier)
        case _:
            return None


def _attach(file: File, content: str, desk: Desk) -> Turn:
    """Attaches the file to the content; the same file elsewhere is told."""
    content = desk.content(content).id
    used = desk.memory.records.file_used(file.digest, desk.key)
    choices = (
        desk.choice(texts_scoring.CONTINUE, "skip", content),
        desk.choice(texts_scoring.SEE_FILES, "evidence", content),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    awaiting = AwaitingEvidence(desk.key, content)
    if content in used:
        return desk.say(saved_words.same_file(file.name), choices, awaiting)
    change = EvidenceAdded(desk.key, content, file.name, file.media_type, file.size, file.digest)
    return desk.say(saved_words.file_kept(file, content, used), choices, awaiting, (change,))
