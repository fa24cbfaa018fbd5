"""Why a request to assess is refused: always the limit and an example."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from handlers.texts_law import cite, known_by, number
from knowledge.assess_values import Refused
from knowledge.documents import Document
from knowledge.regulation import Paused, Regulation

Documents = Mapping[str, Document]
# With the braces doubled, because the sentences below are filled in by str.format.
_EXAMPLE = 'Ví dụ: {{"year": 2023, "criteria": {{"1": 9.5}}}}'

_SENTENCES = {
    "not_json": "Dữ liệu vào phải là một đối tượng JSON, số viết bình thường. " + _EXAMPLE,
    "repeated_key": "Khóa “{key}” bị lặp trong dữ liệu vào; mỗi khóa viết một lần. " + _EXAMPLE,
    "unknown_key": "Không có khóa “{key}”. Các khóa dùng được: {known}. " + _EXAMPLE,
    "bad_year": 'Năm đánh giá “{given}” chưa đúng: cần một năm 4 chữ số. Ví dụ: "year": 2023',
    "no_regulation": 'Chưa có quy định nào trong kho áp dụng cho năm đánh giá {year}. Ví dụ: "year": 2023',
    "both": "Chỉ gửi một trong hai: “criteria” (điểm tiêu chí) hoặc “indicators” (kết quả chỉ tiêu). " + _EXAMPLE,
    "not_table": '“{key}” phải là một đối tượng JSON. Ví dụ: "{key}": {{"1": …}}',
    "not_number": "Giá trị “{given}” của {of} không phải là số dùng được: cần số không âm, nhiều nhất 12 chữ số "
    "phần nguyên, 24 chữ số thập phân. Ví dụ: 9.5 hoặc “9,5”",
    "negative": "Giá trị {given} của {of} là số âm; nhỏ nhất là 0. Ví dụ: 9.5",
    "over_max": "Giá trị {given} của {of} vượt mức tối đa {limit}. Ví dụ: {limit}",
    "over_total": "Tổng điểm {given} vượt tổng tối đa {limit}. Anh/chị kiểm tra lại điểm từng tiêu chí, ví dụ: 9.5",
    "no_criterion": "Không có tiêu chí “{id}”. Các tiêu chí: {known}. " + _EXAMPLE,
    "zero_max": "Điểm tối đa của {of} phải lớn hơn 0. Ví dụ: 10",
    "maxima_sum": "Tổng điểm tối đa các tiêu chí là {given}, phải bằng {limit}. Ví dụ: 5 tiêu chí cộng lại đúng {limit}",
    "no_class": 'Không có loại đơn vị “{given}”. Các loại: {known}. Ví dụ: "unit": {{"class": "I"}}',
    "no_declaration": 'Không có lời khai “{id}” trong quy định của năm này. Dùng được: {known}. Ví dụ: "{known}": true',
    "no_declarations": "Quy định của năm này không cần lời khai nào. Ví dụ: bỏ khóa “declarations”",
    "not_yes_or_no": "Lời khai {of} chỉ nhận true hoặc false, không nhận “{given}”. Ví dụ: true",
    "not_met_or_unmet": "Kết quả “{given}” của {of} chưa rõ: nhận true, false, “đạt”, “chưa đạt”. Ví dụ: true",
    "always_arises": "Kho không có cách tính riêng cho trường hợp không phát sinh ở {of}. Ví dụ: nhập kết quả cụ thể",
}


def refusal(refused: Refused, documents: Documents) -> str:
    """The reason in one or two sentences."""
    special = _SPECIAL.get(refused.kind)
    if special:
        return special(refused.about, documents)
    return _SENTENCES[refused.kind].format(**{key: _named(key, value) for key, value in refused.about.items()})


def _named(key: str, value: object) -> str:
    """What a value belongs to, as people call it."""
    if key == "known":
        return str(value)
    if key != "of":
        return _shown(value)
    text = str(value)
    kind = "tiêu chí" if text.isdigit() else "chỉ tiêu" if text.replace(".", "").isdigit() else ""
    return {"satisfaction": "tỷ lệ hài lòng"}.get(text, f"{kind} {text}".strip())


def _shown(value: object) -> str:
    text = number(value) if isinstance(value, Decimal) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _paused(about: Mapping[str, Any], documents: Documents) -> str:
    paused: Paused = about["paused"]
    sources = "; ".join(cite(each, documents) for each in paused.citations)
    return f"Năm {about['year']}: {paused.notice} ({known_by(paused)}; {sources}). Không chấm điểm năm này; ví dụ năm khác: 2023"


def _wrong_regulation(about: Mapping[str, Any], documents: Documents) -> str:
    right: Regulation = about["right"]
    short = documents[right.document].short
    return f'Năm đánh giá {about["year"]} áp dụng {short} (mã {right.id}), không phải “{_shown(about["given"])}”. Ví dụ: "regulation": "{right.id}"'


def _no_points(about: Mapping[str, Any], documents: Documents) -> str:
    short = documents[about["regulation"].document].short
    return f'{short} không chấm điểm mà xét từng chỉ tiêu đạt hoặc chưa đạt. Ví dụ: "indicators": {{"1.1": true}}'


def _no_indicator(about: Mapping[str, Any], documents: Documents) -> str:
    regulation: Regulation = about["regulation"]
    known = [each.id for each in regulation.indicators()]
    if not known:
        short = documents[regulation.document].short
        return f"Kho chưa có danh mục chỉ tiêu của {short}; gửi điểm từng tiêu chí bằng “criteria”. {_EXAMPLE.format()}"
    return f'Không có chỉ tiêu “{_shown(about["id"])}”. Các chỉ tiêu: {", ".join(known)}. Ví dụ: "{known[0]}"'


def _other_max(about: Mapping[str, Any], documents: Documents) -> str:
    value = about["value"]
    held = number(value.value)
    return (
        f"Điểm tối đa tiêu chí {about['of']} trong kho là {held} ({known_by(value)}), khác {number(about['given'])}. "
        f"Ví dụ: {held}, hoặc bỏ trống để dùng số trong kho"
    )


_SPECIAL: Mapping[str, Callable[[Mapping[str, Any], Documents], str]] = {
    "paused": _paused,
    "wrong_regulation": _wrong_regulation,
    "no_points": _no_points,
    "no_indicator": _no_indicator,
    "other_max": _other_max,
}
