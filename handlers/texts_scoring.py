"""The words of entering a dossier: labels, what can be typed, refusals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from handlers.texts_law import MADE_UP, number
from handlers.texts_values import capital, count, part_name
from knowledge.measures import PointsMeasure, RatioMeasure

if TYPE_CHECKING:
    from handlers.dossiers import DossierState
    from knowledge.entry import Refused
    from knowledge.regulation import Content


PRACTICE_MARK = f"[TẬP HUẤN · {MADE_UP}]\n"
PRACTICE_UNIT = "xã Minh Hoạ (không có thật)"
# What can be typed instead of pressing, folded → the verb of handlers.scoring.acting.
WORDS = {
    "bo qua": "skip",
    "tiep": "skip",
    "tiep tuc": "skip",
    "lui": "back",
    "quay lai": "back",
    "khong phat sinh": "notarisen",
    "khong duoc giao": "notarisen",
    "muc luc": "menu",
    "menu": "menu",
    "cach tinh": "explain",
    "giai thich": "explain",
    "minh chung": "evidence",
    "gui minh chung": "evidence",
    "ghi chu": "note",
    "giao viec": "share",
    "lich su": "history",
    "excel": "sheet",
    "nhap bang excel": "sheet",
}
# The words that lead somewhere, folded.
GO = r"(?:den|toi|mo|nhap|sang|sua) "
# "đến hòa giải", folded: opens the indicator whose title has these words.
JUMP = GO + r"(?:chi tieu |muc |phan |noi dung )?(.{3,})"
# "2.4.1", "mở 2.4", "nội dung 2.4.1", without marks: opens what has this number.
PLACE = rf"(?:{GO})?(?:(?:chi tieu|muc|phan|noi dung|nd) )?(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})"
# After a value was saved, going back means to that value.
AFTER_SAVING = {**WORDS, "lui": "content", "quay lai": "content"}
YES, NO = "Có", "Chưa"
NOT_ARISEN, SKIP, BACK, EXPLAIN, MENU = "Không phát sinh", "Bỏ qua", "Lùi", "Cách tính", "Mục lục"
WHAT_IS_MISSING, PROGRESS = "Xem còn thiếu gì để đạt", "Tiến độ"
SEND_EVIDENCE, EDIT, ADD_NOTE, CONTINUE, NOBODY = "Gửi minh chứng", "Sửa", "Ghi chú", "Tiếp tục", "Không giao ai"
SAVE_MINE = "Lưu số của tôi, ghi lý do"
DECLARE_YES, DECLARE_NO = "Đúng", "Không đúng"
HISTORY, SHARE, WHICH_INDICATOR = "Lịch sử", "Giao cho đồng nghiệp", "Anh/chị muốn mở chỉ tiêu nào?"
NO_HISTORY = "Nội dung này chưa được nhập lần nào."
NO_SUCH_NUMBER = "Quy định của năm này không có nội dung {number}. Anh/chị gõ “mục lục” để xem có những gì."
NOT_A_YEAR = "Anh/chị gõ năm gồm 4 chữ số, ví dụ: /chamdiem 2024."
NEEDS_UNIT = "Anh/chị chưa thuộc đơn vị nào được chấm điểm. Khi có mã mời vai trò công chức hoặc lãnh đạo, anh/chị gõ mã vào đây."
NOT_YOUR_UNIT = "Hồ sơ này thuộc đơn vị khác, anh/chị không có quyền nhập."
NO_SUCH_CONTENT = "Nội dung này không có trong quy định đang áp dụng. Anh/chị gõ /chamdiem để xem lại mục lục."
WHICH_UNIT = "Anh/chị chấm cho đơn vị nào?"
WHOLE_IS_ZERO = "Số 0 nghĩa là không có trường hợp nào. Nếu trong năm không phát sinh, anh/chị gõ “không phát sinh”; nếu có, gõ số từ 1, ví dụ 12."
MAXIMUM_IS_ZERO = "Điểm tối đa phải lớn hơn 0, ví dụ 15."
MAXIMUM_SAVED = "Đã lưu điểm tối đa do đơn vị nhập (kết quả vì thế là tạm tính)."
DECLARED, CLASS_SAVED, RATE_SAVED = "Đã lưu khai báo.", "Đã lưu loại đơn vị hành chính.", "Đã lưu tỷ lệ hài lòng."
CLASS = "Loại {name}"
UNCHANGED = "Giá trị không đổi."
NOTE_SAVED = "Đã lưu ghi chú."
NOTE_REMOVED = "Đã bỏ ghi chú."
NO_NOTE = {"xoa", "xoa ghi chu", "bo ghi chu", "khong co"}
VALUE_FIRST = "Nội dung này chưa có số liệu; anh/chị nhập trước rồi ghi chú sau."
WHY = "Anh/chị gõ lý do thay số đã lưu, ví dụ: đối chiếu lại sổ theo dõi."
TRIAL = "Thử xem kết quả sẽ ra sao, không lưu gì."
ODD_JUMP = "Số này lệch nhiều so với năm ngoái; anh/chị kiểm tra lại giúp em."
REFUSALS = {
    "two_decimals": "Điểm có nhiều nhất hai chữ số thập phân, ví dụ 0,75.",
    "over_max": "{given} vượt mức tối đa {limit}. Anh/chị nhập từ 0 đến {limit}, ví dụ {limit}.",
    "points_too_large": "Số này vượt mức tối đa {limit}. Anh/chị nhập từ 0 đến {limit}, ví dụ {limit}.",
    "whole_number": "Ở đây cần số nguyên, không có phần lẻ, ví dụ 12 hoặc 1.240.",
    "too_large": "Số này quá lớn (nhiều nhất {limit}). Anh/chị kiểm tra lại, ví dụ 1.240.",
    "two_counts": "Em cần hai số đếm để tính tỷ lệ, không nhập phần trăm. Ví dụ 12/13, hoặc nhập lần lượt từng số.",
    "whole_is_zero": WHOLE_IS_ZERO,
    "part_over_whole": "{given} nhiều hơn tổng số ({limit}). Anh/chị nhập lại, từ 0 đến {limit}.",
    "yes_or_no": "Anh/chị trả lời “có” hoặc “chưa”, hoặc gõ số của lựa chọn.",
    "one_of": "Anh/chị chọn số từ 1 đến {limit}.",
    "negative": "Số không thể âm. Anh/chị nhập từ 0 trở lên, ví dụ {example}.",
    "digits_please": "Anh/chị gõ bằng chữ số giúp em, ví dụ {example}.",
    "needs_number": "Ở đây cần một con số, ví dụ {example}. Nếu trong năm không có việc này, anh/chị gõ “không phát sinh”.",
    "not_points": "Em chưa đọc được điểm. Anh/chị gõ một số, ví dụ {example}.",
    "not_percent": "Em chưa đọc được tỷ lệ. Anh/chị gõ một số từ 0 đến 100, ví dụ 97,35.",
    "not_count": "Em chưa đọc được số lượng. Anh/chị gõ một số, ví dụ {example}.",
}
STATES = {"draft": "đang soạn", "submitted": "đã gửi", "returned": "bị trả lại", "assessed": "đã thẩm định",
          "recognised": "đã công nhận", "not_recognised": "không công nhận"}  # fmt: skip


def locked(state: DossierState) -> str:
    """Why a dossier cannot be changed."""
    return f"Hồ sơ {STATES[state]} nên không sửa được nữa. Cơ quan thẩm định có thể trả lại để sửa."


def not_begun(year: int, this_year: int) -> str:
    """A year that is still to come."""
    return f"Năm {year} chưa tới nên chưa có hồ sơ để chấm. Ví dụ: /chamdiem {this_year}."


def paused(year: int, notice: str) -> str:
    """A year in which nothing is assessed."""
    return f"Năm {year}: {notice}. Vì vậy em không mở chấm điểm năm này."


def no_regulation(year: int) -> str:
    """A year without law."""
    return f"Em chưa có quy định nào đã kiểm chứng cho năm đánh giá {year}, nên không mở chấm điểm được. Ví dụ: /chamdiem 2024."


def refused(refusal: Refused, content: Content) -> str:
    """Why a value cannot be, its limit and an example."""
    return _refused(refusal, example(content))


def or_open(indicator_id: str) -> str:
    """Beside a refused number that is an indicator's as well."""
    return f"Nếu muốn mở chỉ tiêu {indicator_id}, anh/chị gõ “mở {indicator_id}”."


