"""The words of a supporting law's duty: what, by when, and where it says so."""

from collections.abc import Mapping

from handlers.texts_law import cite_all
from handlers.texts_law_show import when_words
from knowledge.documents import Document
from knowledge.duties import AtMostAmounts, AtOnce, Duty, Every, Limit, YearlyIn, YearlyOn

PERIODS = {"week": "mỗi tuần", "month": "mỗi tháng", "quarter": "mỗi quý", "year": "mỗi năm"}
MOST_TOLD = 4


def duties_words(duties: tuple[Duty, ...], documents: Mapping[str, Document]) -> list[str]:
    """A line each, the first few; that they belong here is our own reading of the laws."""
    if not duties:
        return []
    more = [f"• và {len(duties) - MOST_TOLD} việc khác."] if len(duties) > MOST_TOLD else []
    told = [f"• {_duty(each, documents)}" for each in duties[:MOST_TOLD]]
    return ["Việc theo luật liên quan (em tự đối chiếu):", *told, *more]


def _duty(duty: Duty, documents: Mapping[str, Document]) -> str:
    limits = "; ".join(limit_words(each) for each in duty.limits)
    check = "; kiểm tra lại vì luật có thể đã sửa đổi" if duty.check_amendments else ""
    return f"{duty.title}: {limits} ({cite_all(duty.citations, documents)}{check})."


def limit_words(limit: Limit) -> str:
    """By when, or how often."""
    match limit:
        case YearlyOn(day=day, month=month):
            return f"hằng năm, ngày {day:02}/{month:02}"
        case YearlyIn(month=month, note=note):
            return ", ".join(["hằng năm", *([note] if note else [f"tháng {month}"] if month else [])])
        case Every(period=period, times=times, note=note):
            return f"{PERIODS[period]}, {note or f'{times:02} lần'}"
        case AtOnce(note=note):
            return f"ngay {note or 'khi phát sinh'}"
        case AtMostAmounts(amounts=amounts):
            return f"mức tối đa {'; '.join(amounts)}"
        case _:
            return when_words(limit)
