"""Days and deadlines in words: dates, why a day does not count, how a last day was reached."""

from collections.abc import Sequence
from datetime import date

from handlers.texts_law_show import UNITS
from knowledge.deadlines import DatedDeadline
from knowledge.plans import AfterEvent, EveryYears, InYears, Milestone, Period, Yearly
from knowledge.regulation_procedure import AtLeastDays, BeforeDay
from knowledge.working_days import Counted, Rest, Skipped

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ESTIMATE = "dự kiến"


def day(value: date) -> str:
    """09/01/2027."""
    return f"{value:%d/%m/%Y}"


def short_day(value: date, today: date) -> str:
    """The year is said only where it is another one."""
    return f"{value:%d/%m}" if value.year == today.year else day(value)


def weekday(value: date) -> str:
    """The name of the day of the week."""
    return WEEKDAYS[value.weekday()]


def counted_words(counted: Counted) -> str:
    """How working days were counted: which days did not count, and where that leads."""
    towards = "kể từ" if counted.days > 0 else "trước"
    said = f"{abs(counted.days):02} ngày làm việc {towards} {day(counted.start)}"
    skipped = ", ".join(_skipped(each) for each in sorted(counted.skipped, key=lambda each: each.day))
    return f"{said}{f', trừ {skipped}' if skipped else ''}: {day(counted.last)}"


def _skipped(skipped: Skipped) -> str:
    return f"{skipped.day:%d/%m} ({rest_words(skipped.rest, skipped.day)})"


def rest_words(rest: Rest, at: date) -> str:
    """Why a day is not worked."""
    name = rest.name or weekday(at)
    return f"{name}, {ESTIMATE}" if rest.is_estimate else name


def dated_words(found: DatedDeadline) -> str:
    """A deadline's last day, and how it was reached."""
    when = found.deadline.when
    label = "bắt đầu chậm nhất" if isinstance(when, AtLeastDays) else "hạn cuối"
    said = f"{found.deadline.title}: {label} {weekday(found.last_day)} {day(found.last_day)}"
    return ". ".join([said, *_reasons(found)]) + "."


def _reasons(found: DatedDeadline) -> Sequence[str]:
    when, reasons = found.deadline.when, []
    if found.set_day and isinstance(when, BeforeDay):
        reasons.append(f"Ngày này do {found.set_day.by} đặt ngày {day(found.set_day.on)}")
        reasons.append(f"Luật ghi “trước ngày {when.day:02}/{when.month:02}”, tức chậm nhất hết {day(found.law_day)}")
    elif isinstance(when, BeforeDay):
        reasons.append(f"Luật ghi “trước ngày {when.day:02}/{when.month:02}”, nên ngày cuối là ngày liền trước")
    elif isinstance(when, AtLeastDays):
        reasons.append(f"Phải đủ {when.days:02} {UNITS[when.unit]} trước hạn gửi")
    if found.set_day and isinstance(when, AtLeastDays):
        reasons.append(
            f"Hạn gửi do {found.set_day.by} đặt là {day(found.set_day.day)}; theo hạn của luật thì bắt đầu chậm nhất {day(found.law_day)}"
        )
    if found.counted:
        reasons.append(f"Cách tính: {counted_words(found.counted)}")
    if found.last_working_day != found.last_day:
        act = "bắt đầu" if isinstance(when, AtLeastDays) else "làm xong"
        reasons.append(f"Ngày cuối không phải ngày làm việc, nên {act} trong ngày {day(found.last_working_day)}")
    return reasons


def period_words(period: Period) -> str:
    """When a plan's task is done, as the plan says it."""
    match period:
        case Yearly():
            return f"hằng năm ({period.note})" if period.note else "hằng năm"
        case EveryYears():
            return f"{period.years:02} năm một lần" + (f", {period.note}" if period.note else "")
        case InYears():
            return "; ".join(_milestone(each) for each in period.milestones)
        case AfterEvent():
            return f"khi {period.event}" if not period.event.startswith("theo") else period.event


def _milestone(each: Milestone) -> str:
    return f"{each.what}: {'cuối ' if each.at_end else ''}năm {each.year}"
