"""The sentences after something was saved: values, conflicts, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_scoring import UNCHANGED
from handlers.texts_values import capital, count, given_words, part_name, value_with_result, value_words
from knowledge.values import NotArisen

if TYPE_CHECKING:
    from handlers.dossiers import Entry, Save
    from handlers.scoring.desk import Desk
    from knowledge.consistency import Contradiction
    from knowledge.regulation import Content
    from knowledge.values import Value


def saved(desk: Desk, content: Content, value: Value, remarks: tuple[str, ...]) -> str:
    """What was saved, when, or that it stood there already; and what to look at."""
    last = desk.dossier.last_year.get(content.id)
    before = f" (Năm ngoái: {value_with_result(content, last)}.)" if last else ""
    values = {**desk.dossier.values, content.id: value}
    shown = given_words(desk.regulation, content, values)
    there = desk.dossier.values.get(content.id)
    done = UNCHANGED if there == value else f"Đã lưu {desk.memory.now:%H:%M}."
    lines = [f"{capital(part_name(content.id))}: {shown}. {done}{before}", *remarks]
    wanted = "" if isinstance(value, NotArisen) else evidence_missing(desk, content)
    return "\n".join([*lines, wanted] if wanted else lines)


def evidence_missing(desk: Desk, content: Content) -> str:
    """What evidence is still to be sent, where the data say what it is."""
    if any(each.content == content.id for each in desk.dossier.evidence):
        return ""
    wanted = desk.indicator_of(content.id).evidence
    return f"Minh chứng còn thiếu: {'; '.join(each.text for each in wanted)}." if wanted else ""


def contradiction(found: Contradiction) -> str:
    """Two counts of the same thing."""
    return f"Lưu ý: “{found.what}” ở đây là {count(found.here)}, ở nội dung {found.other} là {count(found.there)}. Hai số này phải bằng nhau; anh/chị kiểm tra lại."


def conflict(desk: Desk, content: Content, entry: Entry, mine: Value) -> str:
    """Somebody else saved meanwhile."""
    before = f" (trước đó: {value_words(content, entry.before)})" if entry.before else ""
    return (
        f"{entry.by} vừa lưu {part_name(content.id)} = {value_words(content, entry.value)} lúc {entry.at.astimezone(desk.memory.now.tzinfo):%H:%M}{before}. "
        f"Anh/chị đang nhập {value_words(content, mine)}."
    )


def ask_note(entry: Entry) -> str:
    """Asks for a remark, showing the one that would be replaced."""
    if not entry.note:
        return "Anh/chị gõ ghi chú cho nội dung này (hoặc “huỷ”)."
    return f"Ghi chú đang có: “{entry.note}”. Anh/chị gõ ghi chú mới để thay, “xoá” để bỏ, hoặc “huỷ” để giữ nguyên."


def other_note(entry: Entry, typed: str) -> str:
    """Somebody else wrote a remark meanwhile."""
    there = f"sửa ghi chú thành “{entry.note}”" if entry.note else "bỏ ghi chú"
    return f"Đồng nghiệp vừa {there}. Anh/chị đã gõ “{typed}”: gõ lại nếu vẫn muốn lưu, hoặc “huỷ” để giữ nguyên."


def keep_theirs(desk: Desk, content: Content, value: Value) -> str:
    """The choice that leaves the other's value."""
    return f"Giữ {value_words(content, value)}"


def history(desk: Desk, content: Content, saves: tuple[Save, ...]) -> str:
    """Who changed it, when, from what to what."""
    zone = desk.memory.now.tzinfo
    order = ", mới nhất trước" if len(saves) > 1 else ""
    lines = [f"{capital(part_name(content.id))} đã lưu {len(saves)} lần{order}:"]
    for each in saves:
        before = f"{value_words(content, each.before)} → " if each.before else ""
        why = f" (lý do: {each.reason})" if each.reason else ""
        lines.append(
            f"• {each.at.astimezone(zone):%H:%M %d/%m/%Y}, {each.by}: {before}{value_words(content, each.after)}{why}"
        )
    return "\n".join(lines)
