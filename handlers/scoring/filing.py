"""A file that arrives while evidence or the dossier's spreadsheet is awaited, or that says itself what it is for."""

from dataclasses import replace

from handlers import texts, texts_scoring
from handlers import texts_evidence as words
from handlers.conversation import Choice, File, Memory, Slot, Turn
from handlers.dialogues import AwaitingConsent, AwaitingEvidence, AwaitingSheet, Idle
from handlers.dossier_changes import EvidenceAdded, EvidenceRemoved
from handlers.dossiers import Evidence
from handlers.scoring.desk import Desk, open_desk
from handlers.scoring.evidence import held_file
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
    attached = _attach(file, AwaitingEvidence(slot.dossier, slot.content, slot.replacing), desk)
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
        case AwaitingEvidence(dossier=dossier, content=content, replacing=replacing):
            return Slot(dossier, content, replacing)
        case AwaitingSheet(dossier=dossier):
            return Slot(dossier)
        case _:
            return None


def _attach(file: File, awaiting: AwaitingEvidence, desk: Desk) -> Turn:
    """Attaches the file to the content; the same file elsewhere is told."""
    content = desk.content(awaiting.content).id
    used = desk.memory.records.file_used(file.digest, desk.key)
    old = _to_replace(awaiting, desk)
    choices = (
        desk.choice(texts_scoring.CONTINUE, "skip", content),
        desk.choice(words.SEE_FILES, "evidence", content),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    if content in used:
        # Nothing is replaced, so the file that would is still awaited.
        said = words.not_replaced(old, file) if old else words.same_file(file.name)
        return desk.say(said, choices, replace(awaiting, replacing=old.id if old else None))
    added = EvidenceAdded(desk.key, content, file.name, file.media_type, file.size, file.digest)
    if old:
        return _take_the_place(old, added, words.replaced(old, file, used), choices, desk)
    gone = f"{words.GONE_BEFORE} " if awaiting.replacing else ""
    return desk.say(gone + words.kept(file, content, used), choices, AwaitingEvidence(desk.key, content), (added,))


def _take_the_place(old: Evidence, added: EvidenceAdded, said: str, choices: tuple[Choice, ...], desk: Desk) -> Turn:
    """The new file instead of the old one; a link for the next file, as the last one was for this place."""
    further, slot = AwaitingEvidence(desk.key, added.content), Slot(desk.key, added.content)
    return desk.say(said, choices, further, (EvidenceRemoved(desk.key, old.id), added), slot=slot)


def _to_replace(awaiting: AwaitingEvidence, desk: Desk) -> Evidence | None:
    """The file whose place is to be taken, while it is there."""
    held = held_file(desk, str(awaiting.replacing))
    return held if held and held.content == awaiting.content else None
