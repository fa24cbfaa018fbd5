"""The sentences of entering a dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from handlers.texts_law import MADE_UP, cite_all, known_by, number
from handlers.texts_values import count, value_with_result, value_words
from knowledge.measures import CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure
from knowledge.scoring import criterion_points, entered, missing, total_points

if TYPE_CHECKING:
    from handlers.conversation import File
    from handlers.dossiers import DossierState, Entry, Evidence
    from handlers.scoring.desk import Desk
    from knowledge.conditions import Condition
    from knowledge.consistency import Contradiction
    from knowledge.entry import Refused
    from knowledge.regulation import Content, Criterion, Indicator
    from knowledge.values import Value

PRACTICE_MARK = f"[TẬP HUẤN · {MADE_UP}] "
# What can be typed instead of pressing, folded → the verb of handlers.scoring.acting.
WORDS = {
    "bo qua": "skip",
    "tiep": "skip",
    "tiep tuc": "skip",
    "lui": "back",
    "quay lai": "back",
    "khong phat sinh": "notarisen",
    "khong duoc giao": "notarisen",
    "muc luc": "menu",
    "menu": "menu",
    "cach tinh": "explain",
    "giai thich": "explain",
    "minh chung": "evidence",
    "gui minh chung": "evidence",
    "ghi chu": "note",
    "giao viec": "share",
}
YES, NO = "Có", "Chưa"
NOT_ARISEN, SKIP, BACK, EXPLAIN, MENU = "Không phát sinh", "Bỏ qua", "Lùi", "Cách tính", "Mục lục"
WHAT_IS_MISSING, PROGRESS = "Xem còn thiếu gì để đạt", "Tiến độ"
SEND_EVIDENCE, EDIT, ADD_NOTE, CONTINUE, NOBODY = "Gửi minh chứng", "Sửa", "Ghi chú", "Tiếp tục", "Không giao ai"
SAVE_MINE, TRY = "Lưu số của tôi, ghi lý do", "Thử số khác cho {content}"
DECLARE_YES, DECLARE_NO = "Đúng", "Không đúng"
NOT_A_YEAR = "Anh/chị gõ năm gồm 4 chữ số, ví dụ: /chamdiem 2024."
NEEDS_UNIT = "Anh/chị chưa thuộc đơn vị nào được chấm điểm. Khi có mã mời vai trò công chức hoặc lãnh đạo, anh/chị gõ mã vào đây."
NOT_YOUR_UNIT = "Hồ sơ này thuộc đơn vị khác, anh/chị không có quyền nhập."
NO_SUCH_CONTENT = "Nội dung này không có trong quy định đang áp dụng. Anh/chị gõ /chamdiem để xem lại mục lục."
WHICH_UNIT = "Anh/chị chấm cho đơn vị nào?"
WHOLE_IS_ZERO = "Số 0 nghĩa là không có trường hợp nào. Nếu trong năm không phát sinh, anh/chị gõ “không phát sinh”; nếu có, gõ số từ 1, ví dụ 12."
MAXIMUM_IS_ZERO = "Điểm tối đa phải lớn hơn 0, ví dụ 15."
MAXIMUM_SAVED = "Đã lưu điểm tối đa do đơn vị nhập (kết quả vì thế là tạm tính)."
DECLARED = "Đã lưu khai báo."
NOTE_SAVED = "Đã lưu ghi chú."
ASK_NOTE = "Anh/chị gõ ghi chú cho nội dung này (hoặc “huỷ”)."
WHY = "Anh/chị gõ lý do thay số đã lưu, ví dụ: đối chiếu lại sổ theo dõi."
TRIAL = "Thử xem kết quả sẽ ra sao, không lưu gì."
ODD_JUMP = "Số này lệch nhiều so với năm ngoái; anh/chị kiểm tra lại giúp em."
SHEET = "Bảng chấm điểm kèm theo (Excel)."
REFUSALS = {
    "two_decimals": "Điểm có nhiều nhất hai chữ số thập phân, ví dụ 6,75.",
    "over_max": "{given} vượt mức tối đa {limit}. Anh/chị nhập từ 0 đến {limit}, ví dụ {limit}.",
    "whole_number": "Ở đây cần số nguyên, không có phần lẻ, ví dụ 12 hoặc 1.240.",
    "too_large": "Số này quá lớn (nhiều nhất {limit}). Anh/chị kiểm tra lại, ví dụ 1.240.",
    "two_counts": "Em cần hai số đếm để tính tỷ lệ, không nhập phần trăm. Ví dụ 12/13, hoặc nhập lần lượt từng số.",
    "whole_is_zero": WHOLE_IS_ZERO,
    "part_over_whole": "{given} nhiều hơn tổng số ({limit}). Anh/chị nhập lại, từ 0 đến {limit}.",
    "yes_or_no": "Anh/chị trả lời “có” hoặc “chưa”, hoặc gõ số của lựa chọn.",
    "one_of": "Anh/chị chọn số từ 1 đến {limit}.",
    "negative": "Số không thể âm. Anh/chị nhập từ 0 trở lên, ví dụ 12.",
    "digits_please": "Anh/chị gõ bằng chữ số giúp em, ví dụ 12 hoặc 29,63.",
    "not_points": "Em chưa đọc được điểm. Anh/chị gõ một số, ví dụ 29,63 hoặc 7.5.",
    "not_count": "Em chưa đọc được số lượng. Anh/chị gõ một số, ví dụ 1.240.",
}
STATES = {"draft": "đang soạn", "submitted": "đã gửi", "returned": "bị trả lại", "assessed": "đã thẩm định",
          "recognised": "đã công nhận", "not_recognised": "không công nhận"}  # fmt: skip


def locked(state: DossierState) -> str:
    """Why a dossier cannot be changed."""
    return f"Hồ sơ {STATES[state]} nên không sửa được nữa. Cơ quan thẩm định có thể trả lại để sửa."


def paused(year: int, notice: str) -> str:
    """A year in which nothing is assessed."""
    return f"Năm {year}: {notice}. Vì vậy em không mở chấm điểm năm này."


def no_regulation(year: int) -> str:
    """A year without law."""
    return f"Em chưa có quy định nào đã kiểm chứng cho năm đánh giá {year}, nên không mở chấm điểm được. Ví dụ: /chamdiem 2024."


def opened(desk: Desk) -> str:
    """Where the dossier stands, before the first question."""
    return f"{desk.mark}Năm {desk.key.year} – {desk.dossier.unit}, theo {desk.document.short}. {_done(desk)}{_provisional(desk)}"


def _done(desk: Desk) -> str:
    every = list(desk.regulation.indicators())
    mine = [each for each in every if _is_mine(desk, each)]
    own = f" (phần của anh/chị: {entered(desk.regulation, mine, desk.dossier.values)}/{len(mine)})" if mine else ""
    return f"Đã có {entered(desk.regulation, every, desk.dossier.values)}/{len(every)} chỉ tiêu{own}."


def _is_mine(desk: Desk, indicator: Indicator) -> bool:
    colleague = desk.dossier.assignments.get(indicator.id)
    return colleague is not None and colleague.id == desk.memory.person.id


def _provisional(desk: Desk) -> str:
    if desk.key.practice or all(each.is_sure for each in _bases(desk)):
        return ""
    return "\nBảng điểm, cách tính trong kho chưa đối chiếu bản gốc hoặc chưa đủ: kết quả là tạm tính."


def _bases(desk: Desk) -> list[Criterion | Indicator]:
    return [*desk.regulation.criteria, *desk.regulation.indicators()]


def ask(desk: Desk, content: Content) -> str:
    """The question for a content."""
    indicator = desk.indicator_of(content.id)
    lines = [f"{_head(desk, content, indicator)}{_max_words(indicator)}", _question(content)]
    if content.id in desk.dossier.entries:
        lines.append(f"Đang lưu: {value_with_result(content, desk.dossier.entries[content.id].value)}.")
    if last := desk.dossier.last_year.get(content.id):
        lines.append(f"Năm ngoái: {value_words(content, last)}.")
    return "\n".join(lines)


def _head(desk: Desk, content: Content, indicator: Indicator) -> str:
    if len(desk.regulation.contents(indicator)) == 1:
        return f"{indicator.id} {indicator.title}"
    return f"{content.id} {content.title or ''} (chỉ tiêu {indicator.id})".replace("  ", " ")


def _max_words(indicator: Indicator) -> str:
    return f" (tối đa {number(indicator.max.value)} điểm)" if indicator.max else ""


def _question(content: Content) -> str:
    match content.measure:
        case PointsMeasure(max=limit):
            return (
                f"Tự chấm bao nhiêu điểm? Từ 0 đến {number(limit.value)}, ví dụ 2,5."
                if limit
                else "Tự chấm bao nhiêu điểm? Ví dụ 2,5. Điểm tối đa xem ở Phụ lục của văn bản."
            )
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
    return f"Trong {count(whole)} đó, bao nhiêu {part}? Từ 0 đến {count(whole)}."


def go_on_with(asked: str) -> str:
    """Before the question that still stands."""
    return f"Ta tiếp tục: {asked}"


def refused(refusal: Refused, content: Content) -> str:
    """Why a value cannot be, its limit and an example."""
    return REFUSALS[refusal.reason].format(limit=_shown(refusal.limit), given=_shown(refusal.given))


def refused_points(refusal: Refused) -> str:
    """The same for a criterion's maximum."""
    return REFUSALS[refusal.reason].format(limit=_shown(refusal.limit), given=_shown(refusal.given))


