"""Under which regulation a question is answered, and what is said first when it is another one than the year's."""

from handlers import texts_answers as texts
from handlers.answering import Told, name, paragraph, tell, years
from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation
from knowledge.search.query import Query
from knowledge.search.ranking import Match

NEAR = 0.1
"""An answer under the other regulation is shown as well when it is as close to the best as this."""


def framed(
    matches: list[Match], query: Query, year: int | None, assessed_year: int, knowledge: Knowledge
) -> tuple[str, list[Told]]:
    """The whole text of a sure answer, and the answers it is made of."""
    best = _told(matches[0], knowledge)
    asked = year or next(iter(query.reading.references.years), None)
    if query.reading.references.documents or knowledge.regulation_by_id(best.scope) is None:
        return paragraph(best, knowledge, asked), [best]
    due = knowledge.regulation_for(asked or assessed_year)
    if isinstance(due, Regulation):
        return _under_regulation(matches, due, asked, assessed_year, knowledge)
    first = _unruled(due, asked or assessed_year, best, knowledge)
    return f"{first}\n{paragraph(best, knowledge, asked)}", [best]


def _under_regulation(
    matches: list[Match], due: Regulation, asked: int | None, assessed_year: int, knowledge: Knowledge
) -> tuple[str, list[Told]]:
    best = _told(matches[0], knowledge)
    other = _counterpart(matches, due.id if best.scope != due.id else None, knowledge)
    if best.scope == due.id:
        shown = [best] if asked or other is None else [best, other]
    elif other is not None:
        shown = [other] if asked else [other, best]
    else:
        first = _fallback(asked or assessed_year, due, best, knowledge)
        return f"{first}\n{paragraph(best, knowledge, asked)}", [best]
    if len(shown) == 1:
        return paragraph(shown[0], knowledge, asked), shown
    return "\n\n".join(_headed(each, knowledge) for each in shown), shown


def _counterpart(matches: list[Match], scope: str | None, knowledge: Knowledge) -> Told | None:
    """The closest answer under the wanted regulation, or under any other than the best one's."""
    own = matches[0].item.scope
    near = (match for match in matches if match.score >= matches[0].score - NEAR)
    fitting = (match for match in near if _fits(match.item.scope, scope, own, knowledge))
    found = next(fitting, None)
    return _told(found, knowledge) if found else None


def _fits(scope: str, wanted: str | None, own: str, knowledge: Knowledge) -> bool:
    if wanted:
        return scope == wanted
    return scope != own and knowledge.regulation_by_id(scope) is not None


def _headed(told: Told, knowledge: Knowledge) -> str:
    regulation = knowledge.regulation_by_id(told.scope)
    head = texts.under(name(regulation, knowledge), years(regulation)) if regulation else ""
    return f"{head}\n{paragraph(told, knowledge)}"


def _fallback(year: int, due: Regulation, best: Told, knowledge: Knowledge) -> str:
    other = knowledge.regulation_by_id(best.scope)
    return texts.fallback(year, name(due, knowledge), name(other, knowledge), years(other)) if other else ""


def _unruled(due: Paused | None, year: int, best: Told, knowledge: Knowledge) -> str:
    other = knowledge.regulation_by_id(best.scope)
    if due is None or other is None:
        return texts.unknown_year(year)
    return texts.paused(year, due.notice, name(other, knowledge), years(other))


def _told(match: Match, knowledge: Knowledge) -> Told:
    told = tell(match.item.key, knowledge)
    if told is None:
        raise LookupError(match.item.key)
    return told
