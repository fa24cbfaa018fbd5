"""The sentences of a dossier's menu: progress, criteria, declarations, who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_law import cite_all, number
from handlers.texts_scoring import short
from handlers.texts_scoring_ask import done
from handlers.texts_values import part_name, value_words
from knowledge.scoring import criterion_points, entered, missing, total_points

if TYPE_CHECKING:
    from handlers.scoring.desk import Desk
    from knowledge.regulation import Content, Criterion, Indicator


def menu(desk: Desk) -> str:
    """The menu's first lines."""
    points = ""
    if desk.regulation.result == "points":
        points = f" Tổng điểm tự chấm đến nay: {number(total_points(desk.regulation, desk.dossier.values))}."
    return f"Năm {desk.key.year} – {desk.dossier.unit}, theo {desk.document.short}. {done(desk)}{points}"


def criterion_line(desk: Desk, criterion: Criterion) -> str:
    """A criterion with its progress."""
    done = entered(desk.regulation, criterion.indicators, desk.dossier.values)
    return f"Tiêu chí {criterion.id} ({done}/{len(criterion.indicators)})"


def criterion_title(desk: Desk, criterion: Criterion) -> str:
    """A criterion's name and points."""
    points = ""
    if desk.regulation.result == "points":
        most = criterion.max.value if criterion.max else desk.dossier.maxima.get(criterion.id)
        shown = f"/{number(most)}" if most is not None else ""
        points = f" Điểm tự chấm: {number(criterion_points(desk.regulation, criterion, desk.dossier.values))}{shown}."
    return f"Tiêu chí {criterion.id}: {criterion.title}.{points}"


def indicator_line(desk: Desk, indicator: Indicator) -> str:
    """An indicator with a tick where it is complete."""
    tick = "✓" if not missing(desk.regulation, indicator, desk.dossier.values) else "…"
    colleague = desk.dossier.assignments.get(indicator.id)
    return f"{tick} {part_name(indicator.id)} {short(indicator.title)}" + (f" – {colleague.name}" if colleague else "")


def indicator_title(desk: Desk, indicator: Indicator) -> str:
    """An indicator's name with its article."""
    return f"Chỉ tiêu {indicator.id}: {indicator.title}.\nCăn cứ: {cite_all(indicator.citations, desk.knowledge.documents)}."


def content_line(desk: Desk, content: Content) -> str:
    """A content with its value."""
    entry = desk.dossier.entries.get(content.id)
    return f"{content.id} {short(content.title or '')}: {value_words(content, entry.value) if entry else 'chưa nhập'}"


def progress(desk: Desk) -> str:
    """How far each criterion is."""
    lines = [_progress_line(desk, each) for each in desk.regulation.criteria]
    return "\n".join([menu(desk), *lines])


def _progress_line(desk: Desk, criterion: Criterion) -> str:
    done, every = entered(desk.regulation, criterion.indicators, desk.dossier.values), len(criterion.indicators)
    bar = "█" * done + "░" * (every - done)
    return f"TC{criterion.id} {bar} {done}/{every}"
