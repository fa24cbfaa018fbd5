"""Under which regulation a question is answered, and what is said first when it is another one than the year's."""

from dataclasses import dataclass

from handlers import texts_answers as texts
from handlers.answering import Told, name, paragraph, years
from handlers.answering_keys import tell
from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation
from knowledge.search.query import Query
from knowledge.search.ranking import Match

NEAR = 0.1
"""An answer under the other regulation is shown as well when it is as close to the best as this."""


@dataclass(frozen=True)
class Framed:
    """The whole text of an answer and what it is made of; without `told` it is refused."""

    text: str
    told: tuple[Told, ...] = ()


def framed(matches: list[Match], query: Query, year: int | None, assessed_year: int, knowledge: Knowledge) -> Framed:
    """The best answer under the regulation of the year, with what another one says where that is needed."""
    best = _told(matches[0], knowledge)
    own = knowledge.regulation_by_id(best.scope)
    if query.reading.references.documents or own is None:
        return Framed(paragraph(best, knowledge, year), (best,))
    due = knowledge.regulation_for(year or assessed_year)
    if due is None:
        return Framed(texts.unknown_year(year or assessed_year))
    if isinstance(due, Paused):
        first = texts.paused(year or assessed_year, due.notice, name(own, knowledge), years(own))
        return Framed(f"{first}\n{paragraph(best, knowledge, year)}", (best,))
    return _under_regulation(matches, due, year, assessed_year, knowledge)


def _under_regulation(
    matches: list[Match], due: Regulation, year: int | None, assessed_year: int, knowledge: Knowledge
) -> Framed:
    best = _told(matches[0], knowledge)
    wanted = due.id if best.scope != due.id else None
    other = _counterpart(matches, wanted, knowledge)
    of_due, of_other = (best, other) if best.scope == due.id else (other, best)
    if of_due and (year or not of_other or _says_nothing(of_other)):
        return Framed(paragraph(of_due, knowledge, year), (of_due,))
    if of_due and of_other and not _says_nothing(of_due):
        return Framed("\n\n".join(_headed(each, knowledge) for each in (of_due, of_other)), (of_due, of_other))
    return _fallback(year or assessed_year, due, of_other or best, knowledge, year)


def _says_nothing(told: Told) -> bool:
    """Whether all that the answer says is that nothing is known."""
    return told.status == "unverified"


def _fallback(applied: int, due: Regulation, other: Told, knowledge: Knowledge, year: int | None) -> Framed:
    regulation = knowledge.regulation_by_id(other.scope)
    if regulation is None:
        return Framed(paragraph(other, knowledge, year), (other,))
    span = next((each for each in due.assessed_years if each.covers(applied)), None)
    doubt = "" if span is None or span.is_sure else texts.by_status(span.status)
    first = texts.fallback(applied, name(due, knowledge), doubt, name(regulation, knowledge), years(regulation))
    return Framed(f"{first}\n{paragraph(other, knowledge, year)}", (other,))


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


def _told(match: Match, knowledge: Knowledge) -> Told:
    told = tell(match.item.key, knowledge)
    if told is None:
        raise LookupError(match.item.key)
    return told
