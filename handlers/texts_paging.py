"""The words of long menus on channels without buttons, and of going on in another channel."""

MORE_WORDS = {"them", "xem them"}


def page(number: int, pages: int) -> str:
    """Before the choices of another page."""
    return f"Trang {number}/{pages}, anh/chị chọn:"


def more(number: int, left: int) -> str:
    """The line that leads to the next page."""
    return f"[{number}] Xem thêm ({left} lựa chọn nữa)"


def previous(number: int) -> str:
    """The line that leads back."""
    return f"[{number}] Trang trước"


MOVED = "Anh/chị vừa chuyển sang đây từ kênh khác nên em nhắc lại các lựa chọn đang chờ:"
