"""What "?" shows about a content: the rule, the evidence, the duties and deadlines of the supporting laws."""

from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Memory, Reply, Turn
from handlers.scoring.desk import Desk
from handlers.scoring.prompting import question
from knowledge.regulation import Content


def explain(desk: Desk, content: Content, whole: int | None) -> Turn:
    """Explains, then asks again."""
    memory: Memory = desk.memory
    told = Reply(desk.mark + ask_words.explanation(desk, content))
    return Turn((told, question(desk, content, whole)), memory.dialogue, topic=memory.topic)
