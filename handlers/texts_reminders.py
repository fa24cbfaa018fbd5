"""The words of reminders: the morning digest, how many days are left, what can be answered."""

from collections.abc import Sequence
from datetime import date

from handlers import texts_set_days
from handlers.texts_law_days import counted_words, short_day, weekday
from knowledge.dues import Due, Kind

MOST_UNITS, LONGEST_TITLE = 5, 40

OPEN, OPEN_AT, OPEN_IN = "Mở hồ sơ", "Chấm tiếp {indicator}", "{label} – {unit}"
SHOW_ONE, SHOW_UNITS, SHOW_UNITS_OF = "Xem việc này", "Xem đơn vị chưa xong", "Đơn vị chưa xong: {title}"
DONE, DONE_OF = "Đã làm", "Đã làm: {title}"
LATER_TOMORROW, LATER_ON = "Nhắc lại sáng mai", "Nhắc lại {day}"
OTHER_DAY, MUTE, MUTE_KIND, ALL = "Chọn ngày nhắc lại", "Tắt nhắc việc này", "Tắt nhắc {kind}", "Xem từng việc"
UNDO, UNMUTE, RECEIVED, ANSWER = "Chưa làm, nhắc tiếp", "Bật lại: {subject}", "Đã nhận", "Trả lời"
KINDS: dict[Kind, str] = {
    "dossier": "hạn của hồ sơ",
    "duty": "việc hằng năm theo luật",
    "plan": "việc theo kế hoạch",
    "task": "việc được giao",
}
TELL_WHEN_DONE = "Việc nào đã xong, anh/chị chọn “Đã làm” để em thôi nhắc."


def heading(today: date, units: Sequence[str], assessed_year: int | None) -> str:
    """The first line of a digest."""
    of = f", năm đánh giá {assessed_year}" if assessed_year else ""
    return f"Nhắc việc {today:%d/%m/%Y}" + (f" – {units[0]}{of}." if len(units) == 1 else ".")


def section(unit: str) -> str:
    """Stands before the lines of one of several units."""
    return f"{unit}:"


def line(due: Due, today: date, lacking: str = "", *, with_year: bool = False) -> str:
    """One thing of a digest."""
    said = f"• {titled(due, with_year=with_year)}: {left(due, today)}.{_last_working_day(due, today)}"
    counted = due.dated.counted if due.dated else None
    return said + (f" Cách tính: {counted_words(counted)}." if counted else "") + lacking


def lines_together(dues: Sequence[Due], today: date) -> list[str]:
    """Several things that end on the same day: the days are said once."""
    said = left(dues[0], today)
    head = f"• {said[0].upper()}{said[1:]}.{_last_working_day(dues[0], today)}"
    return [f"{head[:-1]}:", *(f"  – {titled(due)}" for due in dues)]


def reviewed_line(due: Due, today: date, open_units: Sequence[str], count: int) -> str:
    """The same for the unit that reviews: which of its communes have not done it."""
    more = len(open_units) - MOST_UNITS
    named = ", ".join(open_units[:MOST_UNITS]) + (f" và {more} đơn vị khác" if more > 0 else "")
    return f"• {titled(due)}: {left(due, today)}. Chưa xong {len(open_units)}/{count} đơn vị: {named}."


def titled(due: Due, *, with_year: bool = False) -> str:
    """What is to be done: for a task who set it, for a dossier of which year, and what is due with it."""
    if due.kind == "task" and due.note:
        return f"{due.title[:1].upper()}{due.title[1:]} ({due.note} giao)"
    year = f" (năm đánh giá {due.year})" if with_year else ""
    return due.title + (f" và {len(due.also)} việc cùng hạn" if due.also else "") + year


def left(due: Due, today: date) -> str:
    """How many days are left until when; on the last day itself nobody is late."""
    if due.law_day:
        return texts_set_days.left(due, today)
    days, until = (due.last_day - today).days, f"{weekday(due.last_day)} {short_day(due.last_day, today)}"
    to_start = " để bắt đầu" if due.starts else ""
    if days > 1:
        return f"còn {days} ngày{to_start} (chậm nhất hết {until})"
    if days == 1:
        return f"còn 1 ngày{to_start} (chậm nhất hết ngày mai, {until})"
    if days == 0:
        return f"hôm nay là ngày cuối{to_start} (hết {until})"
    return f"đã quá hạn{to_start and ' bắt đầu'} {-days} ngày (hạn là hết {until})"


def _last_working_day(due: Due, today: date) -> str:
    if due.act_by == due.last_day or today > due.last_day:
        return ""
    if today >= due.act_by:
        return " Hôm nay là ngày làm việc cuối cùng trước hạn." if today == due.act_by else ""
    return (
        f" Ngày cuối không phải ngày làm việc, nên {'bắt đầu' if due.starts else 'làm xong'} trong "
        f"{weekday(due.act_by)} {short_day(due.act_by, today)}."
    )


