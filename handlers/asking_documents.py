"""Questions about documents: which one holds for a year, who made one and when, one that nobody listed."""

import re

from handlers import texts_answers as texts
from handlers.answering import Told, name, paragraph
from handlers.answering_keys import tell
from handlers.asking_types import Structural
from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation
from knowledge.search.query import Query

_NUMBER = re.compile(r"\d+(?:/\d+)?")


def document_facts(query: Query, knowledge: Knowledge) -> Structural | None:
    """Who made the named document of ours, when, and since when it holds; None where a card must say what is unsure."""
    document = knowledge.documents[query.reading.references.documents[0]]
    told = tell(f"document:{document.id}", knowledge)
    if told is None or (document.in_force is None and knowledge.search.asks_since_when(query)):
        return None
    return Structural(paragraph(told, knowledge), (told,))


def rule_of_year(year: int, knowledge: Knowledge) -> Structural:
    """The regulation by which an assessed year is judged, or what is known of its pause."""
    rule = knowledge.regulation_for(year)
    told = _told(year, rule, knowledge)
    return Structural(paragraph(told, knowledge), (told,)) if told else Structural(texts.unknown_year(year))


def unknown_document(typed: str, knowledge: Knowledge) -> Structural:
    """Nothing is said about a document that is not ours; one of ours with the same digits is offered."""
    number = _NUMBER.search(typed)
    digits = sorted(number[0]) if number else []
    meant = [
        (f"document:{each.id}", each.short)
        for each in knowledge.documents.values()
        if (own := _NUMBER.match(each.number or "")) and sorted(own[0].lstrip("0")) == digits
    ]
    offered = tuple(choice for choice in meant if tell(choice[0], knowledge))
    return Structural(texts.unknown_document([label for _, label in offered]), choices=offered)


def _told(year: int, rule: Regulation | Paused | None, knowledge: Knowledge) -> Told | None:
    if isinstance(rule, Regulation):
        span = next(span for span in rule.assessed_years if span.covers(year))
        said = texts.year_rule(year, name(rule, knowledge))
        return Told(f"criteria:{rule.id}:", said, said, said, rule.id, span.citations, span.status)
    if isinstance(rule, Paused):
        said = texts.paused_alone(year, rule.notice)
        return Told("", said, said, said, "", rule.citations, rule.status)
    return None
