"""The words in the dossier's spreadsheet itself."""

from datetime import datetime

from handlers.dossiers import Dossier
from handlers.texts_law import MADE_UP, PROVISIONAL, number
from handlers.texts_scoring import PRACTICE_MARK
from handlers.texts_scoring_ask import rule
from knowledge.measures import (
    ChoiceMeasure,
    CountMeasure,
    PointsMeasure,
    RatioMeasure,
    YesNoMeasure,
    most_points,
)
from knowledge.regulation import Content, Indicator

SHEET = "Chấm điểm"
COLUMNS = (
    "Mã",
    "Chỉ tiêu",
    "Nội dung",
    "Cách đo",
    "Tối đa / Yêu cầu",
    "Số thứ nhất (tổng số)",
    "Số thứ hai (trong đó)",
    "Điểm / Có – Chưa / Lựa chọn",
    "Không phát sinh (x)",
    "Ghi chú",
    "Kết quả",
    "Minh chứng (số tệp)",
)
HELP = (
    "Chỉ nhập vào ô nền vàng. Ô để trống nghĩa là giữ nguyên số đang lưu, không phải xoá. "
    "Số viết như 1.240 hoặc 29,63. Không thêm, xoá, đổi tên cột. Lưu tệp dạng .xlsx rồi gửi lại vào khung chat."
)
PROVISIONAL_NOTE = f"Điểm, cách tính chưa đối chiếu bản gốc hoặc chưa đủ: kết quả là {PROVISIONAL}."
MADE_UP_NOTE = f"{MADE_UP}: chỉ để tập huấn, không dùng cho hồ sơ thật."
MARKS = {"practice": MADE_UP_NOTE, "made_up": MADE_UP_NOTE, "provisional": PROVISIONAL_NOTE}
BAD_VALUE = "Ô này cần giá trị khác"
PICK = "Chọn trong danh sách."
MARK_HELP = "Đánh dấu x nếu trong năm không phát sinh hoặc không được giao; để trống ô số."
NOTE_HELP = "Ghi chú ngắn, nhiều nhất 1.000 ký tự."


def title(dossier: Dossier) -> str:
    """The first line."""
    mark = PRACTICE_MARK.replace("\n", " ") if dossier.key.practice else ""
    return f"{mark}BẢNG CHẤM ĐIỂM – {dossier.unit} – năm đánh giá {dossier.key.year}"


def made(document: str, now: datetime) -> str:
    """Under which decision, and when it was made."""
    return f"Theo {document}. Xuất lúc {now:%H:%M} ngày {now:%d/%m/%Y}."


def how(content: Content) -> str:
    """How a content is measured: what to enter where."""
    match content.measure:
        case RatioMeasure(part=part, whole=whole):
            return f"Tỷ lệ.\nSố thứ nhất: {whole}.\nSố thứ hai: {part}."
        case CountMeasure(of=of):
            return f"Số thứ nhất: {of}."
        case YesNoMeasure(question=question):
            return f"{question} Chọn Có hoặc Chưa."
        case ChoiceMeasure(options=options):
            return "Chọn một: " + "; ".join(each.text for each in options) + "."
        case PointsMeasure():
            return "Tự chấm điểm, nhiều nhất hai chữ số thập phân."


def limit(content: Content, indicator: Indicator) -> str:
    """The most points, or what is required."""
    told = rule(content)
    if (most := most_points(content.measure)) is not None:
        told.insert(0, f"Tối đa {number(most)} điểm.")
    elif indicator.max:
        told.insert(0, f"Tối đa {number(indicator.max.value)} điểm (cả chỉ tiêu).")
    return "\n".join(told)


def hint(content: Content, place: str) -> str:
    """What a program shows beside the cell that is being filled in."""
    match content.measure, place:
        case RatioMeasure(whole=whole), "whole":
            told = f"Có bao nhiêu {whole}? Ví dụ 1.240."
        case RatioMeasure(part=part), "part":
            told = f"Trong đó bao nhiêu {part}? Không nhiều hơn số thứ nhất."
        case CountMeasure(of=of), _:
            told = f"Có bao nhiêu {of}? Ví dụ 2."
        case PointsMeasure(max=most), _:
            told = f"Từ 0 đến {number(most.value)} điểm." if most else "Số điểm, ví dụ 2,5."
        case _:
            told = PICK
    return told if len(told) <= 250 else told[:249] + "…"