def _shown(value: object) -> str:
    return number(value) if isinstance(value, Decimal) else count(value) if isinstance(value, int) else ""


def saved(desk: Desk, content: Content, value: Value, remarks: tuple[str, ...]) -> str:
    """What was saved, when, and what to look at."""
    last = desk.dossier.last_year.get(content.id)
    before = f" (Năm ngoái: {value_with_result(content, last)}.)" if last else ""
    lines = [f"{content.id}: {value_with_result(content, value)}. Đã lưu {desk.memory.now:%H:%M}.{before}", *remarks]
    if wanted := evidence_missing(desk, content):
        lines.append(wanted)
    return "\n".join(lines)


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
        f"{entry.by} vừa lưu {content.id} = {value_words(content, entry.value)} lúc {entry.at.astimezone(desk.memory.now.tzinfo):%H:%M}{before}. "
        f"Anh/chị đang nhập {value_words(content, mine)}."
    )


def keep_theirs(desk: Desk, content: Content, value: Value) -> str:
    """The choice that leaves the other's value."""
    return f"Giữ {value_words(content, value)}"


def next_label(content: Content) -> str:
    """The choice that goes on."""
    return f"Tiếp theo: {content.id}"


def menu(desk: Desk) -> str:
    """The menu's first lines."""
    points = ""
    if desk.regulation.result == "points":
        points = f" Tổng điểm tự chấm đến nay: {number(total_points(desk.regulation, desk.dossier.values))}."
    return f"Năm {desk.key.year} – {desk.dossier.unit}, theo {desk.document.short}. {_done(desk)}{points}"


