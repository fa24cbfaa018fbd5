"""The words of law: citations, how surely a value is known, Vietnamese numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from knowledge.documents import Citation, Document, Status
from knowledge.regulation_values import Named, Sourced

STATUS: Mapping[Status, str] = {
    "primary": "văn bản gốc",
    "secondary": "nguồn thứ cấp",
    "reference_software": "phần mềm tham khảo",
    "derived": "suy ra",
    "unverified": "chưa kiểm chứng",
}
NAMED: Mapping[Named, str] = {"official": "", "description": " (mô tả, chưa phải tên chính thức)", "unknown": ""}
PROVISIONAL = "tạm tính"
MADE_UP = "SỐ MINH HOẠ"
YES_NO = {True: "đạt", False: "chưa đạt", None: "chưa rõ"}


def cite(citation: Citation, documents: Mapping[str, Document]) -> str:
    """A citation as officials write it: "điểm e khoản 1 Điều 3 TT 09/2021/TT-BTP"."""
    document = documents[citation.document]
    place = f"mục {citation.section}" if citation.section else _place(citation)
    whole = f"{place} {document.short}".strip()
    if not citation.form:
        return whole
    form = f"Mẫu {citation.form} {document.forms_in or ''}".rstrip()
    return f"{form}, {whole}" if place else f"{form} {whole}"


def cite_all(citations: Iterable[Citation], documents: Mapping[str, Document]) -> str:
    """Several citations in one line."""
    return "; ".join(cite(each, documents) for each in citations)


def _place(citation: Citation) -> str:
    parts = (("điểm", citation.point), ("khoản", citation.clause), ("Điều", citation.article))
    return " ".join(f"{word} {number}" for word, number in parts if number)


def number(value: Decimal) -> str:
    """An exact number as Vietnamese write it: 29,63."""
    return plain_number(value).replace(".", ",")


def plain_number(value: Decimal) -> str:
    """An exact number for machines: no exponent, no needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def known_by(value: Sourced) -> str:
    """How surely a value is known, and from where."""
    if value.confirmed:
        return f"đã đối chiếu {value.confirmed.document} ({value.confirmed.by}, {value.confirmed.checked_on:%d/%m/%Y})"
    if value.status == "primary":
        return STATUS["primary"]
    return f"{STATUS[value.status]}: {value.source}"
