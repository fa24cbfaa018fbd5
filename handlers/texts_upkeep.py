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
