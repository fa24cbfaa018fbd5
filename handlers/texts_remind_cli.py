"""What `tcpl remind …` and `tcpl day …` print."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.texts_law_days import weekday
from knowledge.reminders import SET_DAY, Milestone, Silence

NOTHING_SENT = "Chưa có nhắc việc nào."
NO_DECISION = 'Cần ghi văn bản quyết định, ví dụ --decision "Thông báo 12729/VPCP-KGVX".'
MILESTONES = {
    "0": "ngày cuối",
    "last_working_day": "ngày làm việc cuối",
    "past": "qua ngày được đặt",
    "overdue-1": "quá hạn, lần 1",
    "overdue-2": "quá hạn, lần 2",
    "overdue-3": "quá hạn, lần 3",
}
STATES = {
    None: "không còn tin",
    "queued": "đang chờ gửi",
    "sending": "đang gửi",
    "sent": "đã gửi",
    "failed": "không gửi được",
    "dropped": "đã bỏ",
}
REASONS = {
    "blocked": "người nhận đã chặn",
    "gone": "địa chỉ không còn",
    "stale": "quá cũ",
}


def message(person_id: int, person: str | None, text: str) -> str:
    """A digest as its reader sees it."""
    return f"── {person or f'#{person_id}'} ──\n{text}\n"


def planned(count: int, *, kept: bool) -> str:
    """How many messages were made."""
    if not count:
        return "Không có nhắc việc nào vào lúc đó."
    return f"{count} tin nhắc việc " + ("đã xếp hàng chờ gửi." if kept else "sẽ gửi (chạy thử, chưa gửi gì).")


def milestone(label: str) -> str:
    """A milestone in words."""
    if label.startswith("again-"):
        return "nhắc lại theo hẹn"
    name, _, set_day = label.partition(SET_DAY)
    said = MILESTONES.get(name, f"trước {name} ngày")
    return f"{said} (cơ quan thẩm định đặt {date.fromisoformat(set_day):%d/%m/%Y})" if set_day else said


def told_line(day: date, person: str, unit: str, title: str, label: str, last_day: date) -> str:
    """One reminder of the log."""
    return f"{day:%d/%m/%Y}\t{person}\t{unit}\t{title} (hạn {last_day:%d/%m/%Y})\t{milestone(label)}\t"


def fate(state: str | None, channel: str | None, sent_at: datetime | None, why: str | None) -> str:
    """What became of its message."""
    said = STATES.get(state, str(state))
    if sent_at:
        said += f" {sent_at:%H:%M %d/%m}"
    if channel:
        said += f" qua {channel}"
    return f"{said}: {REASONS.get(why, why)}" if why and state != "sent" else said


SILENCES: dict[Silence, str] = {
    "done": "đã làm",
    "part_done": "phần của người này đã nhập đủ",
    "muted": "người này đã tắt",
    "snoozed": "người này đã hẹn nhắc lại sau",
    "not_yet": "chưa đến mốc của người này",
    "over": "đã thôi nhắc",
    "told": "mốc này đã nhắc",
    "rest": "hôm nay không phải ngày làm việc",
}
NO_ADDRESS = "Không nhắc được: người này chưa mở kênh nào, hoặc đã chặn."
TOLD_TODAY = "Hôm nay người này đã nhận tin nhắc việc; mỗi ngày chỉ một tin."
NOTHING_CONCERNS = "Không có việc nào đến hạn đối với người này."


def verdict_line(unit: str, title: str, last_day: date, found: Milestone | Silence) -> str:
    """Whether one thing is told at a moment, and why not."""
    said = f"nhắc: {milestone(found.label)}" if isinstance(found, Milestone) else f"không nhắc: {SILENCES[found]}"
    return f"{last_day:%d/%m/%Y}\t{unit}\t{title}\t{said}"


def no_plan(plan: str, known: Sequence[str]) -> str:
    """For a plan that is not in the knowledge base."""
    return f"Không có kế hoạch {plan} trong kho. Hiện có: {', '.join(known)}."


def attached(plan: str, unit: str, *, off: bool) -> str:
    """After a plan was attached or taken away."""
    return f"Kế hoạch {plan} {'không còn' if off else ''} áp dụng cho {unit} và các đơn vị trực thuộc.".replace(
        "  ", " "
    )


def day_line(day: date, is_working: bool, decision: str, unit: str | None) -> str:
    """A recorded day."""
    kind = "làm việc" if is_working else "nghỉ"
    return f"{weekday(day)} {day:%d/%m/%Y}: {kind} ({decision}), {unit or 'mọi đơn vị'}"