def criterion_line(desk: Desk, criterion: Criterion) -> str:
    """A criterion with its progress."""
    done = entered(desk.regulation, criterion.indicators, desk.dossier.values)
    return f"Tiêu chí {criterion.id} ({done}/{len(criterion.indicators)})"


def criterion_title(desk: Desk, criterion: Criterion) -> str:
    """A criterion's name and points."""
    points = ""
    if desk.regulation.result == "points":
        most = criterion.max.value if criterion.max else desk.dossier.maxima.get(criterion.id)
        shown = f"/{number(most)}" if most is not None else ""
        points = f" Điểm tự chấm: {number(criterion_points(desk.regulation, criterion, desk.dossier.values))}{shown}."
    return f"Tiêu chí {criterion.id}: {criterion.title}.{points}"


def indicator_line(desk: Desk, indicator: Indicator) -> str:
    """An indicator with a tick where it is complete."""
    tick = "✓" if not missing(desk.regulation, indicator, desk.dossier.values) else "…"
    colleague = desk.dossier.assignments.get(indicator.id)
    return f"{tick} {indicator.id} {short(indicator.title)}" + (f" – {colleague.name}" if colleague else "")


def short(title: str, longest: int = 60) -> str:
    """A title cut at a word, for a choice."""
    return title if len(title) <= longest else title[:longest].rsplit(" ", 1)[0] + "…"


def indicator_title(desk: Desk, indicator: Indicator) -> str:
    """An indicator's name with its article."""
    return f"Chỉ tiêu {indicator.id}: {indicator.title}.\nCăn cứ: {cite_all(indicator.citations, desk.knowledge.documents)}."


def content_line(desk: Desk, content: Content) -> str:
    """A content with its value."""
    entry = desk.dossier.entries.get(content.id)
    return f"{content.id} {short(content.title or '')}: {value_words(content, entry.value) if entry else 'chưa nhập'}"


def maximum_label(desk: Desk, criterion: Criterion) -> str:
    """The choice to enter a criterion's maximum."""
    most = desk.dossier.maxima.get(criterion.id)
    return (
        f"Điểm tối đa của tiêu chí {criterion.id}: {number(most)} (đơn vị nhập)"
        if most is not None
        else f"Nhập điểm tối đa của tiêu chí {criterion.id}"
    )


def ask_maximum(criterion_id: str) -> str:
    """Asks for it."""
    return f"Trong kho chưa có điểm tối đa của tiêu chí {criterion_id}. Anh/chị xem Phụ lục của văn bản và gõ số điểm, ví dụ 15."


