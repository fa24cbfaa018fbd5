"""A regulation in words: criteria, indicators, conditions, deadlines, with articles and status."""

from collections.abc import Iterator, Mapping

from handlers.texts_law import MADE_UP, NAMED, cite_all, known_by, number
from knowledge.conditions import AllIndicatorsMet, Condition, Declaration, EachCriterionAtLeast, TotalAtLeast
from knowledge.documents import Document
from knowledge.regulation import Criterion, Indicator, Regulation, YearSpan
from knowledge.regulation_procedure import AheadOf, AtLeastDays, BeforeDay, Deadline, When, WithinDays
from knowledge.regulation_values import Amount, Sourced

Documents = Mapping[str, Document]
UNITS = {"days": "ngày", "working_days": "ngày làm việc"}
RESULTS = {"points": "chấm điểm", "pass_fail": "đạt / chưa đạt"}
NO_POINTS = "chưa có điểm tối đa trong kho"


def regulation_lines(found: Regulation, year: int, documents: Documents) -> Iterator[str]:
    """What `tcpl regulation show` prints."""
    yield from _head(found, year, documents)
    yield "\nTIÊU CHÍ, CHỈ TIÊU"
    for criterion in found.criteria:
        yield from _criterion(criterion, found, documents)
    yield "\nĐIỀU KIỆN CÔNG NHẬN"
    for at, condition in enumerate(found.conditions, start=1):
        yield f"{at}. {condition_words(condition)} {_basis(condition, documents)}"
    yield "\nTHỜI HẠN"
    for deadline in found.deadlines:
        yield f"• {deadline_words(deadline)} {_basis(deadline, documents)}"
    if not found.deadlines:
        yield "Chưa có thời hạn nào của quy định này trong kho."


def _head(found: Regulation, year: int, documents: Documents) -> Iterator[str]:
    guides = ", ".join(documents[each].short for each in found.guided_by)
    yield f"Năm đánh giá {year}: {documents[found.document].short}" + (f", hướng dẫn bởi {guides}" if guides else "")
    if found.annex:
        yield f"Điểm theo: {found.annex.document} ({found.annex.by})" + (f" – {MADE_UP}" if found.annex.made_up else "")
    yield f"Áp dụng cho: {', '.join(found.units_covered)}. Kết quả: {RESULTS[found.result]}."
    for span in found.assessed_years:
        yield f"Năm áp dụng: {_years(span)} {_basis(span, documents)}"
    if found.total:
        yield f"Tổng điểm tối đa: {number(found.total.value)} {_basis(found.total, documents)}"


def _years(span: YearSpan) -> str:
    if span.last is None:
        return f"từ {span.first}"
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"


def _criterion(criterion: Criterion, found: Regulation, documents: Documents) -> Iterator[str]:
    points = f" – {_max(criterion.max)}" if found.result == "points" else ""
    named = NAMED[criterion.named]
    yield f"Tiêu chí {criterion.id}: {criterion.title}{named}{points} {_basis(criterion, documents)}"
    for indicator in criterion.indicators:
        yield f"  {_indicator(indicator, found)} {_basis(indicator, documents)}"
    if not criterion.indicators:
        yield "  Chưa có danh mục chỉ tiêu trong kho."


def _indicator(indicator: Indicator, found: Regulation) -> str:
    points = f" – {_max(indicator.max)}" if found.result == "points" else ""
    return f"{indicator.id} {indicator.title}{NAMED[indicator.named]}{points}"


def _max(value: Amount | None) -> str:
    if value is None:
        return NO_POINTS
    return f"tối đa {number(value.value)} điểm" + ("" if value.status == "primary" else f" ({known_by(value)})")


def _basis(value: Sourced, documents: Documents) -> str:
    return f"[{cite_all(value.citations, documents)}; {known_by(value)}]"


def condition_words(condition: Condition) -> str:
    """A condition with its threshold."""
    match condition:
        case TotalAtLeast(by_class=None, points=points):
            return f"{condition.title}: từ {_points(points)} trở lên."
        case TotalAtLeast(by_class=by_class):
            limits = "; ".join(f"loại {name} từ {_points(each)}" for name, each in (by_class or {}).items())
            return f"{condition.title}: {limits}."
        case EachCriterionAtLeast():
            return f"{condition.title}: từ {number(condition.percent.value)}% trở lên."
        case Declaration():
            return f"{condition.statement}."
        case AllIndicatorsMet():
            return f"{condition.title}."
        case _:
            limit = f"từ {number(condition.percent.value)}%" if condition.percent else "chưa có mức phải đạt trong kho"
            return f"{condition.title}: {limit}."


def _points(value: Amount | None) -> str:
    return f"{number(value.value)} điểm" if value else ""


def deadline_words(deadline: Deadline) -> str:
    """Who owes what to whom, until when."""
    to_whom = f" → {deadline.to_whom}" if deadline.to_whom else ""
    note = f" {deadline.note}." if deadline.note else ""
    return f"{deadline.title} ({deadline.who}{to_whom}): {when_words(deadline.when)}.{note}"


def when_words(when: When) -> str:
    """A limit of time as the law writes it."""
    match when:
        case BeforeDay():
            year = {0: "năm đánh giá", 1: "năm liền sau năm đánh giá"}.get(
                when.years_after, f"{when.years_after} năm sau"
            )
            return f"trước ngày {when.day:02}/{when.month:02} của {year}"
        case WithinDays():
            return f"trong {when.days:02} {UNITS[when.unit]} kể từ ngày {when.event}"
        case AtLeastDays():
            times = f"ít nhất {when.times:02} lần " if when.times else ""
            return f"{times}trong ít nhất {when.days:02} {UNITS[when.unit]}"
        case AheadOf():
            return f"chậm nhất {when.days:02} {UNITS[when.unit]} trước ngày {when.event}"
