"""What "?" shows about a content: the rule, the evidence, the duties and deadlines of the supporting laws."""

from dataclasses import replace

from handlers import texts_scoring_ask as ask_words
from handlers.conversation import Reply, Turn
from handlers.dialogues import AwaitingScore, AwaitingTrial
from handlers.scoring.desk import Desk
from handlers.scoring.prompting import prompt, question
from knowledge.regulation import Content


def explain(desk: Desk, content: Content) -> Turn:
    """Explains, then asks again: what was awaited of this content, or its value."""
    told = Reply(desk.mark + ask_words.explanation(desk, content))
    asked = _asked(desk, content)
    return replace(asked, replies=(told, *asked.replies))


def _asked(desk: Desk, content: Content) -> Turn:
    awaiting = desk.memory.dialogue
    if isinstance(awaiting, AwaitingScore | AwaitingTrial) and awaiting.content == content.id:
        return Turn((question(desk, content, awaiting.whole),), awaiting, topic=desk.memory.topic)
    return prompt(desk, content)
