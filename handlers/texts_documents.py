"""The words in the documents that the assistant makes."""

from handlers.conversation import Attachment

SHEET = "Danh mục {year}"
COLUMNS = ("Tiêu chí", "Chỉ tiêu", "Căn cứ", "Trạng thái")
_LABELS = {
    "indicator_list": "Danh mục tiêu chí, chỉ tiêu năm {year} (Excel)",
    "progress": "Tiến độ chấm điểm năm {year} (ảnh)",
    "dossier_sheet": "Bảng chấm điểm năm {year} (Excel)",
}
_FILE_NAMES = {
    "indicator_list": "danh-muc-chi-tieu-{year}.xlsx",
    "progress": "tien-do-{year}.png",
    "dossier_sheet": "bang-cham-diem-{year}.xlsx",
}


def label(attachment: Attachment) -> str:
    """What a link to the document says."""
    return _LABELS[attachment.document].format(year=attachment.year)


def file_name(attachment: Attachment) -> str:
    """The name under which the document is saved."""
    practice = "tap-huan-" if attachment.dossier and attachment.dossier.practice else ""
    return practice + _FILE_NAMES[attachment.document].format(year=attachment.year)


def sheet_title(year: int, document: str) -> str:
    """The first line of the list."""
    return f"DANH MỤC TIÊU CHÍ, CHỈ TIÊU – năm đánh giá {year} theo {document}"


NOT_PRIMARY = "Dòng không ghi “văn bản gốc” cần đối chiếu với văn bản trước khi dùng chính thức."
NOT_OFFICIAL_NAME = "tên diễn đạt lại"
