"""What `tcpl person`, `tcpl link`, `tcpl backup` and `tcpl restore` say."""

from collections.abc import Sequence
from datetime import datetime

from handlers.texts import ROLES

NO_NAME = "(chưa có tên)"
GUEST = "khách, chưa tham gia đơn vị nào"
BAD_NAME = "Tên dài từ 1 đến {most} ký tự. Ví dụ: tcpl person name 5 “Nguyễn Thị Lan”"
NAMED = "Người dùng số {person} nay có tên {name}."


def person_line(person: int, name: str | None, roles: Sequence[tuple[str, str]]) -> str:
    """A line of the list of people: id, name, units with roles."""
    places = "; ".join(f"{unit} ({ROLES[role]})" for unit, role in roles)
    return f"{person}\t{name or NO_NAME}\t{places or GUEST}"


def sign_in_link(name: str | None, until: datetime, link: str) -> str:
    """A link and how long it is good."""
    return (
        f"Liên kết đăng nhập của {name or NO_NAME}, dùng được đến {until:%H:%M ngày %d/%m/%Y}:\n{link}\n"
        "Ai có liên kết này đều vào được bằng tên người đó; anh/chị chỉ gửi cho đúng người."
    )


_NEWER = "do bản chương trình mới hơn tạo ra. Anh/chị cập nhật chương trình rồi làm lại."
ARCHIVE_REFUSED = {
    "no_archive": "Tệp này không phải là bản sao lưu của Trợ lý TCPL, hoặc đã bị cắt cụt.",
    "damaged": "Bản sao lưu bị hỏng hoặc đã bị sửa (phần {about}). Anh/chị dùng một bản sao lưu khác.",
    "newer_format": f"Bản sao lưu này {_NEWER}",
    "newer_schema": f"Dữ liệu này {_NEWER}",
    "other_tables": "Các bảng trong bản sao lưu không khớp với chương trình. Anh/chị dùng một bản sao lưu khác.",
    "misfit": "Dữ liệu trong bản sao lưu không khớp với cơ sở dữ liệu. Anh/chị dùng một bản sao lưu khác.",
    "not_empty": "Cơ sở dữ liệu đang có dữ liệu. Anh/chị sao lưu trước, rồi thêm --replace nếu muốn thay toàn bộ.",
    "no_data": "Chưa có cơ sở dữ liệu để sao lưu. Anh/chị kiểm tra bằng: tcpl doctor",
}
NO_FOLDER = "Không có thư mục {folder}. Ví dụ: tcpl backup /srv/sao-luu/tcpl.zip"
INSIDE_FILES = "Không để bản sao lưu trong thư mục tệp đính kèm {folder}. Ví dụ: tcpl backup /srv/sao-luu/tcpl.zip"
CANNOT_WRITE = "Không ghi được ({why}). Anh/chị kiểm tra dung lượng đĩa và quyền ghi. Dữ liệu cũ vẫn nguyên."
DATABASE_FAULT = "Cơ sở dữ liệu báo lỗi nên chưa làm gì. Anh/chị kiểm tra bằng: tcpl doctor"
REPLACE_WORD = "thay the"
REPLACE_PROMPT = "Toàn bộ dữ liệu hiện có sẽ bị thay bằng bản sao lưu. Gõ THAY THE để tiếp tục"
NOT_CONFIRMED = "Chưa xác nhận nên chưa có gì thay đổi."
KEY_NOT_KEPT = "Khoá ký đăng nhập (secret.key hoặc TCPL_SECRET_KEY) không nằm trong bản sao lưu; anh/chị cất riêng."
KEY_NOT_RESTORED = "Nếu máy này dùng khoá ký khác, mọi người cần liên kết đăng nhập mới: tcpl link SỐ"


def backed_up(tables: int, rows: int, files: int, target: str) -> str:
    """After a backup."""
    return f"Đã sao lưu {tables} bảng, {rows} dòng, {files} tệp đính kèm vào {target}.\n{KEY_NOT_KEPT}"


def unsound_files(names: Sequence[str]) -> str:
    """Stored files that no longer hold what was sent."""
    return f"Cảnh báo: {len(names)} tệp đính kèm đã hỏng trên đĩa: {', '.join(names[:5])}"


def restored(tables: int, rows: int, files: int, made_at: datetime) -> str:
    """After a restore."""
    when = f"{made_at:%H:%M ngày %d/%m/%Y}"
    return f"Đã khôi phục bản sao lưu lúc {when}: {tables} bảng, {rows} dòng, {files} tệp đính kèm.\n{KEY_NOT_RESTORED}"
