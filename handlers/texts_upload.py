"""The words around links: to upload a file, to fetch a document, and on the upload page."""

from datetime import datetime

from handlers.texts import ROLES

PAGE_TITLE = "Gửi tệp minh chứng"
SHEET_TITLE = "Gửi bảng chấm điểm (Excel)"
UPLOAD_OVER = (
    "Liên kết gửi tệp này đã hết hạn hoặc bị chép thiếu. Anh/chị mở lại cuộc trò chuyện, "
    "gõ “gửi minh chứng” ở nội dung đang nhập để có liên kết mới."
)
DOCUMENT_OVER = (
    "Liên kết tải tệp này đã hết hạn hoặc bị chép thiếu. Anh/chị mở lại cuộc trò chuyện và yêu cầu tệp một lần nữa."
)
NOT_A_MEMBER = "Anh/chị không còn vai trò nhập hồ sơ của đơn vị này nên không gửi được tệp vào đây."
RECEIVED_TITLE = "Đã nhận tệp"
CHANNELS = {"zalo": "Zalo", "telegram": "Telegram", "web": "trang hỏi đáp", "console": "cửa sổ dòng lệnh"}


def upload_link(url: str, until: datetime) -> str:
    """The link under a message that awaits a file."""
    return f"Gửi tệp qua liên kết này (dùng được đến {until:%H:%M ngày %d/%m/%Y}):\n{url}"


def document_link(label: str, url: str, until: datetime) -> str:
    """The link to a document that this channel cannot carry."""
    return f"{label} – tải tại đây (dùng được đến {until:%H:%M ngày %d/%m/%Y}):\n{url}"


def sender(name: str | None, role: str) -> str:
    """Who sends, as far as it is known."""
    what = ROLES[role]
    return f"{name}, {what}" if name else what[:1].upper() + what[1:]


def evidence_for(content: str, title: str, *, instead: bool = False) -> str:
    """What the file is for; whether `instead` of one that was sent before."""
    return f"{content} {title}" + (" (thay cho tệp đã chọn)" if instead else "")


def sheet_for(year: int) -> str:
    """The same for a spreadsheet."""
    return f"Bảng chấm điểm năm {year}"


def received(name: str, size: str, channel: str) -> str:
    """After the file is kept; the answer comes in the chat."""
    return f"Đã nhận “{name}” ({size}). Em trả lời trong {CHANNELS.get(channel, channel)}; anh/chị quay lại cuộc trò chuyện để xem."
