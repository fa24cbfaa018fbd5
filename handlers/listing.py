"""The list of criteria and indicators of a year, as text with a spreadsheet to download."""

import re

from handlers import texts
from handlers.conversation import Attachment, Memory, Reply, Turn
from handlers.turns import stay
from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation


def list_indicators(argument: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Answers "/danhmuc [năm]"; a year without a regulation is refused, never replaced by another."""
    if argument and not re.fullmatch(r"\d{4}", argument):
        return stay(memory, texts.NOT_A_YEAR)
    year = int(argument) if argument else memory.assessed_year
    regulation = knowledge.regulation_for(year)
    if not isinstance(regulation, Regulation):
        paused = regulation.notice if isinstance(regulation, Paused) else None
        return stay(memory, texts.no_regulation(year, paused))
    document = knowledge.documents[regulation.document].short
    said = texts.indicator_list(year, document, len(regulation.criteria), len(tuple(regulation.indicators())))
    reply = Reply(said, attachment=Attachment("indicator_list", year))
    return Turn((reply,), memory.dialogue, topic=memory.topic)
