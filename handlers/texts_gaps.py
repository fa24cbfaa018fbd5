"""The sentences about the gap to recognition and about trying a value out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_law import PROVISIONAL, cite_all, number
from handlers.texts_law_assess import why
from handlers.texts_values import value_with_result
from knowledge.assess import Assessment
from knowledge.gaps import Gain
from knowledge.regulation import Content, Indicator
from knowledge.values import Value

if TYPE_CHECKING:
    from handlers.scoring.desk import Desk

VERDICT = {
    "met": "đủ điều kiện",
    "not_met": "chưa đủ điều kiện",
    "incomplete": "chưa kết luận được vì còn thiếu số liệu",
}
SIGN = {True: "✓", False: "✗", None: "?"}


def verdict(judged: Assessment) -> str:
    """The verdict, marked as provisional where it rests on something unverified."""
    mark = f" ({PROVISIONAL})" if judged.provisional else ""
    return VERDICT[judged.verdict] + mark


def gap(desk: Desk, judged: Assessment, cheapest: list[Gain], open_indicators: list[Indicator]) -> str:
    """Verdict, each condition with its article, what is open, what is cheapest."""
    documents = desk.knowledge.documents
    lines = [f"{desk.dossier.unit}, năm {desk.key.year}: {verdict(judged)}."]
    for each in judged.judgements:
        basis = cite_all(each.condition.citations, documents)
        lines.append(f"{SIGN[each.met]} {why(each.condition, each.reason)} ({basis})")
    if open_indicators:
        lines.append(
            f"Còn {len(open_indicators)} chỉ tiêu chưa nhập đủ: {', '.join(each.id for each in open_indicators)}."
        )
    lines.extend(_gain(each) for each in cheapest)
    return "\n".join(lines)


def _gain(gain: Gain) -> str:
    won = f"thêm {number(gain.points)} điểm" if gain.points is not None else "đạt nội dung này"
    effort = f"chỉ cần thêm {gain.cases}" if gain.cases else "nếu làm đủ"
    return f"→ {gain.content.id} {gain.content.title or gain.indicator.title}: {effort} là {won}."


def trial(desk: Desk, content: Content, value: Value, before: Assessment, after: Assessment) -> str:
    """What would be, and that nothing was saved."""
    totals = ""
    if before.total is not None and after.total is not None:
        totals = f" Tổng điểm {number(before.total)} → {number(after.total)}."
    return (
        f"Thử {content.id}: {value_with_result(content, value)}.{totals}\n"
        f"Kết luận: {verdict(before)} → {verdict(after)}.\nĐây chỉ là thử, em không lưu gì."
    )
