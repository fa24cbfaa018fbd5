"""The words of tasks and notices: setting them, reading them, answering them, and who has not."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.reminding.agenda import GivenTask, Reached, SetTask, TaskState
from handlers.texts_law_days import day, weekday
from handlers.texts_reminders import left, short_title, titled
from knowledge.dues import Due

SHORTEST, LONGEST, MOST_NAMED, MOST_ANSWER = 5, 1000, 12, 200
ASK_TEXT = "Anh/chị gõ nội dung việc cần giao hoặc thông báo, ví dụ: báo cáo số liệu hòa giải quý IV. Gõ “huỷ” để thôi."
BAD_LENGTH = f"Nội dung cần từ {SHORTEST} đến {LONGEST} ký tự, ví dụ: báo cáo số liệu hòa giải quý IV."
ASK_LAST_DAY = "Hạn cuối là ngày nào? Gõ ngày, ví dụ {example}; hoặc chọn “Không có hạn” nếu chỉ là thông báo."
NO_LAST_DAY = "Không có hạn"
ASK_UNITS = "Gửi cho đơn vị nào? Chọn “Tất cả”, hoặc gõ tên các đơn vị, cách nhau bằng dấu phẩy, ví dụ: {example}."
ALL_UNITS = "Tất cả {count} đơn vị"
NO_COMMUNES = "Đơn vị của anh/chị chưa có xã, phường nào trực thuộc trên hệ thống nên chưa giao việc được."
UNKNOWN_UNITS = "Em không tìm thấy: {names}. Các đơn vị trực thuộc: {known}."
NOT_REVIEWER = "Chỉ cơ quan thẩm định mới giao việc và xem mục này được."
SEND_ANSWER, SEND, DO_NOT = "Gửi, cần trả lời", "Gửi, chỉ cần “đã nhận”", "Thôi, không gửi"
CHOOSE_SENDING = "Anh/chị chọn cách gửi, hoặc “Thôi, không gửi”."
NOTHING_GIVEN = "Đơn vị chưa giao việc nào."
GIVEN_HEADING = "Việc đã giao, mới nhất trước:"
REACHED_HEADING = "Người nhận nhắc việc của từng đơn vị và lần nhắc gần nhất:"
OPEN_TASKS = "Việc các đơn vị chưa xong"
OPEN_HEADING, OPEN_UNITS = "Việc các xã, phường trực thuộc chưa xong:", "{count} đơn vị chưa xong:"
MORE_UNITS = "• và {count} đơn vị khác"
ALL_DONE = "Các xã, phường trực thuộc không còn việc nào có hạn trong bốn tháng tới mà chưa xong."
NO_USERS = "chưa có người dùng nào"
NO_CHANNEL = "chưa mở kênh nào nên chưa nhắc được"
RECEIVED_THANKS = "Đã ghi nhận: {unit} đã nhận."
ASK_ANSWER = "Anh/chị gõ trả lời cho việc: “{text}”. Gõ “huỷ” để thôi."
ANSWERED = "Đã gửi trả lời đến {by_unit}. Việc này coi như đã xong."
_STATES = {
    "queued": "đang chờ gửi",
    "sending": "đang gửi",
    "sent": "đã gửi",
    "failed": "không gửi được",
    "dropped": "đã bỏ",
}
_WHY = {"blocked": "người nhận đã chặn", "gone": "địa chỉ không còn"}


def consent(text: str, last_day: date | None, units: Sequence[str]) -> str:
    """What would be sent, before it is sent."""
    limit = f"hạn cuối {weekday(last_day)} {day(last_day)}" if last_day else "không có hạn (thông báo)"
    return f"Em sẽ gửi đến {len(units)} đơn vị ({some(units)}), {limit}:\n“{text}”"


def sent(count: int, at: datetime, now: datetime, *, is_day: bool = False) -> str:
    """After a task was set; at night and on days off it waits for the next morning."""
    when = (
        ""
        if at == now
        else f" Tin sẽ đến lúc {at:%H:%M} {weekday(at.date())} {at:%d/%m} vì bây giờ là ngoài giờ hoặc ngày nghỉ."
    )
    if is_day:
        return f"Đã báo cho {count} đơn vị.{when} Từ nay em nhắc theo hạn này. Gõ /nhacviec để xem đơn vị nào đã nhận."
    return f"Đã giao cho {count} đơn vị.{when} Gõ /nhacviec để xem đơn vị nào đã nhận, đã trả lời."


def notice(task: SetTask) -> str:
    """What the communes read."""
    if task.deadline:
        return f"{task.by_unit} thông báo về hạn nộp hồ sơ:\n{task.text}."
    if task.last_day is None:
        return f"Thông báo của {task.by_unit}:\n{task.text}"
    return f"{task.by_unit} giao việc, chậm nhất hết {weekday(task.last_day)} {day(task.last_day)}:\n{task.text}"


def open_line(due: Due, count: int, today: date) -> str:
    """What some communes have not done."""
    return f"• {titled(due, with_year=due.kind == 'dossier')}: {left(due, today)} – {count} đơn vị."


def open_unit(unit: str, lacking: tuple[Sequence[str], int] | None) -> str:
    """A commune that has not done it; of a dossier how much is entered."""
    if lacking is None or not lacking[1]:
        return f"• {unit}"
    return f"• {unit}: đã nhập {lacking[1] - len(lacking[0])}/{lacking[1]} chỉ tiêu"


def given_title(task: SetTask) -> str:
    """A task in a list: its first words, or the day that was set and for what."""
    if not task.deadline:
        return short_title(task.text)
    said = f"Đặt ngày {day(task.last_day)}" if task.last_day else "Bỏ ngày đã đặt"
    return f"{said}: {task.text.partition(' (')[0]}"


def given_line(given: GivenTask) -> str:
    """A task of the list."""
    limit = f" (hạn {day(given.task.last_day)})" if given.task.last_day else " (thông báo)"
    done = sum(each.done for each in given.units)
    received = sum(each.received_at is not None for each in given.units)
    finished = f", đã xong {done}/{len(given.units)}" if given.task.is_owed or given.task.answer_needed else ""
    said = given_title(given.task) + ("" if given.task.deadline else limit)
    return f"• {said}: đã nhận {received}/{len(given.units)}{finished}"


def given_detail(given: GivenTask) -> str:
    """Who has received it and who has not, what was answered."""
    lines = [f"“{given.task.text}”", _limit(given.task)]
    missing = [each.unit for each in given.units if each.received_at is None]
    there = [_received(each) for each in given.units if each.received_at is not None]
    lines += [f"Đã nhận {len(there)}/{len(given.units)}: {some(there)}."] if there else []
    lines += [f"Chưa nhận: {some(missing)}."] if missing else ["Tất cả đã nhận."]
    open_units = [each.unit for each in given.units if not each.done]
    if (given.task.is_owed or given.task.answer_needed) and open_units:
        lines.append(f"Chưa xong: {some(open_units)}.")
    lines += [f"• {each.unit}: {_cut(each.answer)}" for each in given.units if each.answer]
    return "\n".join(lines)


def _limit(task: SetTask) -> str:
    if task.deadline:
        return f"Thông báo ngày {day(task.set_on)}."
    limit = f"hạn {weekday(task.last_day)} {day(task.last_day)}" if task.last_day else "thông báo không có hạn"
    return f"Giao ngày {day(task.set_on)}, {limit}."


def _received(state: TaskState) -> str:
    return f"{state.unit} ({state.received_at:%H:%M %d/%m})"


def _cut(answer: str) -> str:
    return answer if len(answer) <= MOST_ANSWER else answer[:MOST_ANSWER].rsplit(" ", 1)[0] + "…"


def some(names: Sequence[str]) -> str:
    """The names, where they are not too many."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" và {more} đơn vị khác" if more > 0 else "")


