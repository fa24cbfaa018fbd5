"""What is known under a key, put into words: a card, or a part of a regulation's structure."""

from collections.abc import Callable, Mapping

from handlers import texts_structure as structure
from handlers.answering import Told
from handlers.texts_law import NAMED, known_by, number
from knowledge.documents import Citation
from knowledge.library import Knowledge
from knowledge.regulation import Criterion, Indicator, Regulation
from knowledge.regulation_values import Amount, Remark, Sourced


def tell(key: str, knowledge: Knowledge) -> Told | None:
    """The answer of a key; None for a key that names nothing (an old button)."""
    kind, _, rest = key.partition(":")
    if kind == "card":
        return _card(key, rest, knowledge)
    if kind == "document":
        return _document(key, rest, knowledge)
    regulation = knowledge.regulation_by_id(rest.partition(":")[0])
    teller = _STRUCTURE.get(kind)
    return teller(key, rest.partition(":")[2], regulation) if regulation and teller else None


def _card(key: str, id_: str, knowledge: Knowledge) -> Told | None:
    card = knowledge.cards_by_id.get(id_)
    if card is None:
        return None
    body = f"{card.short}\n{card.details}" if card.details else card.short
    related = tuple(f"card:{other}" for other in card.related)
    return Told(key, card.question, card.short, body, card.scope, card.citations, card.status, related)


def _document(key: str, id_: str, knowledge: Knowledge) -> Told | None:
    """Only documents that answers come from: others are known by name alone."""
    ours = {card.scope for card in knowledge.cards}
    ours |= {name for each in knowledge.regulations for name in (each.document, *each.guided_by)}
    document = knowledge.documents.get(id_)
    if document is None or id_ not in ours:
        return None
    replaced = [each.short for each in knowledge.documents.values() if each.replaced_by == id_]
    successor = knowledge.documents[document.replaced_by].short if document.replaced_by else None
    gist = structure.document_line(document, replaced, successor)
    body = _joined([gist, document.note or ""])
    cited = document.in_force_by or Citation(document=id_)
    return Told(key, document.short, gist, body, id_, (cited,), document.status)


def _criterion(key: str, id_: str, regulation: Regulation) -> Told | None:
    found = regulation.criterion(id_)
    if found is None:
        return None
    gist = structure.criterion_line(found.id, found.title + NAMED[found.named])
    lines = [gist, _points(found.max)]
    if found.indicators:
        lines.append(structure.indicator_count(found.id, len(found.indicators)))
        lines.extend(f"• {each.id} {each.title}{NAMED[each.named]}." for each in found.indicators)
    return Told(key, gist, gist, _joined(lines), regulation.id, _cited(found), found.status)


def _criteria(key: str, _: str, regulation: Regulation) -> Told:
    """How many criteria there are, and which."""
    known = sum(len(each.indicators) for each in regulation.criteria)
    counted = regulation.indicator_count
    gist = structure.criteria_count(len(regulation.criteria), known or (number(counted.value) if counted else ""))
    lines = [structure.criterion_with_count(each.id, each.title, len(each.indicators)) for each in regulation.criteria]
    first = regulation.criteria[0]
    cited = tuple(dict.fromkeys(cited for each in regulation.criteria for cited in each.citations))
    return Told(key, gist, gist, _joined([gist, *lines]), regulation.id, cited, first.status)


def _indicator(key: str, id_: str, regulation: Regulation) -> Told | None:
    found = regulation.indicator(id_)
    if found is None:
        return None
    criterion, _, place = id_.partition(".")
    gist = structure.indicator_line(criterion, place, found.title + NAMED[found.named])
    lines = [gist, _points(found.max), *map(_remark, found.remarks)]
    return Told(key, gist, gist, _joined(lines), regulation.id, _cited(found), found.status)


def _form(key: str, id_: str, regulation: Regulation) -> Told | None:
    found = next((form for form in regulation.forms if form.id == id_), None)
    if found is None:
        return None
    line = structure.form_line(found.id, found.title, found.made_by)
    return Told(key, line, line, line, regulation.id, found.citations, found.status)


def _deadline(key: str, id_: str, regulation: Regulation) -> Told | None:
    found = next((each for each in regulation.deadlines if each.id == id_), None)
    if found is None:
        return None
    line = structure.deadline_line(found.title, found.who)
    return Told(key, line, line, line, regulation.id, found.citations, found.status)


def _cited(found: Criterion | Indicator) -> tuple[Citation, ...]:
    """The places that say it, those of its points among them."""
    return tuple(dict.fromkeys((*found.citations, *(found.max.citations if found.max else ()))))


def _points(most: Amount | None) -> str:
    return structure.points_line(number(most.value), _doubt(most)) if most else ""


def _remark(remark: Remark) -> str:
    return structure.remark_line(remark.text, _doubt(remark))


def _doubt(value: Sourced) -> str:
    """How a value is known, where that is not from the original text."""
    return "" if value.is_sure else known_by(value)


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)


_STRUCTURE: Mapping[str, Callable[[str, str, Regulation], Told | None]] = {
    "criteria": _criteria,
    "criterion": _criterion,
    "indicator": _indicator,
    "form": _form,
    "deadline": _deadline,
}
