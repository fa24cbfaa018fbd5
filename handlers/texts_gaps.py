"""The sentences about the gap to recognition and about trying a value out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_law import PROVISIONAL, cite_all, number
from handlers.texts_law_assess import why
from handlers.texts_scoring import short
from handlers.texts_values import capital, count, noun, part_name, value_with_result
from knowledge.assess import Assessment
from knowledge.assess_reasons import IndicatorsReason
from knowledge.gaps import Gain
from knowledge.regulation import Content, Indicator
from knowledge.scoring import indicator_result
from knowledge.values import NotArisen, Value

if TYPE_CHECKING:
    from handlers.scoring.desk import Desk

VERDICT = {
    "met": "đủ điều kiện",
    "not_met": "chưa đủ điều kiện",
    "incomplete": "chưa kết luận được vì còn thiếu số liệu",
}
# The verdict where the official has entered everything there is to enter.
RULES_MISSING = "chưa kết luận được vì em chưa có đủ cách tính"
CHEAPEST = "Có thể cải thiện:"
UNVERIFIED = {
    "years": "việc áp dụng {document} cho năm {of}",
    "rule": "điều kiện {of}",
    "threshold": "mức phải đạt của điều kiện {of}",
    "max": "điểm tối đa của tiêu chí {of}",
    "result": "cách tính của chỉ tiêu {of}",
    "nothing_arising": "cách tính khi không phát sinh ở chỉ tiêu {of}",
}
SIGN = {True: "✓", False: "✗", None: "?"}


def verdict(judged: Assessment) -> str:
    """The verdict, marked as provisional where it rests on something unverified."""
    mark = f" ({PROVISIONAL})" if judged.provisional else ""
    return VERDICT[judged.verdict] + mark


def _rests_on(desk: Desk, judged: Assessment) -> list[str]:
    """On what the verdict rests that was compared with no original; one line, the like of it together."""
    if desk.key.practice or not judged.unverified:
        return []
    groups: dict[str, list[str]] = {}
    for basis in judged.unverified:
        groups.setdefault(basis.what, []).append(basis.of)
    titles = {each.id: f"“{each.title}”" for each in desk.regulation.conditions}
    told = (
        UNVERIFIED[what].format(document=desk.document.short, of=", ".join(titles.get(each, each) for each in of))
        for what, of in groups.items()
    )
    return [f"Tạm tính vì chưa đối chiếu văn bản gốc: {'; '.join(told)}."]


def gap(
    desk: Desk, judged: Assessment, cheapest: list[Gain], open_indicators: list[Indicator], *, can_answer: bool
) -> str:
    """Verdict, each condition with its article, what is open, what is cheapest."""
    documents = desk.knowledge.documents
    # Whether the official still can do something about an open verdict.
    decided = judged.verdict != "incomplete" or bool(open_indicators) or can_answer
    shown = verdict(judged) if decided else RULES_MISSING
    lines = [f"{capital(desk.dossier.unit)}, năm {desk.key.year}: {shown}."]
    for each in judged.judgements:
        basis = cite_all(each.condition.citations, documents)
        lines.append(f"{SIGN[each.met]} {why(each.condition, each.reason)} ({basis})")
    if open_indicators:
        ids = [each.id for each in open_indicators]
        lines.append(
            f"Còn {len(ids)} {noun(desk.regulation)} chưa nhập đủ{'' if _listed(judged, ids) else ': ' + ', '.join(ids)}."
        )
    lines.extend(_unknown(desk, judged))
    lines.extend(_without_evidence(desk))
    lines.extend([CHEAPEST, *map(_gain, cheapest)] if cheapest else [])
    return "\n".join([*lines, *_rests_on(desk, judged)])


def _without_evidence(desk: Desk) -> list[str]:
    """The indicators that are entered, ask for evidence, and have none."""
    regulation, values = desk.regulation, desk.dossier.values
    held = {each.content for each in desk.dossier.evidence}
    bare = [
        each.id
        for each in regulation.indicators()
        if each.evidence
        and any(not isinstance(values.get(one.id, NotArisen()), NotArisen) for one in regulation.contents(each))
        and not any(one.id in held for one in regulation.contents(each))
    ]
    return [f"Chưa có minh chứng: chỉ tiêu {', '.join(bare)}."] if bare else []


def _listed(judged: Assessment, ids: list[str]) -> bool:
    """Whether a condition names the very same indicators already."""
    reasons = [each.reason for each in judged.judgements]
    return any(isinstance(each, IndicatorsReason) and list(each.missing) == ids for each in reasons)


def _unknown(desk: Desk, judged: Assessment) -> list[str]:
    """What is entered without giving a result, because the data do not say how."""
    results = (
        (each.id, indicator_result(desk.regulation, each, desk.dossier.values)) for each in desk.regulation.indicators()
    )
    unknown = [id_ for id_, result in results if result and not result.known]
    if unknown and _listed(judged, unknown):
        return ["Các chỉ tiêu ấy đã nhập đủ, nhưng em chưa có cách tính kết quả."]
    return [f"Đã nhập nhưng em chưa có cách tính kết quả: chỉ tiêu {', '.join(unknown)}."] if unknown else []


def _gain(gain: Gain) -> str:
    won = f"thêm {number(gain.points)} điểm" if gain.points is not None else "đạt nội dung này"
    effort = f"chỉ cần thêm {count(gain.cases)} trường hợp là" if gain.cases else "làm đủ thì"
    title = short(gain.content.title or gain.indicator.title, 80)
    return f"→ {capital(part_name(gain.content.id))} {title}: {effort} {won}."


def trial(desk: Desk, content: Content, value: Value, before: Assessment, after: Assessment) -> str:
    """What would be, and that nothing was saved."""
    totals = ""
    if before.total is not None and after.total is not None:
        totals = f" Tổng điểm {number(before.total)} → {number(after.total)}."
    return (
        f"Thử {part_name(content.id)}: {value_with_result(content, value)}.{totals}\n"
        f"Kết luận: {verdict(before)} → {verdict(after)}.\nĐây chỉ là thử, em không lưu gì."
    )
