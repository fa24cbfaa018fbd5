"""What the web server itself says: refusals, notices, and who is signed in."""

from handlers.conversation import Person
from handlers.texts import ROLES

GUEST = "Khách"
REFUSED_TITLE = "Chưa thực hiện được"
NO_SUCH_PAGE = "Không có trang này. Anh/chị kiểm tra lại địa chỉ, hoặc quay về trang hỏi đáp."
SESSION_OVER = "Phiên làm việc trên trình duyệt này đã hết. Anh/chị tải lại trang; tin chưa gửi vẫn được giữ."
AWAY = "Hệ thống đang tạm gián đoạn nên chưa nhận được. Anh/chị chờ ít phút rồi thử lại."
FOREIGN_PAGE = "Yêu cầu này không đến từ trang hỏi đáp nên không được thực hiện."
NOT_JSON = "Nội dung gửi lên chưa đúng dạng nên chưa được nhận. Anh/chị tải lại trang rồi gửi lại."
TOO_FAST = "Anh/chị gửi hơi nhanh. Tin này sẽ được nhận sau ít giây."
FILES_FOR_MEMBERS = "Chỉ người đã tham gia đơn vị mới gửi được tệp. Anh/chị gõ mã mời vào ô hỏi đáp để tham gia."
FILE_MISSING = "Chưa nhận được trọn tệp. Anh/chị chọn tệp rồi gửi lại."
FILE_REFUSED = {
    "empty": "Tệp này không có nội dung nên chưa được nhận.",
    "file_kind": "Chỉ nhận tệp PDF, DOCX, XLSX hoặc ảnh JPG, PNG. Tệp vừa rồi không thuộc loại này nên chưa được nhận.",
    "file_too_large": "Tệp lớn hơn 20 MB nên chưa được nhận. Anh/chị nén hoặc chia nhỏ tệp rồi gửi lại.",
    "no_room": "Máy chủ đã hết chỗ lưu tệp nên chưa nhận được. Anh/chị báo quản trị hệ thống, rồi gửi lại sau.",
}
NO_ATTACHMENT = "Không có tệp này. Anh/chị mở lại trang hỏi đáp và yêu cầu tệp một lần nữa."
LINK_OVER_TITLE = "Liên kết đăng nhập đã hết hạn"
LINK_OVER = (
    "Liên kết đăng nhập chỉ dùng được trong thời gian ngắn, hoặc đã bị chép thiếu. "
    "Anh/chị xin liên kết mới từ người quản trị đơn vị; trong lúc chờ vẫn hỏi đáp được với tư cách khách."
)


def body_too_large(kibibytes: int) -> str:
    """For a message whose bytes are over the limit."""
    return f"Tin quá dài: giới hạn là {kibibytes} KB, khoảng 4.000 ký tự. Anh/chị gửi lại phần câu hỏi chính."


def fault(code: str) -> str:
    """When something of ours broke; the same code is in the log."""
    return f"Hệ thống gặp sự cố nên chưa thực hiện được. Mã sự cố: {code}. Anh/chị thử lại giúp em."


def who(person: Person | None) -> str:
    """The line under the product's name: units and roles, or guest."""
    roles = person.memberships if person else ()
    return "; ".join(f"{m.unit} · {ROLES[m.role]}" for m in roles) or GUEST
