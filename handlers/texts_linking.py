"""The sentences of linking channels."""

from datetime import datetime

from handlers.conversation import Person
from handlers.texts import ROLES
from handlers.texts_upload import CHANNELS

CODE_UNKNOWN = "Mã liên kết này không đúng. Mã có dạng LK-7KQ2-9XMD; anh/chị gõ /lienket ở kênh kia để lấy mã mới."
CODE_USED = "Mã liên kết này đã được dùng. Mỗi mã chỉ dùng một lần; anh/chị gõ /lienket ở kênh kia để lấy mã mới."
SAME_PERSON = "Hai nơi này đã là một người dùng rồi, không cần liên kết nữa. Anh/chị làm tiếp ở nơi nào cũng được."
YES, NO = "Đúng là tôi, liên kết", "Không liên kết"
DROPPED = "Em không liên kết gì."


def offered(code: str, until: datetime) -> str:
    """The code and what to do with it."""
    return (
        f"Mã liên kết: {code}\n"
        f"Anh/chị mở kênh kia (Zalo, Telegram hoặc trang web) và gõ mã này vào đó trước {until:%H:%M}. Mã dùng một lần.\n"
        "Chỉ tự mình dùng mã này: nơi nào gõ mã sẽ dùng chung vai trò và hồ sơ đang nhập của anh/chị."
    )


def expired(at: datetime) -> str:
    """For a code past its ten minutes."""
    return f"Mã liên kết đã hết hạn lúc {at:%H:%M}. Anh/chị gõ /lienket ở kênh kia để lấy mã mới."


def confirm(other: Person, channel: str) -> str:
    """Before somebody with roles takes another place in."""
    who = _who(other)
    return (
        f"Mã này được lấy ở {CHANNELS.get(channel, channel)}{f' ({who})' if who else ''}. "
        "Sau khi liên kết, nơi đó và nơi này là một người dùng: cùng vai trò, cùng hồ sơ đang nhập.\n"
        "Chỉ đồng ý nếu chính anh/chị vừa lấy mã. Mã do người khác gửi thì chọn không liên kết."
    )


def linked(person: Person) -> str:
    """After the two are one."""
    units = "; ".join(f"{m.unit} ({ROLES[m.role]})" for m in person.memberships)
    as_whom = f" với vai trò: {units}" if units else ""
    return f"Đã liên kết. Anh/chị làm tiếp ở nơi nào cũng được{as_whom}. Việc đang làm dở vẫn còn nguyên."


def notice(channel: str, at: datetime) -> str:
    """What the place where the code was taken is told."""
    return (
        f"Đã liên kết với {CHANNELS.get(channel, channel)} lúc {at:%H:%M ngày %d/%m/%Y}. "
        "Nếu không phải anh/chị làm việc này, báo ngay quản trị hệ thống."
    )


def conflict(here: Person, there: Person) -> str:
    """Two people with roles that one cannot stand for both."""
    return (
        f"Em chưa liên kết: hai nơi đang là hai người dùng khác nhau.\n• Nơi này: {_who(here)}.\n• Nơi lấy mã: {_who(there)}.\n"
        "Nếu cả hai đều là anh/chị: xin mã mời cho vai trò còn thiếu và nhập ở một nơi, để nơi đó có đủ vai trò của cả hai, "
        "rồi lấy mã liên kết lại. Nếu tên khác nhau, nhờ quản trị sửa tên trước."
    )


def _who(person: Person) -> str:
    roles = "; ".join(f"{m.unit}, {ROLES[m.role]}" for m in person.memberships)
    return " – ".join(part for part in (person.name, roles) if part)
