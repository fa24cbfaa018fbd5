"""The words of the annex: the sheet that an office fills in, and what is wrong with a filled-in one."""

from collections.abc import Mapping
from decimal import Decimal

from handlers.texts_law import known_by, number
from knowledge.regulation_values import Sourced

POINTS_SHEET = "Điểm"
BANDS_SHEET = "Bậc điểm"
TITLE = "ĐIỂM TỐI ĐA THEO {annex}"
HELP = (
    "Điền cột “Điểm tối đa” theo văn bản chính thức, mỗi tiêu chí và chỉ tiêu một số. Muốn nhập từng nội dung, thêm dòng "
    "mã 1.2.1, 1.2.2… (ghi tử số, mẫu số nếu tính theo tỷ lệ, rồi ghi các bậc ở trang “Bậc điểm”)."
)
REGULATION = "Mã quy định"
POINTS_HEAD = ("Mã", "Tên", "Điểm tối đa", "Tử số của tỷ lệ", "Mẫu số của tỷ lệ", "Đang có trong kho")
BANDS_HEAD = ("Mã nội dung", "Từ tỷ lệ (%)", "Điểm")
THRESHOLD = "{title}: tỷ lệ phải đạt (%)"
NOTHING_KNOWN = "chưa có"

EXPORTED = "Đã ghi mẫu phụ lục vào {path}. Điền xong thì chạy: tcpl regulation annex import {path} --document … --by …"
IMPORTED = (
    "Đã ghi nhận phụ lục “{document}” cho {regulation}, do {by} nhập ngày {on}. Khởi động lại tcpl run để áp dụng."
)
CONFIRMED = "Đã ghi nhận: {by} xác nhận {key} = {value} đúng với “{document}”."
NO_VALUE = "Không có giá trị “{key}” trong {regulation}. Xem các mã bằng lệnh này khi bỏ trống mã."
SURE_ALREADY = "Giá trị “{key}” đã là văn bản gốc hoặc đã được xác nhận."
FILE_EXISTS = "Tệp {path} đã có; chọn tên khác để không ghi đè. Ví dụ: phu-luc-moi.xlsx"
UNSURE_HEAD = "Các giá trị chưa phải văn bản gốc và chưa ai xác nhận:"
NOTHING_UNSURE = "Không còn giá trị nào cần xác nhận."
NAME_NEEDED = "Cần ghi cả --document (văn bản đã đối chiếu) và --by (người đối chiếu)."
FAULTS_HEAD = "Phụ lục chưa dùng được, chưa ghi nhận gì:"

_FAULTS: Mapping[str, str] = {
    "unreadable": "không đọc được tệp; cần tệp Excel .xlsx, ví dụ tệp do lệnh export tạo ra",
    "too_large": "tệp quá lớn; nhiều nhất 2 MB",
    "too_many_rows": "quá nhiều dòng; nhiều nhất 500 dòng",
    "no_header": "không thấy dòng tiêu đề bắt đầu bằng “Mã”",
    "no_regulation": "không thấy ô “Mã quy định”",
    "formula": "là công thức; hãy nhập số, ví dụ 3,5",
    "not_number": "phải là số, không phải “{0}”; ví dụ 3,5",
    "empty": "còn trống; nhập một số, ví dụ 3,5",
    "negative": "là số âm ({0}); nhỏ nhất là 0",
    "too_fine": "có quá nhiều chữ số thập phân ({0}); nhiều nhất 4",
    "too_big": "quá lớn ({0}); nhiều nhất 1000",
    "not_text": "phải là chữ, không phải “{0}”; ví dụ 1.2",
    "bad_id": "mã “{0}” chưa đúng; ví dụ 1, 1.2, 1.2.1",
    "repeated_id": "mã {0} bị lặp",
    "unknown_id": "không có mã {0} trong quy định này",
    "no_title": "chỉ tiêu {0} cần có tên",
    "other_regulation": "tệp dành cho quy định “{0}”; các quy định trong kho: {1}",
    "no_points": "quy định {0} không chấm điểm nên không có phụ lục điểm",
    "no_criterion_points": "thiếu điểm của tiêu chí {0}",
    "no_indicator_points": "thiếu điểm của chỉ tiêu {0}",
    "no_indicators": "tiêu chí {0} chưa có chỉ tiêu nào",
    "over_hundred": "tỷ lệ vượt quá 100",
    "half_a_ratio": "nội dung {0} tính theo tỷ lệ thì cần cả tử số, mẫu số và các bậc điểm",
    "bands_apart": "các bậc của {0} phải đi từ tỷ lệ cao xuống 0, điểm giảm dần",
    "band_differs": "bậc cao nhất của {0} cho {1} điểm, điểm tối đa lại là {2}",
    "band_without_content": "bậc điểm của {0} không có dòng nội dung tương ứng",
    "sum_total": "tổng các tiêu chí là {1}, phải bằng {2}",
    "sum_criterion": "tổng các chỉ tiêu của tiêu chí {0} là {1}, phải bằng {2}",
    "sum_indicator": "tổng các nội dung của chỉ tiêu {0} là {1}, phải bằng {2}",
}


def unsure_value(key: str, value: Sourced) -> str:
    """One value that nobody confirmed, with the key that names it."""
    return f"{key} = {value_words(value)} ({known_by(value)})"


def value_words(value: Sourced) -> str:
    """What a value says, short."""
    amount = getattr(value, "value", None)
    if isinstance(amount, Decimal):
        return number(amount)
    words = (getattr(value, name, None) for name in ("title", "text", "notice", "name", "first", "points"))
    return _short(str(next((each for each in words if each is not None), "")))


def annex_fault(cell: str, kind: str, about: tuple[str, ...]) -> str:
    """One fault with its cell, if it has one."""
    said = _FAULTS[kind].format(*(_short(each) for each in about))
    return f"• Ô {cell}: {said}." if cell else f"• {said[:1].upper()}{said[1:]}."


def _short(text: str) -> str:
    shown = text.replace("\n", " ")
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
