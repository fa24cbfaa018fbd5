"""What the command line says to the person at the office who runs the program."""

from datetime import datetime

from handlers.texts import ROLES

CHAT_HELLO = "Trợ lý TCPL. Gõ câu hỏi rồi Enter; Ctrl+D để thoát."
PORT_TAKEN = "Cổng {port} đang có chương trình khác dùng. Đặt cổng khác, ví dụ: TCPL_PORT=8090 tcpl run"
READY = "Trang hỏi đáp: {url}"
BAD_SETTING = "Biến môi trường {name} chưa đúng. Ví dụ: {example}"
UNIT_ADDED = "Đã thêm đơn vị {name} (mã {code})."
UNIT_CHANGED = "Đã cập nhật đơn vị {name} (mã {code})."
NO_UNIT = "Không có đơn vị mã “{code}”. Xem các mã bằng: tcpl unit list"
NO_PERSON = "Không có người dùng số {person}."
DEMO_LINKS = "Ba vai trong bản trình diễn (mỗi liên kết đăng nhập dùng được {hours} giờ):"
DEMO_FILLED = "Đã nạp dữ liệu trình diễn."
DATA_FAULTS = "Dữ liệu pháp luật chưa đúng:\n{faults}"
UNIT_KINDS = {"ministry": "bộ", "province": "tỉnh", "district": "huyện", "commune": "xã"}


def invitation(code: str, unit: str, role: str, expires_at: datetime, link: str) -> str:
    """A new one-time code and the ways to use it."""
    return (
        f"Mã mời vào {unit}, vai trò {ROLES[role]}: {code}\n"
        f"Dùng một lần, đến {expires_at:%H:%M ngày %d/%m/%Y}.\n"
        f"Trình duyệt: {link}\nTelegram: /start {code}\nZalo: gửi {code}"
    )


def persona(role: str, name: str, unit: str, link: str) -> str:
    """A line of the demo's list of people."""
    return f"• {name}, {ROLES[role]}, {unit}:\n  {link}"
