"""Faults of a data file in words: file, line, place, why."""

from collections.abc import Mapping

from knowledge.strict_yaml import Fault

NO_FAULTS = "Các tệp quy định đều hợp lệ."

# Faults of pydantic and our own, by kind; {0}, {1} are the fault's details.
_WHY: Mapping[str, str] = {
    "missing": "thiếu khóa này",
    "extra_forbidden": "không có khóa này trong mẫu tệp",
    "string_type": "phải là chữ; số và ngày đặt trong dấu nháy kép",
    "int_type": "phải là số nguyên, không đặt trong dấu nháy",
    "bool_type": "phải là true hoặc false",
    "date_parsing": 'ngày chưa đúng, viết như "2026-11-22"',
    "date_from_datetime_parsing": 'ngày chưa đúng, viết như "2026-11-22"',
    "date_type": 'phải là ngày trong dấu nháy, như "2026-11-22"',
    "decimal_type": 'phải là số nguyên hoặc số thập phân trong dấu nháy, như "0.5"',
    "decimal_parsing": 'số chưa đúng, viết như "0.5" (dấu chấm)',
    "decimal_max_places": "nhiều nhất {0} chữ số thập phân",
    "decimal_max_digits": "nhiều nhất {0} chữ số",
    "greater_than_equal": "nhỏ nhất là {0}",
    "less_than_equal": "lớn nhất là {0}",
    "string_pattern_mismatch": "chưa đúng dạng {0}",
    "string_too_short": "không được để trống",
    "too_short": "cần ít nhất {1} mục",
    "literal_error": "chỉ nhận một trong: {0}",
    "union_tag_not_found": "thiếu khóa kind",
    "union_tag_invalid": "kind “{1}” không có; chỉ nhận: {2}",
    "tuple_type": "phải là danh sách",
    "model_type": "phải là một nhóm khóa",
    "model_attributes_type": "phải là một nhóm khóa",
    "dict_type": "phải là một nhóm khóa",
    "unreadable": "không đọc được YAML: {0}",
    "empty": "tệp trống",
    "no_folder": "không có thư mục này",
    "alias": "không dùng anchor, alias; hãy viết đủ",
    "key_not_text": "khóa {0} phải đặt trong dấu nháy",
    "repeated_key": "khóa {0} bị lặp",
    "unquoted": "“{0}” bị đọc thành {1}; đặt trong dấu nháy kép",
    "repeated_id": "mã {0} bị lặp",
    "foreign_id": "mã {0} không thuộc {1}",
    "no_document": "không có văn bản {0} trong danh mục văn bản",
    "no_place": "văn bản {0} không có điều khoản {1}",
    "years_turned": "năm cuối {1} trước năm đầu {0}",
    "sum_differs": "tổng các phần là {0}, phải bằng {1}",
    "wrong_result": "không hợp với result: {0}",
    "title_or_unknown": "cần title, hoặc ghi named: unknown",
    "bands_apart": "bậc này kết thúc dưới {0}, bậc trên lại bắt đầu từ {1}",
    "over_hundred": "tỷ lệ vượt quá 100",
    "points_or_class": "cần đúng một trong hai: points hoặc by_class",
    "no_class": "loại {0} không có trong unit_classes",
    "over_total": "mức phải đạt vượt tổng điểm {0}",
    "no_day": "không có ngày {0} trong mọi năm",
    "no_indicator": "không có chỉ tiêu {0} trong quy định {1}",
    "no_reference": "không có mã {0} trong tệp này",
    "repeated_file": "quy định {0} đã có ở tệp {1}",
    "two_for_year": "năm {0} đã có ở tệp {1}; mỗi năm chỉ một quy định",
}


def fault_line(fault: Fault) -> str:
    """One fault as file:line: where: why."""
    return f"{fault.path}:{fault.line}: {fault.where}: {why(fault)}"


def why(fault: Fault) -> str:
    """Why in Vietnamese; a fault of a kind that is new here keeps its own words."""
    words = _WHY.get(fault.kind)
    try:
        return words.format(*fault.about) if words else fault.why
    except IndexError:
        return fault.why
