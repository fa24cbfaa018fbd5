"""The words of reminders: the morning digest, how many days are left, what can be answered."""

from collections.abc import Sequence
from datetime import date

from handlers.texts_law_days import weekday
from knowledge.dues import Due, Kind

MOST_INDICATORS, MOST_UNITS, LONGEST_TITLE = 6, 5, 40

OPEN, OPEN_AT, OPEN_IN = "Mở hồ sơ", "Chấm tiếp {indicator}", "{label} – {unit}"
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
    return f"{today:%d/%m/%Y} – {units[0]}{of}." if len(units) == 1 else f"{today:%d/%m/%Y}."


def section(unit: str) -> str:
    """Stands before the lines of one of several units."""
    return f"{unit}:"


def line(due: Due, today: date, lacking: str = "", *, with_year: bool = False) -> str:
    """One thing of a digest."""
    return f"• {titled(due, with_year=with_year)}: {left(due, today)}.{_last_working_day(due, today)}{lacking}"


def lines_together(dues: Sequence[Due], today: date) -> list[str]:
    """Several things that end on the same day: the days are said once."""
    said = left(dues[0], today)
    head = f"• {said[0].upper()}{said[1:]}.{_last_working_day(dues[0], today)}"
    return [head, *(f"  – {titled(due)}" for due in dues)]


def reviewed_line(due: Due, today: date, open_units: Sequence[str], count: int) -> str:
    """The same for the unit that reviews: which of its communes have not done it."""
    named = ", ".join(open_units[:MOST_UNITS]) + (", …" if len(open_units) > MOST_UNITS else "")
    return f"• {titled(due)}: {left(due, today)}. Chưa xong {len(open_units)}/{count} đơn vị: {named}."


def titled(due: Due, *, with_year: bool = False) -> str:
    """What is to be done: for a task who set it, for a dossier of which year, and what is due with it."""
    if due.kind == "task" and due.note:
        return f"{due.note} giao: {due.title}"
    year = f" (năm đánh giá {due.year})" if with_year else ""
    return due.title + (f" và {len(due.also)} việc cùng hạn" if due.also else "") + year


def left(due: Due, today: date) -> str:
    """How many days are left until when; on the last day itself nobody is late."""
    days, until = (due.last_day - today).days, f"{weekday(due.last_day)} {short_day(due.last_day, today)}"
    to_start = " để bắt đầu" if due.starts else ""
    if days > 1:
        return f"còn {days} ngày{to_start} (chậm nhất hết {until})"
    if days == 1:
        return f"còn 1 ngày{to_start} (chậm nhất hết ngày mai, {until})"
    if days == 0:
        return f"hôm nay là ngày cuối{to_start} (hết {until})"
    return f"đã quá hạn {-days} ngày (hạn là hết {until})"


def short_day(day: date, today: date) -> str:
    """The year is said only where it is another one."""
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def _last_working_day(due: Due, today: date) -> str:
    if due.act_by == due.last_day or today > due.last_day:
        return ""
    if today == due.act_by:
        return " Hôm nay là ngày làm việc cuối cùng trước hạn."
    if today > due.act_by:
        return ""
    return (
        f" Ngày cuối không phải ngày làm việc, nên làm xong trong {weekday(due.act_by)} {short_day(due.act_by, today)}."
    )


def lacking(indicators: Sequence[str], count: int) -> str:
    """What a dossier still lacks."""
    if not count:
        return ""
    if not indicators:
        return f" Đã nhập đủ {count}/{count} chỉ tiêu, chưa gửi."
    named = ", ".join(indicators[:MOST_INDICATORS]) + (", …" if len(indicators) > MOST_INDICATORS else "")
    return f" Còn thiếu {len(indicators)} chỉ tiêu: {named}."


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
