"""The sentences of what a dossier is asked beside its contents: declarations, class, rate, maxima, who does what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from handlers.dossiers import ASSIGNMENT, DECLARATION, DECLARED, MAXIMUM, NOBODY, SATISFACTION, UNIT_CLASS
from handlers.texts_law import cite_all, number
from handlers.texts_scoring import DECLARE_NO, DECLARE_YES, short
from handlers.texts_values import part_name

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.dossiers import Said
    from handlers.scoring.desk import Desk
    from knowledge.conditions import Condition

NOBODY_HAS_IT = "không giao cho ai"


def maximum_label(desk: Desk, criterion_id: str) -> str:
    """The choice to enter a criterion's maximum."""
    most = desk.dossier.maxima.get(criterion_id)
    return (
        f"Điểm tối đa của tiêu chí {criterion_id}: {number(most)} (đơn vị nhập)"
        if most is not None
        else f"Nhập điểm tối đa của tiêu chí {criterion_id}"
    )


def declaration_label(desk: Desk, id_: str, title: str) -> str:
    """A declaration with its answer."""
    said = {True: "đúng", False: "không đúng", None: "chưa khai"}[desk.dossier.declarations.get(id_)]
    return f"Khai báo: {short(title)} ({said})"


def class_label(unit_class: str | None) -> str:
    """The choice to say of which class the unit is."""
    return f"Loại đơn vị hành chính ({unit_class or 'chưa chọn'})"


def satisfaction_label(rate: Decimal | None) -> str:
    """The choice to enter the satisfaction rate."""
    return f"Tỷ lệ hài lòng ({f'{number(rate)} %' if rate is not None else 'chưa nhập'})"


def ask_declaration(desk: Desk, condition: Condition) -> str:
    """What is declared, with its article, and what stands."""
    statement = condition.statement if condition.kind == "declaration" else condition.title
    basis = cite_all(condition.citations, desk.knowledge.documents)
    return f"{statement}.\nCăn cứ: {basis}.\nĐiều này đúng với đơn vị không?{stands(desk, DECLARATION + condition.id)}"


def ask_class(desk: Desk) -> str:
    """Asks for the unit's class."""
    return f"Đơn vị hành chính của anh/chị được xếp loại nào?{stands(desk, UNIT_CLASS)}"


def ask_rate(desk: Desk) -> str:
    """Asks for the satisfaction rate."""
    asked = "Tỷ lệ hài lòng về thủ tục hành chính trong năm là bao nhiêu phần trăm? Từ 0 đến 100, ví dụ 97,35."
    return asked + stands(desk, SATISFACTION)


def ask_maximum(desk: Desk, criterion_id: str) -> str:
    """Asks for a criterion's maximum."""
    asked = (
        f"Em chưa có điểm tối đa của tiêu chí {criterion_id}. Anh/chị xem Phụ lục của văn bản và gõ số điểm, ví dụ 15."
    )
    return asked + stands(desk, MAXIMUM + criterion_id)


def who_takes(desk: Desk, indicator_id: str) -> str:
    """Asks to whom an indicator goes."""
    return f"Giao {_part(indicator_id)} cho ai?{stands(desk, ASSIGNMENT + indicator_id)}"


def assigned(indicator_id: str, name: str | None) -> str:
    """After it."""
    return f"Đã giao {_part(indicator_id)} cho {name}." if name else f"Đã để {_part(indicator_id)} không giao cho ai."


def stands(desk: Desk, question: str) -> str:
    """A line with the answer that is there, whose it is and since when; nothing where there is none."""
    there = desk.dossier.said.get(question)
    if there is None:
        return ""
    answer = answer_words(desk, question, desk.dossier.answer(question))
    return f"\nĐang lưu: {answer} ({there.by}, {_moment(desk, there.at)})."


def answer_words(desk: Desk, question: str, answer: str) -> str:
    """A kept answer in words."""
    if question.startswith(DECLARATION):
        return (DECLARE_YES if answer == DECLARED[True] else DECLARE_NO).lower()
    if question.startswith(MAXIMUM):
        return f"{number(Decimal(answer))} điểm"
    if question.startswith(ASSIGNMENT):
        return _name(desk, answer)
    return f"loại {answer}" if question == UNIT_CLASS else f"{number(Decimal(answer))} %"


def _name(desk: Desk, person_id: str) -> str:
    """Whom an indicator was given to; somebody who left the unit is not named."""
    known = {str(each.id): each.name for each in desk.memory.records.colleagues(desk.key.unit_id)}
    known |= {str(each.id): each.name for each in desk.dossier.assignments.values()}
    return NOBODY_HAS_IT if person_id == NOBODY else known.get(person_id, f"#{person_id}")


def conflict(desk: Desk, question: str, there: Said, theirs: str, mine: str) -> str:
    """Somebody else answered meanwhile."""
    when = _moment(desk, there.at)
    return f"{there.by} vừa lưu {_subject(desk, question)}: {theirs}, lúc {when}. Anh/chị đang chọn: {mine}."


def keep(theirs: str) -> str:
    """The choice that leaves the other's answer."""
    return f"Giữ: {theirs}"


def save_mine(mine: str) -> str:
    """The choice that takes the person's own."""
    return f"Lưu của tôi: {mine}"


def _subject(desk: Desk, question: str) -> str:
    if question.startswith(DECLARATION):
        titles = {each.id: each.title for each in desk.regulation.conditions}
        return f"khai báo “{titles[question.removeprefix(DECLARATION)]}”"
    if question.startswith(MAXIMUM):
        return f"điểm tối đa của tiêu chí {question.removeprefix(MAXIMUM)}"
    if question.startswith(ASSIGNMENT):
        return f"người phụ trách {_part(question.removeprefix(ASSIGNMENT))}"
    return {UNIT_CLASS: "loại đơn vị hành chính", SATISFACTION: "tỷ lệ hài lòng"}[question]


def _part(indicator_id: str) -> str:
    return f"chỉ tiêu {indicator_id}" if "." in indicator_id else part_name(indicator_id)


def _moment(desk: Desk, at: datetime) -> str:
    """The time, with its day unless that is today."""
    local = at.astimezone(desk.memory.now.tzinfo)
    return f"{local:%H:%M}" if local.date() == desk.memory.today else f"{local:%H:%M %d/%m/%Y}"