def short_title(title: str) -> str:
    """A title that fits a choice, cut between words."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;") + "…"


def later_label(day: date, today: date) -> str:
    """When it is told again: tomorrow, or the next working day."""
    if (day - today).days == 1:
        return LATER_TOMORROW
    return LATER_ON.format(day=f"{weekday(day)} {short_day(day, today)}")


NEEDS_UNIT = "Anh/chị chưa thuộc đơn vị nào nên chưa có việc để nhắc. Khi có mã mời, anh/chị gõ mã vào đây."
NOTHING_DUE = "Trong bốn tháng tới chưa có việc nào đến hạn."
LIST_HEADING = "Việc đến hạn trong bốn tháng tới, kể cả việc vừa quá hạn:"
NO_DATES = "Hồ sơ năm đánh giá {year}: {document} chưa có thời hạn nào trong kho đã kiểm chứng, nên em chưa nhắc hạn hồ sơ. Khi cơ quan thẩm định giao hạn, em sẽ nhắc."
NO_DAY = "Việc theo kế hoạch không ghi ngày: {tasks}."
GONE = "Việc này không còn trong danh sách. Anh/chị gõ /nhacviec để xem lại."
CHECK = "Cần kiểm tra văn bản này đã được sửa đổi hay chưa trước khi dùng cho hiện nay."
MUTED_LIST, SET_TASK, GIVEN, WHO_GOT, DAYS_OFF = (
    "Việc đã tắt nhắc",
    "Giao việc, thông báo",
    "Việc đã giao",
    "Ai đã nhận nhắc việc",
    "Ngày nghỉ, ngày làm bù",
)
NOTHING_MUTED = "Anh/chị chưa tắt nhắc việc nào."
MUTED_HEADING = "Những nhắc việc anh/chị đã tắt:"
MARKED = "Đã ghi: {title} – đã làm. Em không nhắc việc này với đơn vị nữa."
UNMARKED = "Đã ghi lại là chưa làm. Em sẽ nhắc tiếp."
MUTED_ONE = "Đã tắt nhắc “{title}”. Gõ /nhacviec để bật lại."
MUTED_KIND = "Đã tắt nhắc {kind}. Gõ /nhacviec để bật lại."
UNMUTED = "Đã bật nhắc lại."
ASK_DAY = "Anh/chị muốn nhắc lại ngày nào? Gõ ngày, ví dụ {example}, hoặc: mai, thứ Hai."
NOT_A_DAY = "Em chưa đọc được ngày. Anh/chị gõ ngày/tháng/năm, ví dụ {example}."
DAY_PAST = "Ngày {day} đã qua. Anh/chị chọn một ngày từ {first}."
DAY_TOO_LATE = "Ngày {day} sau hạn cuối {last}. Anh/chị chọn một ngày không muộn hơn hạn."
DAY_TOO_FAR = "Ngày {day} xa hơn hai năm. Anh/chị kiểm tra lại, ví dụ {example}."
# Folded words → days from today, or the day of the week (0 is Monday).
DAY_WORDS = {"hom nay": 0, "mai": 1, "ngay mai": 1, "sang mai": 1, "ngay kia": 2, "mot": 2}
WEEKDAY_WORDS = {
    **{f"thu {name}": at for at, name in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"))},
    **{f"thu {number}": number - 2 for number in range(2, 8)},
    "chu nhat": 6,
    "cn": 6,
}
_STATUS = {
    "done": "đã làm",
    "part_done": "phần của anh/chị đã đủ",
    "muted": "đã tắt nhắc",
}


def snoozed(day: date, today: date) -> str:
    """After a thing was put off."""
    return f"Em sẽ nhắc lại sáng {weekday(day)} {short_day(day, today)}. Hạn không thay đổi."


def until_line(due: Due, today: date) -> str:
    """Stands before the things that end on the same day."""
    said = left(due, today)
    return f"• {said[0].upper()}{said[1:]}:"


def listed(due: Due, unit: str | None, status: str | None, basis: str) -> str:
    """One thing of the list: what, where, its basis."""
    where = f" ({unit})" if unit else ""
    known = f" [{status}]" if status else ""
    law = f" Căn cứ: {basis}." if basis else ""
    return f"  – {titled(due, with_year=due.kind == 'dossier')}{where}{known}.{law}"


def status(verdict: str, until: date | None, today: date) -> str | None:
    """Why nothing is told of a thing, where that is the person's or the unit's doing."""
    if verdict == "snoozed" and until:
        return f"nhắc lại {short_day(until, today)}"
    return _STATUS.get(verdict)


def due_label(due: Due, today: date, unit: str | None) -> str:
    """A thing as a choice."""
    where = f" – {unit}" if unit else ""
    return f"{short_title(due.title)} ({short_day(due.last_day, today)}){where}"
