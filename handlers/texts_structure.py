"""The structure of a regulation in a line each: criteria, indicators, forms, deadlines, documents, what is missing."""

from collections.abc import Sequence

from handlers.texts_answers import label
from knowledge.documents import Document


def document_line(document: Document, replaced: Sequence[str], successor: str | None) -> str:
    """What a document is, who made it and when, since when and until when it holds."""
    facts = [
        f" – {document.title}" if document.title else "",
        f"; {document.issuer} ban hành" if document.issuer else "; ban hành" if document.issued else "",
        f" ngày {document.issued:%d/%m/%Y}" if document.issued else "",
        f"; có hiệu lực từ {document.in_force:%d/%m/%Y}" if document.in_force else "",
        f"; thay thế {', '.join(replaced)}" if replaced else "",
        f"; được thay thế bằng {successor}" if successor else "",
        f"; hết hiệu lực từ {document.ended:%d/%m/%Y}" if document.ended else "",
    ]
    return f"{document.short}{''.join(facts)}."


def criterion_line(number: str, title: str) -> str:
    return f"Tiêu chí {number}: {title}."


def indicator_line(criterion: str, number: str, title: str) -> str:
    return f"Chỉ tiêu {number} của Tiêu chí {criterion}: {title}."


def form_line(number: str, title: str, made_by: str) -> str:
    return f"Mẫu {number}: {title} (do {made_by} lập)."


def deadline_line(title: str, who: str) -> str:
    return f"{title} – {who}."


def points_line(points: str, doubt: str) -> str:
    return f"Điểm tối đa: {points}" + (f" ({doubt}; chưa đối chiếu bản gốc)." if doubt else ".")


def remark_line(remark: str, doubt: str) -> str:
    return f"• {remark}" + (f" ({doubt})." if doubt else ".")


def criteria_count(criteria: int, indicators: int | str) -> str:
    return f"Có {criteria:02d} tiêu chí" + (f", {indicators} chỉ tiêu:" if indicators else ":")


def criterion_with_count(criterion: str, title: str, indicators: int) -> str:
    return f"• Tiêu chí {criterion}: {title}" + (f" ({indicators:02d} chỉ tiêu)." if indicators else ".")


def indicator_count(criterion: str, count: int) -> str:
    return f"Tiêu chí {criterion} có {count:02d} chỉ tiêu:"


def which_criterion(indicator: str) -> str:
    return f"Anh/chị hỏi chỉ tiêu {indicator} của tiêu chí nào?"


def criterion_choice(criterion: str, title: str) -> str:
    return label(f"TC{criterion} – {title}")


PLACES = {"criterion": "tiêu chí", "indicator": "chỉ tiêu", "form": "biểu mẫu", "criteria": "tiêu chí"}


def no_such(kind: str, number: str, regulation: str, count: int, doubt: str) -> str:
    """A place that a regulation does not have, and how many it has."""
    criterion, _, last = number.rpartition(".")
    asked, there = (f" của tiêu chí {criterion}", f"tiêu chí {criterion} ") if criterion else ("", "")
    known = f" ({doubt}; chưa đối chiếu bản gốc)" if doubt else ""
    return f"{regulation} không có {PLACES[kind]} {last}{asked}; {there}chỉ có {count:02d} {PLACES[kind]}{known}."


def not_in_store(kind: str, regulation: str, years: str) -> str:
    return f"Theo {regulation} ({years}): {PLACES[kind]} chưa có trong kho đã kiểm chứng."