def refused_points(refusal: Refused) -> str:
    """The same for a criterion's maximum."""
    return _refused(refusal, "15")


def _refused(refusal: Refused, example_: str) -> str:
    limit, given = shown(refusal.limit), shown(refusal.given)
    return REFUSALS[refusal.reason].format(limit=limit, given=given, example=example_)


def example(content: Content) -> str:
    """A number that could be entered here."""
    match content.measure:
        case PointsMeasure(max=limit):
            return "2,5" if limit is None or limit.value >= 3 else "0,5"
        case RatioMeasure():
            return "12 hoặc 1.240"
        case _:
            return "2"


def shown(value: object) -> str:
    """A number of a refusal."""
    return number(value) if isinstance(value, Decimal) else count(value) if isinstance(value, int) else ""


def try_label(content_id: str) -> str:
    """The choice to try another value out."""
    return f"Thử số khác cho {part_name(content_id)}"


def go_on_label(content_id: str | None) -> str:
    """The choice that leads back into an entry."""
    return f"Nhập tiếp {part_name(content_id)}" if content_id else "Quay lại hồ sơ"


def go_on_with_year(year: int) -> str:
    """The choice that leads back into a dossier from between two values."""
    return f"Nhập tiếp hồ sơ năm {year}"


def half_typed(content: Content, whole: int, year: int | None) -> str:
    """A ratio is left with one count of two; the year where the talk goes to another one."""
    counted = content.measure.whole if isinstance(content.measure, RatioMeasure) else ""
    return f"{_of_year(capital(part_name(content.id)), year)} chưa lưu: mới có {count(whole)} {counted}, còn thiếu số thứ hai."


def half_label(content_id: str, whole: int, year: int | None) -> str:
    """The choice that goes on with it."""
    return f"Nhập nốt {_of_year(part_name(content_id), year)} (đã có {count(whole)})"


def _of_year(name: str, year: int | None) -> str:
    return f"{name} năm {year}" if year else name


def next_label(content: Content) -> str:
    """The choice that goes on."""
    return f"Tiếp theo: {part_name(content.id)}"


def short(title: str, longest: int = 60) -> str:
    """A title cut for a choice: behind a part of the sentence where one ends late enough, else behind a word."""
    if len(title) <= longest:
        return title
    part, _, _ = title[:longest].rpartition(", ")
    cut = part if len(part) > longest * 2 // 3 else title[:longest].rsplit(" ", 1)[0].rstrip(",;:")
    return f"{cut}…"
