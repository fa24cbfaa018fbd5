"""Questions that are nothing but a number ("ct3 tc2", "mẫu 04", "mấy tiêu chí"), answered from the regulations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handlers import texts_answers as texts
from handlers import texts_structure as structure
from handlers.answering import Told, name, paragraph, years
from handlers.answering_keys import tell
from handlers.asking_articles import law_place
from handlers.asking_documents import document_facts, rule_of_year, unknown_document
from handlers.asking_types import Structural
from knowledge.library import Knowledge
from knowledge.regulation import Criterion, Paused, Regulation
from knowledge.regulation_values import Sourced
from knowledge.search.query import Query


def from_structure(query: Query, year: int | None, assessed_year: int, knowledge: Knowledge) -> Structural | None:
    """The answer when the question only points at something; None when it asks more."""
    references = query.reading.references
    if references.unknown_documents:
        return None if references.documents else unknown_document(references.unknown_documents[0], knowledge)
    if year and knowledge.search.asks_which_document(query) and not knowledge.search.counts_criteria(query):
        return rule_of_year(year, knowledge)
    if knowledge.search.asks_about_document(query):
        return document_facts(query, knowledge)
    rule = knowledge.regulation_for(year or assessed_year)
    found = _pointed_at(query, year, rule, knowledge)
    if found and rule is None:
        return Structural(texts.unknown_year(year or assessed_year))
    return _with_pause(found, rule, year) if found else None


def _pointed_at(
    query: Query, year: int | None, rule: Regulation | Paused | None, knowledge: Knowledge
) -> Structural | None:
    references = query.reading.references
    keys = _keys(query)
    if not knowledge.search.asks_only_numbers(query, _titles(keys, knowledge)):
        return None
    regulations = _regulations(references.documents, year, rule, knowledge)
    if references.loose_indicators and not keys:
        return _which_criterion(references.loose_indicators[0], regulations)
    if references.law_places and not keys:
        return law_place(references, knowledge)
    if not keys and knowledge.search.counts_criteria(query):
        keys = [("criteria", "")]
    return _places(keys, regulations, knowledge) if keys else None


def _with_pause(found: Structural, rule: Regulation | Paused | None, year: int | None) -> Structural:
    """The notice of a paused year stands before any rule of another one."""
    if not isinstance(rule, Paused) or year is None:
        return found
    return replace(found, text=f"{texts.paused_alone(year, rule.notice)}\n\n{found.text}")


def _keys(query: Query) -> list[tuple[str, str]]:
    """Kind and number of what is pointed at, the closest place only."""
    references = query.reading.references
    if references.indicators:
        return [("indicator", number) for number in references.indicators]
    if references.criteria:
        return [("criterion", number) for number in references.criteria]
    return [("form", number) for number in references.forms]


def _titles(keys: Iterable[tuple[str, str]], knowledge: Knowledge) -> str:
    """The titles of what is pointed at: words of the title add nothing to the number."""
    found = (tell(f"{kind}:{each.id}:{number}", knowledge) for kind, number in keys for each in knowledge.regulations)
    return " ".join(told.gist for told in found if told)


def _regulations(
    documents: tuple[str, ...], year: int | None, rule: Regulation | Paused | None, knowledge: Knowledge
) -> list[Regulation]:
    """Those that the question names; else that of the year; else the one in force and the one before it."""
    if documents:
        return [each for each in knowledge.regulations if {each.document, *each.guided_by} & set(documents)]
    if not isinstance(rule, Regulation):
        return list(knowledge.regulations[:2])
    if year:
        return [rule]
    return [rule, *[each for each in knowledge.regulations if each is not rule][:1]]


def _places(keys: list[tuple[str, str]], regulations: list[Regulation], knowledge: Knowledge) -> Structural | None:
    parts = [part for each in regulations for part in _under(each, keys, knowledge)]
    told = tuple(found for _, found in parts if found)
    return Structural("\n\n".join(text for text, _ in parts), told) if parts else None


def _under(
    regulation: Regulation, keys: list[tuple[str, str]], knowledge: Knowledge
) -> Iterator[tuple[str, Told | None]]:
    called, valid = name(regulation, knowledge), years(regulation)
    for kind, number in keys:
        told = tell(f"{kind}:{regulation.id}:{number}", knowledge)
        if told:
            yield f"{texts.under(called, valid)}\n{paragraph(told, knowledge)}", told
        elif there := _there(kind, number, regulation):
            yield _no_such(kind, number, called, there), None
        else:
            yield structure.not_in_store(kind, called, valid), None


def _no_such(kind: str, number: str, called: str, there: Sequence[Sourced]) -> str:
    """A missing indicator of a criterion that is missing itself is told as that."""
    if isinstance(there[0], Criterion):
        kind, number = "criterion", number.partition(".")[0]
    doubt = "" if there[0].is_sure else texts.by_status(there[0].status)
    return structure.no_such(kind, number, called, len(there), doubt)


def _there(kind: str, number: str, regulation: Regulation) -> Sequence[Sourced]:
    """What there is where the asked one is missing: indicators of the criterion, criteria, forms."""
    if kind == "form":
        return regulation.forms
    criterion = regulation.criterion(number.partition(".")[0])
    return criterion.indicators if kind == "indicator" and criterion else regulation.criteria


def _which_criterion(indicator: str, regulations: list[Regulation]) -> Structural | None:
    """Which criterion is meant, among those of the regulation with the most criteria."""
    found = max(regulations, key=lambda each: len(each.criteria), default=None)
    if found is None:
        return None
    choices = tuple(
        (f"indicator:{found.id}:{each.id}", structure.criterion_choice(criterion.id, each.title))
        for criterion in found.criteria
        for each in criterion.indicators
        if each.id == f"{criterion.id}.{indicator}"
    )
    return Structural(structure.which_criterion(indicator), choices=choices) if choices else None
