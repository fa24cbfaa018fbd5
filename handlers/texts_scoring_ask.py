"""The sentences that ask for a value and explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.texts_duties import duties_words
from handlers.texts_law import cite_all, known_by, number
from handlers.texts_scoring import example, short
from handlers.texts_values import PARTS, count, given_words, noun, value_words
from knowledge.duties import duties_of
from knowledge.measures import ChoiceMeasure, CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure
from knowledge.nothing_arising import shared_rule
from knowledge.scoring import entered

if TYPE_CHECKING:
    from handlers.scoring.desk import Desk
    from knowledge.regulation import Content, Indicator


def opened(desk: Desk) -> str:
    """Where the dossier stands, before the first question."""
    return f"Năm {desk.key.year} – {desk.dossier.unit}, theo {desk.document.short}. {done(desk)}{_provisional(desk)}"


def done(desk: Desk) -> str:
    """How many indicators are complete, all and the person's own."""
    every = list(desk.regulation.indicators())
    mine = [each for each in every if _is_mine(desk, each)]
    own = f" (phần của anh/chị: {entered(desk.regulation, mine, desk.dossier.values)}/{len(mine)})" if mine else ""
    return f"Đã có {entered(desk.regulation, every, desk.dossier.values)}/{len(every)} {noun(desk.regulation)}{own}."


def _is_mine(desk: Desk, indicator: Indicator) -> bool:
    colleague = desk.dossier.assignments.get(indicator.id)
    return colleague is not None and colleague.id == desk.memory.person.id


def _provisional(desk: Desk) -> str:
    if desk.key.practice or all(_is_sure(desk, each) for each in desk.regulation.indicators()):
        return ""
    known = "Bảng điểm, cách tính" if desk.regulation.result == "points" else "Cách tính"
    return f"\n{known} mà em có còn thiếu hoặc chưa đối chiếu bản gốc, nên kết quả là tạm tính."


def _is_sure(desk: Desk, indicator: Indicator) -> bool:
    known = indicator.max is not None and indicator.max.is_sure if desk.regulation.result == "points" else True
    return known and all(each.is_sure for each in desk.regulation.contents(indicator))


def ask(desk: Desk, content: Content) -> str:
    """The question for a content."""
    indicator = desk.indicator_of(content.id)
    lines = [_head(desk, content, indicator), _question(content)]
    if entry := desk.dossier.entries.get(content.id):
        lines.append(f"Đang lưu: {given_words(desk.regulation, content, desk.dossier.values)}.")
        lines.extend([f"Ghi chú: {entry.note}"] if entry.note else [])
    if last := desk.dossier.last_year.get(content.id):
        lines.append(f"Năm ngoái: {value_words(content, last)}.")
    return "\n".join(lines)


def _head(desk: Desk, content: Content, indicator: Indicator) -> str:
    most = f"tối đa {number(indicator.max.value)} điểm" if indicator.max else ""
    if "." not in content.id:
        return f"{_numbered(indicator)} {indicator.title}" + (f" ({most})" if most else "")
    more = ", " + most if most else ""
    if len(desk.regulation.contents(indicator)) == 1:
        return f"{content.id} {indicator.title} (chỉ tiêu {indicator.id}{more})"
    if content.title:
        return f"{content.id} {content.title} (chỉ tiêu {indicator.id}{more})"
    return f"{content.id} (chỉ tiêu {indicator.id} {short(indicator.title, 120)}{more})"


def _numbered(indicator: Indicator) -> str:
    return indicator.id if "." in indicator.id else f"Tiêu chí {indicator.id}:"


def _question(content: Content) -> str:
    match content.measure:
        case PointsMeasure(max=None):
            return f"Tự chấm bao nhiêu điểm? Ví dụ {example(content)}. Điểm tối đa xem ở Phụ lục của văn bản."
        case PointsMeasure(max=limit) if limit:
            return f"Tự chấm bao nhiêu điểm? Từ 0 đến {number(limit.value)}, ví dụ {example(content)}."
        case RatioMeasure(whole=whole):
            return f"Trong năm có bao nhiêu {whole}? Ví dụ 1.240."
        case CountMeasure(of=of):
            return f"Trong năm có bao nhiêu {of}? Ví dụ 2."
        case YesNoMeasure(question=question):
            return question
        case _:
            return "Anh/chị chọn một trong các mức:"


def ask_part(content: Content, whole: int) -> str:
    """The second question of a ratio."""
    part = content.measure.part if isinstance(content.measure, RatioMeasure) else ""
    return (
        f"Trong số {count(whole)} đó, có bao nhiêu {part}? Từ 0 đến {count(whole)}, ví dụ {count(max(1, whole - 1))}."
    )


def go_on_with(asked: str) -> str:
    """Before the question that still stands."""
    return f"Ta tiếp tục: {asked}"


def explanation(desk: Desk, content: Content) -> str:
    """The rule, the evidence, the source."""
    indicator = desk.indicator_of(content.id)
    lines = [f"{_numbered(indicator)} {indicator.title}.", *rule(content)]
    lines.extend(_sentence(each.text) for each in indicator.remarks)
    lines.extend([_sentence(content.note)] if content.note else [])
    if own := content.nothing_arising:
        lines.append(f"Không phát sinh: {own.text}.")
    elif shared := shared_rule(desk.regulation, content):
        lines.append(f"Không phát sinh (cả {PARTS[shared.level]} {shared.id}): {shared.rule.text}.")
    if indicator.evidence:
        lines.append(f"Minh chứng: {'; '.join(each.text for each in indicator.evidence)}.")
    lines.append(f"Căn cứ: {cite_all(indicator.citations, desk.knowledge.documents)} ({known_by(content)}).")
    duties = duties_of(desk.knowledge.duties, desk.regulation.id, indicator.id)
    return "\n".join([*lines, *duties_words(duties, desk.knowledge.documents)])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def rule(content: Content) -> list[str]:
    """The required percentage or count, or the bands."""
    match content.measure:
        case RatioMeasure(required_percent=required, bands=bands):
            told = [f"Yêu cầu: từ {number(required.value)} % trở lên."] if required else []
            return told + [
                f"Từ {number(each.at_least)} %{f' đến dưới {number(each.below)} %' if each.below else ''}: {number(each.points)} điểm."
                for each in bands
            ]
        case CountMeasure(required=required) if required:
            return [f"Yêu cầu: từ {number(required.value)} trở lên."]
        case ChoiceMeasure(options=options):
            return [f"{each.text}: {number(each.points)} điểm." for each in options if each.points is not None]
        case _:
            return []
