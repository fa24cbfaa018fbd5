"""The sentences of the conversation itself: greetings, joining, choices, limits, faults."""

from datetime import datetime

from handlers.conversation import Membership

ROLES = {
    "official": "công chức theo dõi",
    "leader": "lãnh đạo UBND",
    "reviewer": "cơ quan thẩm định",
    "admin": "quản trị",
}

COMMAND_WORDS = {
    "tro giup": "trogiup",
    "huong dan": "trogiup",
    "help": "trogiup",
    "huy": "huy",
    "huy bo": "huy",
    "thoi": "huy",
    "bat dau": "start",
    "cham diem": "chamdiem",
    "tap huan": "taphuan",
    "tien do": "tiendo",
    "con thieu": "conthieu",
    "con thieu gi": "conthieu",
    "nop ho so": "nop",
    "nhac viec": "nhacviec",
    "danh muc": "danhmuc",
    "danh muc chi tieu": "danhmuc",
    "lien ket": "lienket",
}

# One line a command: the help is made of it, so a command cannot be forgotten there.
COMMANDS = {
    "start": "bắt đầu, hoặc tham gia bằng mã mời: /start MÃ",
    "trogiup": "xem hướng dẫn này",
    "chamdiem": "nhập số liệu, chấm điểm hồ sơ của đơn vị, ví dụ /chamdiem 2026",
    "tiendo": "xem đã nhập đến đâu",
    "conthieu": "xem còn thiếu gì để đạt",
    "taphuan": "tập nhập thử với số minh hoạ",
    "danhmuc": "tải danh mục tiêu chí, chỉ tiêu (Excel), ví dụ /danhmuc 2024",
    "lienket": "dùng chung trên Zalo, Telegram và trang web",
    "nhacviec": "xem việc có hạn, hẹn nhắc lại, tắt nhắc; cơ quan thẩm định giao việc, thông báo",
    "huy": "thôi việc đang làm",
}
PLANNED_COMMANDS = ("nop",)

NOTHING_READABLE = (
    "Em chưa đọc được nội dung nào trong tin này. Anh/chị gõ câu hỏi bằng chữ, ví dụ: hạn gửi hồ sơ năm 2024."
)
NOTHING_TO_CANCEL = "Hiện không có việc nào đang làm dở. Anh/chị cứ gõ câu hỏi, hoặc gõ “trợ giúp”."
CANCELLED = "Đã thôi. Không có gì thay đổi."
STOPPED_ENTERING = "Đã dừng nhập. Những gì đã lưu vẫn còn; anh/chị gõ /chamdiem để nhập tiếp."
OLD_CHOICE = "Lựa chọn này đã cũ nên em không thực hiện. Anh/chị chọn ở tin mới nhất, hoặc gõ lại câu hỏi."
SLOW_DOWN = (
    "Anh/chị gửi nhiều câu trong thời gian ngắn nên em xin tạm nghỉ vài phút. Tin sau đó em sẽ trả lời bình thường."
)
FILE_NOT_AWAITED = (
    "Em chưa lưu tệp này vì hiện không có nội dung nào chờ minh chứng. "
    "Anh/chị mở nội dung cần nộp, chọn “Gửi minh chứng” rồi gửi lại tệp."
)
CODE_UNKNOWN = (
    "Mã mời này không đúng. Mã có 12 chữ và số, ví dụ 7KQ2-9XMD-4TRB. Anh/chị kiểm tra lại với người đã gửi mã."
)
CODE_USED = "Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần; anh/chị xin đơn vị cấp mã mới."
ASK_JUSTICE = "Gửi câu này cho {unit}"
OR_TYPE = "Hoặc gõ:"
CONSENT_YES = "Gửi"
CONSENT_NO = "Thôi, không gửi"
TOPICS = (
    "Em trả lời các câu hỏi về chuẩn tiếp cận pháp luật của cấp xã:\n"
    "• tiêu chí, chỉ tiêu, điểm số, điều kiện công nhận;\n"
    "• hồ sơ, biểu mẫu, trình tự và thời hạn;\n"
    "• Hội đồng đánh giá, trách nhiệm của từng cơ quan;\n"
    "• năm nào áp dụng quyết định nào; kế hoạch thực hiện.\n"
    "Ví dụ: “hạn gửi hồ sơ năm 2024”, “ct2 tc3 là gì”, “họp hội đồng cần bao nhiêu người”."
)
UNSUPPORTED = {
    "sticker": "Em chỉ đọc được chữ và tệp minh chứng. Anh/chị gõ câu hỏi giúp em.",
    "voice": "Em chưa nghe được tin thoại. Anh/chị gõ câu hỏi giúp em.",
    "location": "Em không dùng đến vị trí. Anh/chị gõ câu hỏi giúp em.",
    "file_kind": "Em chỉ nhận tệp PDF, DOCX, XLSX hoặc ảnh JPG, PNG. Tệp vừa rồi không thuộc loại này nên chưa được lưu.",
    "file_too_large": "Tệp lớn hơn 20 MB nên chưa được lưu. Anh/chị nén hoặc chia nhỏ tệp rồi gửi lại.",
    "by_link": "Kênh này không chuyển ảnh, tệp đến em được. Khi cần minh chứng, em gửi một liên kết để tải tệp lên: anh/chị gõ “gửi minh chứng” ở nội dung đang nhập.",
    "other": "Em chưa đọc được loại tin này. Anh/chị gõ câu hỏi bằng chữ giúp em.",
}


