"""The sentences about a dossier as a spreadsheet: asking for it back, what it would change, what it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_scoring import short
from handlers.texts_values import value_words

if TYPE_CHECKING:
    from handlers.dossiers import DossierKey
    from handlers.scoring.desk import Desk
    from handlers.scoring.sheet_plan import Clash, NewNote, NewValue, Plan, RefusedCell
    from handlers.sheets import CellFault, UnreadReason
    from knowledge.regulation import Content
    from knowledge.values import Value

YES, NO = "Có", "Chưa"
BY_SHEET = "Nhập bằng Excel"
DROP = "Thôi"
REASON = "nhập từ tệp Excel"
SAVE_WORDS = {"luu", "co", "dong y", "ok", "nhat tri"}
ASK = (
    "Bảng chấm điểm kèm theo (Excel). Anh/chị điền các ô nền vàng, lưu tệp rồi gửi lại vào đây. "
    "Em cho xem trước những gì sẽ đổi; chưa chọn Lưu thì chưa có gì thay đổi."
)
STILL_AWAITED = "Em vẫn chờ tệp Excel của hồ sơ này. Anh/chị gửi tệp, hoặc gõ “huỷ”."
NOTHING_CHANGES = "Tệp này không đổi gì so với số đang lưu."
NOTHING_LEFT = "Không còn thay đổi nào để lưu: số trong tệp trùng với số đang lưu, hoặc đã có người sửa sau."
NOT_SAVED = "Em không lưu gì từ tệp Excel."
AGAIN = "Anh/chị sửa tệp rồi gửi lại vào đây."
UNREAD: dict[UnreadReason, str] = {
    "gone": "Em không còn giữ tệp này. Anh/chị gửi lại tệp giúp em.",
    "not_ours": f"Tệp này không phải bảng chấm điểm do em xuất. Anh/chị chọn “{BY_SHEET}” ở mục lục để lấy đúng mẫu, điền rồi gửi lại.",
    "damaged": "Em không đọc được tệp: tệp hỏng, có mật khẩu, hoặc mẫu đã bị thêm, xoá, đổi tên cột. Anh/chị lấy lại mẫu, điền rồi gửi lại dạng .xlsx.",
    "macros": "Tệp có macro nên em không đọc. Anh/chị lưu lại dạng .xlsx thường rồi gửi lại.",
    "too_large": "Tệp mở ra quá lớn so với bảng chấm điểm (nhiều nhất 10 MB). Anh/chị bỏ ảnh và trang tính thừa rồi gửi lại.",
    "too_many_rows": "Tệp có hơn 2.000 dòng nên không phải bảng chấm điểm. Anh/chị xoá các dòng thừa rồi gửi lại.",
}
FAULTS: dict[CellFault, str] = {
    "formula": "là công thức chưa có kết quả. Anh/chị gõ số vào ô, ví dụ 12.",
    "error": "đang báo lỗi. Anh/chị gõ lại số, ví dụ 12.",
    "date": "là ngày tháng. Anh/chị gõ lại số, ví dụ 12.",
}
MARK_OR_BLANK = "ở cột này chỉ đánh dấu x (không phát sinh) hoặc để trống."
OTHER_COUNT_MISSING = "đang trống. Tỷ lệ cần cả hai số, ví dụ 13 và 12."
WHOLE_IS_ZERO = (
    "số 0 nghĩa là không có trường hợp nào. Nếu không phát sinh, anh/chị đánh dấu x ở cột “Không phát sinh”."
)
UNKNOWN_ROW = "dòng này không có mã nội dung của quy định đang áp dụng."
REPEATED_ROW = "mã nội dung này đã có ở một dòng trên."
NOTE_WITHOUT_VALUE = "ghi chú chỉ lưu được khi nội dung đã có số liệu."
NOTE_TOO_LONG = "ghi chú dài quá 1.000 ký tự. Anh/chị rút gọn giúp em."
_MOST_STRAY = 5


def not_here(places: list[str]) -> str:
    """A value in a cell that this content does not use."""
    return f"nội dung này không nhập ở ô này mà ở ô {' và '.join(places)}."


def both(places: list[str]) -> str:
    """A mark that nothing arose, beside a value."""
    return f"đã đánh dấu không phát sinh nhưng ô {', '.join(places)} vẫn có số. Anh/chị để lại một trong hai."


def unreadable(text: str) -> str:
    """A text that is no value of this content."""
    return f"em chưa đọc được “{short(text, 40)}”. Anh/chị nhập theo cột “Cách đo”, ví dụ 12."


def other_dossier(mine: DossierKey, theirs: DossierKey) -> str:
    """A sheet of another dossier than the one that is awaited."""
    if theirs.practice != mine.practice:
        kind = "tập huấn" if theirs.practice else "thật"
        what = f"là của hồ sơ {kind}, không phải hồ sơ đang mở"
    elif theirs.unit_id != mine.unit_id:
        what = "là của đơn vị khác"
    else:
        what = f"là của năm {theirs.year}, còn hồ sơ đang mở là năm {mine.year}"
    return f"Tệp này {what} nên em không nhập. Anh/chị gửi đúng tệp, hoặc mở đúng hồ sơ, ví dụ /chamdiem {theirs.year}."


def preview(desk: Desk, plan: Plan) -> str:
    """What would change, what cannot, what somebody else changed meanwhile."""
    lines = [f"Tệp Excel của {desk.dossier.unit}, năm {desk.key.year}."]
    if plan.count:
        lines.append(f"Sẽ đổi {plan.count} chỗ:")
    lines += [_new_value(each) for each in plan.values] + [_new_note(each) for each in plan.notes]
    lines += left_out(desk, plan)
    lines += plan.remarks
    lines.append("Chưa lưu gì." if plan.count else NOTHING_CHANGES)
    return "\n".join(lines)


def left_out(desk: Desk, plan: Plan) -> list[str]:
    """The cells that are refused and the values that somebody changed since the export."""
    lines: list[str] = []
    if plan.refused:
        lines.append(f"{len(plan.refused)} ô chưa dùng được:")
        lines += _refused(plan.refused)
    if plan.clashes:
        lines.append(f"{len(plan.clashes)} chỗ đã được sửa sau khi xuất tệp, em giữ số đang lưu:")
        lines += [_clash(desk, each) for each in plan.clashes]
    return lines


def _new_value(new: NewValue) -> str:
    return f"• {new.content.id}: {_shown(new.content, new.before)} → {value_words(new.content, new.after)}"


def _new_note(new: NewNote) -> str:
    return f"• {new.content.id}: ghi chú “{short(new.note)}”"


def _refused(cells: tuple[RefusedCell, ...]) -> list[str]:
    """Each by its cell; of the rows that are none of ours only the first."""
    stray = [each for each in cells if not each.content]
    lines = [f"• {each.place} ({each.content}): {each.why}" for each in cells if each.content]
    lines += [f"• {each.place}: {each.why}" for each in stray[:_MOST_STRAY]]
    more = len(stray) - _MOST_STRAY
    return [*lines, f"… và {more} dòng nữa như vậy."] if more > 0 else lines


def _clash(desk: Desk, clash: Clash) -> str:
    entry = clash.entry
    when = entry.at.astimezone(desk.memory.now.tzinfo)
    by = f"{entry.by}, {when:%H:%M %d/%m/%Y}"
    if clash.mine is None:
        return f"• {clash.content.id}: ghi chú đang lưu “{short(entry.note)}” ({by})"
    mine = value_words(clash.content, clash.mine)
    return f"• {clash.content.id}: đang lưu {_shown(clash.content, entry.value)} ({by}); trong tệp {mine}"


def _shown(content: Content, value: Value | None) -> str:
    return value_words(content, value) if value else "chưa nhập"


def save_label(count: int) -> str:
    """The choice that saves."""
    return f"Lưu {count} thay đổi"


def saved(desk: Desk, plan: Plan) -> str:
    """After saving."""
    done = f"Đã lưu {plan.count} thay đổi từ tệp Excel lúc {desk.memory.now:%H:%M}."
    return "\n".join([done, *left_out(desk, plan)])
