"""The words of an earlier day that a reviewing unit sets for a deadline of the law, always beside the law's own day."""

from collections.abc import Sequence
from datetime import date

from handlers.texts_law_days import day, short_day, weekday
from knowledge.deadlines import DatedDeadline
from knowledge.dues import Due

SET_EARLIER = "Đặt ngày sớm hơn hạn của luật"
ASK_WHICH = "Anh/chị muốn đặt ngày sớm hơn cho hạn nào của các xã, phường?"
BACK_TO_LAW = "Bỏ ngày đã đặt, theo hạn của luật"
SEND = "Gửi cho các đơn vị"
SET_LIST = "Đang đặt: {days}."


def nothing_to_set(year: int, document: str | None) -> str:
    """For a year whose regulation has no day of its own to come earlier than."""
    of = f": {document} chưa có thời hạn nào trong kho đã kiểm chứng" if document else ""
    return (
        f"Hồ sơ năm đánh giá {year} chưa có hạn của luật để đặt sớm hơn{of}. "
        "Anh/chị có thể giao ngày nộp bằng mục “Giao việc, thông báo”."
    )


def deadline_label(dated: DatedDeadline) -> str:
    """A deadline as a choice."""
    return f"{dated.deadline.title} năm {dated.year} (luật: hết {day(dated.law_day)})"


def ask_day(dated: DatedDeadline, basis: str, example: date, known: Sequence[tuple[date, int]]) -> str:
    """Asks for the day, the law's day and what is set already beside it."""
    lines = [
        f"{_title(dated.deadline.title, dated.year)}: luật cho đến hết {weekday(dated.law_day)} {day(dated.law_day)} ({basis}).",
        *(
            [SET_LIST.format(days="; ".join(f"{day(each)} cho {count} đơn vị" for each, count in known))]
            if known
            else []
        ),
        f"Anh/chị đặt ngày nào, không muộn hơn hạn của luật? Gõ ngày, ví dụ {day(example)}. Gõ “huỷ” để thôi.",
    ]
    return "\n".join(lines)


def too_late(chosen: date, dated: DatedDeadline, basis: str, example: date) -> str:
    """Why a day after the law's last day is refused."""
    return (
        f"Ngày {day(chosen)} muộn hơn hạn của luật: chậm nhất hết {weekday(dated.law_day)} {day(dated.law_day)}, "
        f"theo {basis}. Cơ quan thẩm định chỉ đặt sớm hơn được. Anh/chị gõ ngày khác, ví dụ {day(example)}."
    )


def same_as_law(dated: DatedDeadline) -> str:
    """The law says so already."""
    return f"Ngày {day(dated.law_day)} chính là hạn của luật nên không cần đặt. Anh/chị gõ một ngày sớm hơn, hoặc “huỷ” để thôi."


def told(dated: DatedDeadline) -> str:
    """What the communes are told, and what is kept; without an earlier day the law's holds again."""
    title, law = dated.deadline.title, f"hết {weekday(dated.law_day)} {day(dated.law_day)}"
    if dated.set_day is None:
        return f"{_title(title, dated.year)}: không còn ngày đặt riêng, theo hạn của luật, chậm nhất {law}"
    return f"{_title(title, dated.year)}: chậm nhất hết {weekday(dated.last_day)} {day(dated.last_day)} (hạn của luật: {law})"


def consent(said: str, units: str, count: int, starts: Sequence[DatedDeadline]) -> str:
    """What would be sent, and what must begin earlier for it."""
    return "\n".join([f"Em sẽ gửi đến {count} đơn vị ({units}):", f"“{said}.”", *map(_start, starts)])


def _start(dated: DatedDeadline) -> str:
    if dated.set_day is None:
        return f"Lưu ý: đơn vị nào chưa {_lower(dated.deadline.title)} thì không còn đủ ngày để kịp ngày này."
    return f"{dated.deadline.title} phải bắt đầu chậm nhất {weekday(dated.last_day)} {day(dated.last_day)}."


def not_worked(dated: DatedDeadline) -> str:
    """For a day off."""
    return f"{weekday(dated.last_day).capitalize()} {day(dated.last_day)} không phải ngày làm việc; ngày làm việc liền trước là {weekday(dated.last_working_day)} {day(dated.last_working_day)}."


def left(due: Due, today: date) -> str:
    """How many days are left until the day that was set, and until the law's."""
    days, law = (due.last_day - today).days, f"luật: hết {_short(due.final_day, today)}"
    start = " để bắt đầu" if due.starts else ""
    why = f" cho kịp hạn {due.set_by} đặt" if due.starts else f", {due.set_by} đặt"
    if days > 0:
        return f"còn {days} ngày{start} (chậm nhất hết {_short(due.last_day, today)}{why}; {law})"
    if days == 0:
        return f"hôm nay là ngày cuối{start}{why if due.starts else f' mà {due.set_by} đặt'} ({law})"
    until = f"({short_day(due.last_day, today)})"
    return _after(
        due, today, f"đã qua ngày bắt đầu{why} {until}" if due.starts else f"đã qua ngày {due.set_by} đặt {until}"
    )


def _after(due: Due, today: date, said: str) -> str:
    days, until = (due.final_day - today).days, _short(due.final_day, today)
    start = " để bắt đầu" if due.starts else ""
    if days > 0:
        return f"{said}; theo luật còn {days} ngày{start} (hết {until})"
    if days == 0:
        return f"{said}; theo luật hôm nay là ngày cuối{start} (hết {until})"
    return f"đã quá hạn {-days} ngày (hạn của luật là hết {until})"


def _short(value: date, today: date) -> str:
    return f"{weekday(value)} {short_day(value, today)}"


def _title(title: str, year: int) -> str:
    return f"{title} (năm đánh giá {year})"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