def greeting(name: str | None, memberships: tuple[Membership, ...]) -> str:
    """The answer to /start."""
    hello = f"Chào anh/chị {name}." if name else "Chào anh/chị."
    units = "".join(f"\nĐơn vị: {m.unit} ({ROLES[m.role]})." for m in memberships)
    guest = (
        "\nAnh/chị chưa tham gia đơn vị nào: có thể hỏi đáp; khi có mã mời thì gõ mã vào đây."
        if not memberships
        else ""
    )
    return (
        f"{hello} Em là Trợ lý TCPL, hỗ trợ đánh giá xã, phường, đặc khu đạt chuẩn tiếp cận pháp luật.{units}{guest}\n"
        "Anh/chị gõ câu hỏi, có dấu hay không dấu đều được. Ví dụ: hạn gửi hồ sơ năm 2024."
    )


def help_text() -> str:
    """What can be typed, one line a command."""
    lines = "\n".join(f"/{name} – {what}" for name, what in COMMANDS.items())
    return f"Anh/chị gõ câu hỏi, em trả lời kèm căn cứ pháp lý. Trả lời bằng số để chọn.\n{lines}"


def unknown_command(name: str) -> str:
    """For "/abc" that does not exist."""
    return f"Em không có lệnh /{name}.\n{help_text()}"


def planned_command(name: str) -> str:
    """For a command of the design that this version cannot do yet."""
    return f"Bản này chưa có chức năng /{name}. Hiện em trả lời câu hỏi; anh/chị gõ câu hỏi vào đây."


def too_long(length: int, longest: int) -> str:
    """For a text longer than the limit."""
    dotted = f"{length:,}".replace(",", ".")
    limit = f"{longest:,}".replace(",", ".")
    return f"Tin dài {dotted} ký tự, quá giới hạn {limit} ký tự. Anh/chị gửi lại phần câu hỏi chính, ví dụ: hạn gửi hồ sơ năm 2024."


def no_such_choice(count: int) -> str:
    """For a number that the last message did not offer."""
    return f"Anh/chị chọn số từ 1 đến {count}, hoặc gõ câu hỏi mới."


def joined(unit: str, role: str) -> str:
    """After an invitation was used."""
    return f"Anh/chị đã tham gia {unit} với vai trò {ROLES[role]}. Anh/chị gõ “trợ giúp” để xem em làm được gì."


def code_expired(expired_at: datetime) -> str:
    """For an invitation past its time."""
    return f"Mã mời đã hết hạn lúc {expired_at:%H:%M ngày %d/%m/%Y}. Anh/chị xin đơn vị cấp mã mới."


def already_member(unit: str) -> str:
    """For an invitation to a unit and role that the person has already; the code stays unused."""
    return f"Anh/chị đã ở trong {unit} với vai trò này rồi. Mã mời vẫn chưa dùng."


def consent(question: str, unit: str) -> str:
    """Shows what would be sent, before it is sent."""
    return f"Em sẽ gửi nguyên văn câu này đến {unit}, kèm tên và đơn vị của anh/chị:\n“{question}”"


def forwarded(unit: str) -> str:
    """After a question was sent on."""
    return f"Đã gửi câu hỏi đến {unit}. Khi có trả lời, em sẽ nhắn lại anh/chị."


def question_notice(question: str, person: str | None, unit: str) -> str:
    """What the reviewing unit reads of a forwarded question."""
    who = f"{person}, {unit}" if person else unit
    return f"Câu hỏi từ {who}:\n“{question}”"


def no_reviewer(unit: str) -> str:
    """When nobody at the reviewing unit could receive the question."""
    return f"{unit} chưa có người dùng nào trên hệ thống, nên em chưa gửi được. Anh/chị liên hệ trực tiếp giúp em."


def fault(code: str) -> str:
    """When something of ours broke; the same code is in the log."""
    return f"Em gặp sự cố khi xử lý tin vừa rồi nên chưa làm gì với nó. Dữ liệu đã lưu không bị ảnh hưởng. Mã sự cố: {code}. Anh/chị thử lại giúp em."


NOT_A_YEAR = "Anh/chị gõ năm gồm 4 chữ số, ví dụ: /danhmuc 2024."


def no_regulation(year: int, paused: str | None) -> str:
    """When no regulation that we have covers the year, or the year is paused."""
    if paused:
        return f"Năm {year}: {paused}. Vì vậy em không có danh mục của năm này để gửi."
    return f"Em chưa có quy định nào đã kiểm chứng cho năm đánh giá {year}, nên không có danh mục để gửi."


def indicator_list(year: int, document: str, criteria: int, indicators: int) -> str:
    """Goes with the spreadsheet of criteria and indicators."""
    return (
        f"Danh mục năm đánh giá {year} theo {document}: {criteria} tiêu chí, {indicators} chỉ tiêu. Tệp Excel kèm theo."
    )
