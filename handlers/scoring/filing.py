"""A file that arrives while evidence or the dossier's spreadsheet is awaited."""

from handlers import texts, texts_scoring
from handlers import texts_scoring_saved as saved_words
from handlers.changes import EvidenceAdded
from handlers.conversation import File, Memory, Reply, Turn
from handlers.dialogues import AwaitingEvidence, AwaitingSheet
from handlers.scoring.desk import open_desk
from handlers.scoring.importing import receive_sheet
from handlers.turns import stay
from knowledge.library import Knowledge


def receive(file: File, memory: Memory, knowledge: Knowledge) -> Turn:
    """Attaches the file to the content that awaits it; the same file elsewhere is told."""
    awaiting = memory.dialogue
    if isinstance(awaiting, AwaitingSheet):
        return receive_sheet(file.digest, awaiting, memory, knowledge)
    if not isinstance(awaiting, AwaitingEvidence):
        return stay(memory, texts.FILE_NOT_AWAITED)
    desk = open_desk(awaiting.dossier, memory, knowledge)
    used = memory.records.file_used(file.digest, awaiting.dossier)
    choices = (
        desk.choice(texts_scoring.CONTINUE, "skip", awaiting.content),
        desk.choice(texts_scoring.MENU, "menu"),
    )
    if awaiting.content in used:
        return Turn((Reply(desk.mark + saved_words.same_file(file.name), choices),), awaiting, topic=memory.topic)
    change = EvidenceAdded(awaiting.dossier, awaiting.content, file.name, file.media_type, file.size, file.digest)
    text = desk.mark + saved_words.file_kept(file, awaiting.content, used)
    return Turn((Reply(text, choices),), awaiting, (change,), memory.topic)
