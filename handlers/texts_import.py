"""What `tcpl unit import` says: which cells are wrong, what would change, what has changed."""

from collections.abc import Mapping, Sequence

from handlers.texts_cli import UNIT_KINDS
from handlers.unit_rows import LONGEST_NAME, CellFault, ListedUnit, UnitPlan

_EXAMPLES = {"code": "tu-ha", "name": "phường Tứ Hạ", "kind": "xã, huyện, tỉnh hoặc bộ", "parent": "huong-tra"}
_FIELDS = {"code": "Mã", "name": "Tên", "kind": "Cấp", "parent": "Mã cấp trên"}
_WHY = {
    "empty": "ô trống",
    "bad_code": "mã “{about}” chưa dùng được: chỉ gồm chữ không dấu, số, gạch nối, dài nhất 40 ký tự",
    "repeated": "trùng mã với dòng {about}",
    "long_name": f"tên dài quá {LONGEST_NAME} ký tự",
    "bad_name": "tên “{about}” phải bắt đầu bằng chữ",
    "bad_kind": "không có cấp “{about}”",
    "no_unit": "không có đơn vị mã “{about}” trong tệp hay trong hệ thống",
    "circle": "đơn vị thành cấp trên của chính mình",
}
REFUSED = {
    "too_large": "Tệp lớn hơn 20 MB. Danh sách đơn vị chỉ cần các cột mã, tên, cấp, mã cấp trên.",
    "too_many_rows": "Tệp có hơn 20.000 dòng. Anh/chị chia thành nhiều tệp rồi nhập lần lượt.",
    "old_excel": "Đây là tệp Excel kiểu cũ (.xls) hoặc tệp có mật khẩu. Anh/chị lưu lại thành .xlsx, không đặt mật khẩu.",
    "damaged": "Không mở được tệp. Anh/chị mở bằng Excel, lưu lại thành .xlsx rồi nhập lại.",
    "not_utf8": "Tệp CSV không dùng bảng mã UTF-8. Anh/chị lưu lại: Excel → Save As → CSV UTF-8.",
    "no_header": "Không thấy dòng tiêu đề có cột mã và tên. Ví dụ dòng đầu: Mã,Tên,Cấp,Mã cấp trên",
    "two_columns": "Có hai cột cùng một ý nghĩa. Mỗi cột chỉ để một lần. Ví dụ: Mã,Tên,Cấp,Mã cấp trên",
    "no_rows": "Tệp không có dòng dữ liệu nào dưới dòng tiêu đề. Ví dụ: tu-ha,phường Tứ Hạ,xã,huong-tra",
}
NOTHING_CHANGED = "Chưa có gì thay đổi."
ONE_SOURCE = "Cho biết một trong hai: tệp danh sách, hoặc --communes TỈNH. Ví dụ: tcpl unit import xa.xlsx"
NO_PROVINCE = "Không có tỉnh “{words}”. Ví dụ: --communes “Huế”, --communes 46, hoặc --communes all"
ONE_PROVINCE = "--parent chỉ dùng khi nhập một tỉnh. Ví dụ: --communes “Huế” --parent stp-hue"
IGNORED = "Bỏ qua cột: {headings}."
_MOST_LINES = 40


def reviewing_office(province: str) -> str:
    """What the unit above a province's communes is called."""
    return f"Sở Tư pháp {province}"


def bad_cells(faults: Sequence[CellFault], columns: Mapping[str, tuple[str, str]]) -> str:
    """One line a bad cell; `columns` gives each field's letter and heading."""
    lines = [_bad_cell(fault, columns.get(fault.field)) for fault in faults[:_MOST_LINES]]
    return "\n".join([f"Có {len(faults)} ô chưa đúng:", *_cut(lines, len(faults)), NOTHING_CHANGED])


def _bad_cell(fault: CellFault, column: tuple[str, str] | None) -> str:
    place = f"cột {column[0]} ({column[1]})" if column else f"cột {_FIELDS[fault.field]}"
    why = _WHY[fault.why].format(about=fault.about)
    return f"Dòng {fault.line}, {place}: {why}. Ví dụ: {_EXAMPLES[fault.field]}"


def clashing(pairs: Sequence[tuple[ListedUnit, ListedUnit]]) -> str:
    """Units that are known under another code or name than the official list gives."""
    lines = [f"{old.code} {old.name} ≠ {new.code} {new.name}" for old, new in pairs[:_MOST_LINES]]
    return "\n".join(
        [
            f"Có {len(pairs)} đơn vị trùng mã hoặc trùng tên với danh mục chính thức nhưng không trùng cả hai:",
            *_cut(lines, len(pairs)),
            "Anh/chị kiểm tra từng đơn vị và sửa tên bằng: tcpl unit add MÃ TÊN",
            NOTHING_CHANGED,
        ]
    )


def planned(plan: UnitPlan, *, dry: bool) -> str:
    """What an import did, or with `dry` would do, with a line a unit."""
    lines = [f"+ {unit.code} {_described(unit)}" for unit in plan.added]
    lines += [f"~ {new.code} {_described(old)} → {_described(new)}" for old, new in plan.changed]
    total = f"thêm {len(plan.added)}, sửa {len(plan.changed)}, giữ nguyên {plan.same} đơn vị"
    if not dry:
        return f"Đã nhập: {total}."
    return "\n".join([*_cut(lines[:_MOST_LINES], len(lines)), f"Chạy thử: sẽ {total}. {NOTHING_CHANGED}"])


def _described(unit: ListedUnit) -> str:
    above = f", trực thuộc {unit.parent}" if unit.parent else ""
    return f"{unit.name} ({UNIT_KINDS[unit.kind]}{above})"


def _cut(lines: list[str], count: int) -> list[str]:
    more = count - len(lines)
    return [*lines, f"… và {more} dòng nữa"] if more > 0 else lines
