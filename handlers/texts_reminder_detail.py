"""One due thing in full: until when and why, what belongs to it, its basis and what is doubtful about it."""

from collections.abc import Iterator
from datetime import date

from handlers.texts_law_days import dated_words, weekday
from handlers.texts_reminders import CHECK, KINDS, left, titled
from knowledge.dues import Due

WITHIN_YEAR = {
    "duty": "Luật chỉ ghi hằng năm nên em tính đến hết năm.",
    "plan": "Kế hoạch chỉ ghi năm nên em tính đến hết năm.",
}


def detail(due: Due, today: date, unit: str, basis: str, lacking: str, status: str | None) -> str:
    """Everything that is known of it."""
    return "\n".join(_lines(due, today, unit, basis, lacking, status))


def _lines(due: Due, today: date, unit: str, basis: str, lacking: str, status: str | None) -> Iterator[str]:
    yield titled(due, with_year=due.kind == "dossier") + (f" [{status}]" if status else "")
    yield f"{unit} · {KINDS[due.kind]}"
    said = left(due, today)
    yield f"{said[0].upper()}{said[1:]}.{lacking}"
    yield from _reckoning(due, today)
    yield from (f"Cùng hạn: {each}." for each in due.also)
    if due.note and due.kind != "task":
        yield f"Ghi chú: {due.note}."
    if basis:
        yield f"Căn cứ: {basis}."
    if due.check_amendments:
        yield CHECK


def _reckoning(due: Due, today: date) -> Iterator[str]:
    if due.dated:
        yield dated_words(due.dated)
    elif due.act_by != due.last_day and today <= due.last_day:
        yield f"Ngày cuối không phải ngày làm việc, nên làm xong trong {weekday(due.act_by)} {due.act_by:%d/%m/%Y}."
    if due.kind in WITHIN_YEAR and (due.last_day.month, due.last_day.day) == (12, 31):
        yield WITHIN_YEAR[due.kind]