def answer_notice(unit: str, person: str | None, text: str, answer: str) -> str:
    """What the reviewing unit reads of an answer."""
    who = f"{unit} ({person})" if person else unit
    return f"{who} trả lời việc “{short_title(text)}”:\n{answer}"


def reached_line(unit: str, people: Sequence[Reached]) -> str:
    """The people of one unit."""
    return f"• {unit}: " + ("; ".join(_reached(each) for each in people) if people else NO_USERS)


def _reached(one: Reached) -> str:
    if one.channel is None:
        return f"{one.person} – {NO_CHANNEL}"
    if one.day is None:
        return f"{one.person} – qua {one.channel}, chưa có lần nhắc nào"
    said = _STATES.get(one.state or "", one.state or "")
    at = f" {one.sent_at:%H:%M}" if one.sent_at else ""
    why = f" ({_WHY.get(one.why, one.why)})" if one.why and one.state != "sent" else ""
    return f"{one.person} – nhắc {one.day:%d/%m/%Y}, {said}{at} qua {one.channel}{why}"


ASK_DAY_OFF = (
    "Anh/chị gõ “nghỉ” hoặc “làm”, ngày, rồi văn bản quyết định. "
    "Ví dụ: nghỉ 02/01/2026 Thông báo 12729/VPCP-KGVX. Gõ “huỷ” để thôi."
)
NOT_A_DAY_OFF = "Em chưa đọc được. Ví dụ: làm 10/01/2026 Thông báo 12729/VPCP-KGVX."
NOT_ADMIN = "Chỉ quản trị mới sửa được ngày nghỉ."
# The folded first word → whether the day is worked.
DAY_KINDS = {"nghi": False, "lam": True}


def day_set(value: date, is_working: bool, decision: str, unit: str) -> str:
    """After a day was recorded."""
    kind = "làm việc" if is_working else "nghỉ"
    return f"Đã ghi: {weekday(value)} {day(value)} là ngày {kind} của {unit} và các đơn vị trực thuộc ({decision}). Các hạn tính theo ngày làm việc đổi theo."
