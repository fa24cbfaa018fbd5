"""The words in the documents that the assistant makes."""

from handlers.conversation import Attachment

SHEET = "Danh mục {year}"
COLUMNS = ("Tiêu chí", "Chỉ tiêu", "Căn cứ", "Trạng thái")


def label(attachment: Attachment) -> str:
    """What a link to the document says."""
    return f"Danh mục tiêu chí, chỉ tiêu năm {attachment.year} (Excel)"


def file_name(attachment: Attachment) -> str:
    """The name under which the document is saved."""
    return f"danh-muc-chi-tieu-{attachment.year}.xlsx"


def sheet_title(year: int, document: str) -> str:
    """The first line of the list."""
    return f"DANH MỤC TIÊU CHÍ, CHỈ TIÊU – năm đánh giá {year} theo {document}"


NOT_PRIMARY = "Dòng không ghi “văn bản gốc” cần đối chiếu với văn bản trước khi dùng chính thức."
NOT_OFFICIAL_NAME = "tên diễn đạt lại"