def declaration_label(desk: Desk, id_: str, title: str) -> str:
    """A declaration with its answer."""
    said = {True: "đúng", False: "không đúng", None: "chưa khai"}[desk.dossier.declarations.get(id_)]
    return f"Khai báo: {short(title, 50)} ({said})"


def declaration(desk: Desk, condition: Condition) -> str:
    """What is declared, with its article."""
    statement = condition.statement if condition.kind == "declaration" else condition.title
    return f"{statement}\nCăn cứ: {cite_all(condition.citations, desk.knowledge.documents)}. Điều này đúng với đơn vị không?"


def explanation(desk: Desk, content: Content) -> str:
    """The rule, the evidence, the source."""
    indicator = desk.indicator_of(content.id)
    lines = [f"{indicator.id} {indicator.title}.", *_rule(content)]
    lines.extend(each.text for each in indicator.remarks)
    if content.note:
        lines.append(content.note)
    none = content.nothing_arising or indicator.nothing_arising
    if none:
        lines.append(f"Không phát sinh: {none.text}.")
    if indicator.evidence:
        lines.append(f"Minh chứng: {'; '.join(each.text for each in indicator.evidence)}.")
    lines.append(f"Căn cứ: {cite_all(indicator.citations, desk.knowledge.documents)} ({known_by(content)}).")
    return "\n".join(lines)


def _rule(content: Content) -> list[str]:
    match content.measure:
        case RatioMeasure(required_percent=required, bands=bands):
            told = [f"Yêu cầu: từ {number(required.value)} % trở lên."] if required else []
            return told + [
                f"Từ {number(each.at_least)} %{f' đến dưới {number(each.below)} %' if each.below else ''}: {number(each.points)} điểm."
                for each in bands
            ]
        case CountMeasure(required=required) if required:
            return [f"Yêu cầu: từ {number(required.value)} trở lên."]
        case _:
            return []


def ask_evidence(desk: Desk, content: Content, held: list[Evidence]) -> str:
    """Asks for a file and lists what is there."""
    there = "".join(f"\n• {each.name} ({size(each.size)})" for each in held)
    wanted = evidence_missing(desk, content)
    listed = f"\nĐã có:{there}" if held else ""
    return f"Minh chứng cho {content.id}. Anh/chị gửi tệp PDF, DOCX, XLSX hoặc ảnh, tối đa 20 MB mỗi tệp.{listed}" + (
        f"\n{wanted}" if wanted else ""
    )


def size(bytes_: int) -> str:
    """A file's size: 1,2 MB."""
    return f"{bytes_ / 1_000_000:.1f} MB".replace(".", ",") if bytes_ >= 100_000 else f"{max(1, bytes_ // 1000)} kB"


def file_kept(file: File, content: str, used: tuple[str, ...]) -> str:
    """After a file was attached."""
    also = f" Tệp này cũng đang là minh chứng của {', '.join(used)}." if used else ""
    return (
        f"Đã lưu minh chứng “{file.name}” ({size(file.size)}) cho {content}.{also} Anh/chị gửi tiếp tệp khác hoặc chọn:"
    )


def same_file(name: str) -> str:
    """The same file a second time."""
    return f"Tệp “{name}” đã có ở nội dung này rồi, em không lưu lần nữa."


def remove_label(evidence: Evidence) -> str:
    """The choice that takes a file away."""
    return f"Gỡ {short(evidence.name, 40)}"


def removed(evidence: Evidence) -> str:
    """After it."""
    return f"Đã gỡ “{evidence.name}” khỏi {evidence.content}."


def progress(desk: Desk) -> str:
    """How far each criterion is."""
    lines = [_progress_line(desk, each) for each in desk.regulation.criteria]
    return "\n".join([menu(desk), *lines])


def _progress_line(desk: Desk, criterion: Criterion) -> str:
    done, every = entered(desk.regulation, criterion.indicators, desk.dossier.values), len(criterion.indicators)
    bar = "█" * done + "░" * (every - done)
    return f"TC{criterion.id} {bar} {done}/{every}"


def who_takes(desk: Desk, indicator_id: str) -> str:
    """Asks to whom an indicator goes."""
    return f"Giao chỉ tiêu {indicator_id} cho ai?"


def assigned(indicator_id: str, name: str | None) -> str:
    """After it."""
    return f"Đã giao chỉ tiêu {indicator_id} cho {name}." if name else f"Chỉ tiêu {indicator_id} không giao cho ai."
