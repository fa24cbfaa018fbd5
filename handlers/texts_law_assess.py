"""The words of an assessment: why a condition is met or not, what is unverified, why a request is refused."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from handlers.texts_law import cite, cite_all, known_by, number, plain_number
from knowledge.assess import Assessment
from knowledge.assess_conditions import Judgement
from knowledge.assess_reasons import (
    AnswerReason,
    CriteriaReason,
    IndicatorsReason,
    RateReason,
    Reason,
    TotalReason,
)
from knowledge.assess_situation import Basis
from knowledge.conditions import Condition
from knowledge.documents import Document
from knowledge.regulation import Regulation

Documents = Mapping[str, Document]
ANSWERS = {
    True: "đơn vị khai là đúng.",
    False: "đơn vị khai là không đúng.",
    None: "chưa có lời khai.",
}


def assessment_object(found: Assessment, documents: Documents) -> dict[str, object]:
    """What `tcpl assess` prints: exact decimals as text, reasons and citations in words."""
    return {
        "regulation": found.regulation.id,
        "total": None if found.total is None else plain_number(found.total),
        "criteria": {id_: _plain(result) for id_, result in found.criteria.items()},
        "conditions": [_condition(each, documents) for each in found.judgements],
        "verdict": found.verdict,
        "provisional": found.provisional,
        "unverified": [basis_words(each, found.regulation, documents) for each in found.unverified],
    }


def _plain(result: Decimal | bool | None) -> object:
    return plain_number(result) if isinstance(result, Decimal) else result


def _condition(judgement: Judgement, documents: Documents) -> dict[str, object]:
    return {
        "id": judgement.condition.id,
        "met": judgement.met,
        "why": why(judgement.condition, judgement.reason),
        "citation": cite_all(judgement.condition.citations, documents),
    }


def why(condition: Condition, reason: Reason) -> str:
    """Why a condition is met, not met or unknown."""
    match reason:
        case TotalReason():
            return _total(reason)
        case CriteriaReason():
            return _criteria(reason)
        case AnswerReason():
            return f"{condition.title}: {ANSWERS[reason.answer]}"
        case RateReason():
            return _rate(reason)
        case IndicatorsReason():
            return _indicators(reason)


def _total(reason: TotalReason) -> str:
    if reason.total is None:
        return f"Chưa đủ điểm để cộng: thiếu {_criteria_list(reason.missing)}."
    if reason.limit is None:
        return f"Tổng {number(reason.total)} điểm; chưa biết loại đơn vị hành chính nên chưa rõ mức phải đạt."
    sign = "≥" if reason.total >= reason.limit else "<"
    unit_class = f" (loại {reason.unit_class})" if reason.unit_class else ""
    return f"Tổng {number(reason.total)} điểm {sign} {number(reason.limit)} điểm{unit_class}."


def _criteria(reason: CriteriaReason) -> str:
    short = (
        f"Tiêu chí {each.criterion}: {number(each.points)}/{number(each.max)} điểm, dưới {number(each.percent)}%."
        for each in reason.short
    )
    missing = [f"Thiếu điểm của {_criteria_list(reason.unscored)}."] if reason.unscored else []
    without = [f"Chưa có điểm tối đa của {_criteria_list(reason.without_max)}."] if reason.without_max else []
    said = " ".join([*short, *missing, *without])
    return said or f"Từng tiêu chí đều đạt từ {number(reason.percent)}% điểm tối đa."


def _rate(reason: RateReason) -> str:
    if reason.limit is None:
        return "Kho chưa có tỷ lệ phải đạt (chưa tìm được nguồn), nên chưa kết luận được điều kiện này."
    if reason.rate is None:
        return f"Chưa có tỷ lệ hài lòng; phải đạt từ {number(reason.limit)}%."
    sign = "≥" if reason.rate >= reason.limit else "<"
    return f"Tỷ lệ hài lòng {number(reason.rate)}% {sign} {number(reason.limit)}%."


def _indicators(reason: IndicatorsReason) -> str:
    if not reason.unmet and not reason.missing:
        return f"Cả {reason.count} chỉ tiêu đều đạt."
    unmet = [f"Chưa đạt: chỉ tiêu {', '.join(reason.unmet)}."] if reason.unmet else []
    missing = [f"Chưa có kết quả: chỉ tiêu {', '.join(reason.missing)}."] if reason.missing else []
    return " ".join([*unmet, *missing])


def _criteria_list(ids: Iterable[str]) -> str:
    return f"tiêu chí {', '.join(ids)}"


def basis_words(basis: Basis, regulation: Regulation, documents: Documents) -> str:
    """What a verdict rests on without being sure of it."""
    said = _basis_name(basis, regulation, documents)
    if basis.value is None:
        given = number(basis.given) if basis.given is not None else ""
        return f"{said}: {given} (do người hỏi nhập, chưa đối chiếu văn bản)"
    amount = getattr(basis.value, "value", None)
    shown = f": {number(amount)}" if isinstance(amount, Decimal) else ""
    return f"{said}{shown} ({known_by(basis.value)}; {cite(basis.value.citations[0], documents)})"


def _basis_name(basis: Basis, regulation: Regulation, documents: Documents) -> str:
    titles = {each.id: each.title for each in regulation.conditions}
    return {
        "years": f"Năm {basis.of} áp dụng {documents[regulation.document].short}",
        "rule": f"Điều kiện “{titles.get(basis.of)}”",
        "threshold": f"Mức phải đạt của điều kiện “{titles.get(basis.of)}”",
        "max": f"Điểm tối đa tiêu chí {basis.of}",
        "result": f"Cách tính kết quả của chỉ tiêu {basis.of}",
        "nothing_arising": f"Cách tính khi không phát sinh ở chỉ tiêu {basis.of}",
    }[basis.what]
