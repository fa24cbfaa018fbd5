"""The words around evidence: asked for, kept, refused as the same, replaced, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_scoring import short
from handlers.texts_scoring_saved import evidence_missing
from handlers.texts_values import part_name

if TYPE_CHECKING:
    from handlers.conversation import File
    from handlers.dossiers import Evidence
    from handlers.scoring.desk import Desk
    from knowledge.regulation import Content

SEE_FILES = "Xem, gỡ, thay tệp đã gửi"
REPLACE, REMOVE, KEEP, NO_REPLACEMENT = "Thay", "Gỡ", "Giữ nguyên", "Không thay nữa"
FILE_GONE = "Tệp này không còn trong hồ sơ."
GONE_BEFORE = "Tệp cần thay không còn nữa nên em lưu tệp này như tệp mới."
MORE = "Anh/chị gửi tiếp tệp khác hoặc chọn:"
ACCEPTED = "tệp PDF, DOCX, XLSX hoặc ảnh, tối đa 20 MB"


def ask_evidence(desk: Desk, content: Content, held: list[Evidence]) -> str:
    """Asks for a file and lists what is there."""
    there = "".join(f"\n• {each.name} ({size(each.size)})" for each in held)
    wanted = evidence_missing(desk, content)
    listed = f"\nĐã có:{there}" if held else ""
    return f"Minh chứng cho {part_name(content.id)}. Anh/chị gửi {ACCEPTED} mỗi tệp.{listed}" + (
        f"\n{wanted}" if wanted else ""
    )


def size(bytes_: int) -> str:
    """A file's size: 1,2 MB."""
    return f"{bytes_ / 1_000_000:.1f} MB".replace(".", ",") if bytes_ >= 100_000 else f"{max(1, bytes_ // 1000)} kB"


def kept(file: File, content: str, used: tuple[str, ...]) -> str:
    """After a file was attached."""
    return f"Đã lưu minh chứng “{file.name}” ({size(file.size)}) cho {part_name(content)}.{_also(used)} {MORE}"


def replaced(old: Evidence, file: File, used: tuple[str, ...]) -> str:
    """After a file took the place of another."""
    return f"Đã thay “{old.name}” bằng “{file.name}” cho {part_name(old.content)}.{_also(used)} {MORE}"


def _also(used: tuple[str, ...]) -> str:
    return f" Tệp này cũng đang là minh chứng của {', '.join(map(part_name, used))}." if used else ""


def same_file(name: str) -> str:
    """The same file a second time."""
    return f"Tệp “{name}” đã có ở nội dung này rồi, em không lưu lần nữa."


def not_replaced(old: Evidence, file: File) -> str:
    """The same when it was to take the place of another, or of itself."""
    if file.digest == old.digest:
        return f"Tệp “{file.name}” giống hệt “{old.name}” đang có nên em không thay. Anh/chị gửi tệp khác hoặc chọn:"
    return f"{same_file(file.name)} “{old.name}” vẫn giữ nguyên."


def file_label(evidence: Evidence) -> str:
    """The choice that opens what can be done with a file."""
    return f"Gỡ hoặc thay {short(evidence.name, 40)}"


def about_file(evidence: Evidence) -> str:
    """Asks what is to be done with it."""
    return f"“{evidence.name}” ({size(evidence.size)}), minh chứng của {part_name(evidence.content)}. Anh/chị muốn thay hay gỡ tệp này?"


def ask_replacement(evidence: Evidence) -> str:
    """Asks for the file that takes its place."""
    return f"Anh/chị gửi tệp thay cho “{evidence.name}” của {part_name(evidence.content)} ({ACCEPTED}). Tệp cũ chỉ bị thay khi em đã nhận được tệp mới."


def removed(evidence: Evidence) -> str:
    """After it was taken away."""
    return f"Đã gỡ “{evidence.name}” khỏi {part_name(evidence.content)}."
