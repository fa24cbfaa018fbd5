"""An answer as it is told: its words, its legal basis, the years it is valid for, and how surely it is known."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers import texts_answers as texts
from handlers.texts_law import cite
from knowledge.documents import Citation, Status
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from knowledge.regulation_procedure import BeforeDay, Deadline


@dataclass(frozen=True)
class Told:
    """One answer before it is framed: what it is about, its gist, its body, and what it rests on."""

    key: str
    question: str
    gist: str
    body: str
    scope: str
    citations: tuple[Citation, ...]
    status: Status
    related: tuple[str, ...] = ()


def paragraph(told: Told, knowledge: Knowledge, year: int | None = None) -> str:
    """The answer with its legal basis, the years it is valid for, and how surely it is known."""
    lines = [calendar_line(told, knowledge, year), told.body, basis(told, knowledge)]
    if told.status != "primary":
        lines.append(texts.not_primary(told.status))
    return "\n".join(line for line in lines if line)


def basis(told: Told, knowledge: Knowledge) -> str:
    cited = "; ".join(citations(told, knowledge))
    regulation = knowledge.regulation_by_id(told.scope)
    return texts.basis(cited, years(regulation) if regulation else _since(told, knowledge)) if cited else ""


def _since(told: Told, knowledge: Knowledge) -> str:
    """Since when the cited documents hold, where no regulation says for which years."""
    cited = dict.fromkeys(each.document for each in told.citations)
    dated = [(known.short, known.in_force) for id_ in cited if (known := knowledge.documents[id_]).in_force]
    return texts.in_force(dated, alone=len(cited) == 1)


def citations(told: Told, knowledge: Knowledge) -> tuple[str, ...]:
    brief = (each for each in told.citations if not _is_said(each, told.citations))
    return tuple(dict.fromkeys(cite(each, knowledge.documents) for each in brief))


def _is_said(place: Citation, all_: tuple[Citation, ...]) -> bool:
    """Whether others say it: a clause of which one point is cited, or a point beside others and their whole clause."""
    inside = [each for each in all_ if _is_within(each, place)]
    if inside and (len(inside) == 1 or not place.key):
        return True
    return any(
        _is_within(place, each) and sum(_is_within(other, each) for other in all_) > 1 for each in all_ if each.key
    )


def _is_within(inner: Citation, outer: Citation) -> bool:
    same = inner.document == outer.document and not outer.form and inner.key != outer.key
    return same and (not outer.key or inner.key.startswith(f"{outer.key}."))


def years(regulation: Regulation) -> str:
    return texts.years_of((span.first, span.last) for span in regulation.assessed_years)


def name(regulation: Regulation, knowledge: Knowledge) -> str:
    return knowledge.documents[regulation.document].short


def calendar_line(told: Told, knowledge: Knowledge, year: int | None) -> str:
    """For a named year the deadline as a date, worked out from the regulation and not from the card."""
    regulation = knowledge.regulation_by_id(told.scope)
    if year is None or regulation is None or not regulation.covers(year):
        return ""
    dated = [each.when for each in _cited_deadlines(told, regulation) if isinstance(each.when, BeforeDay)]
    if len(dated) != 1:
        return ""
    day = date(year + dated[0].years_after, dated[0].month, dated[0].day)
    return texts.before_day(year, day, day - timedelta(days=1))


def _cited_deadlines(told: Told, regulation: Regulation) -> list[Deadline]:
    return [each for each in regulation.deadlines if set(each.citations) & set(told.citations)]
