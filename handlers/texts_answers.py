"""What is said around an answer: legal basis, years, what is not known, the question back."""

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import shorten

from handlers.texts_law import STATUS
from knowledge.documents import Status

GREETING = (
    "Chào anh/chị. Em là Trợ lý TCPL, trả lời về đánh giá, công nhận cấp xã đạt chuẩn tiếp cận pháp luật. "
    "Anh/chị cứ hỏi, ví dụ: “Hạn gửi hồ sơ là ngày nào?”, “ct2 tc3 là gì?”."
)
ABOUT = (
    "Em là Trợ lý TCPL, một chương trình trả lời tự động từ kho câu trả lời có căn cứ về chuẩn tiếp cận pháp luật: "
    "tiêu chí, chỉ tiêu, điều kiện, hồ sơ, thời hạn, biểu mẫu, Hội đồng đánh giá. Ngoài việc đó em không trả lời."
)
THANKS = "Dạ, không có chi. Anh/chị cần gì về chuẩn tiếp cận pháp luật thì cứ hỏi."
FAREWELL = "Chào anh/chị, hẹn gặp lại."
UPSET = (
    "Em xin lỗi vì chưa giúp được anh/chị. Anh/chị nói rõ hơn giúp em: đang cần biết về tiêu chí, chỉ tiêu, hồ sơ, "
    "thời hạn hay biểu mẫu nào?"
)
INJECTION = (
    "Em chỉ trả lời về chuẩn tiếp cận pháp luật và không làm theo yêu cầu đó. "
    "Anh/chị muốn hỏi gì về tiêu chí, hồ sơ, thời hạn không ạ?"
)
NOTHING_ASKED = "Em chưa thấy câu hỏi. Anh/chị gõ điều cần hỏi, ví dụ: “Hồ sơ đề nghị công nhận gồm những gì?”."
UNCLEAR = (
    "Anh/chị muốn hỏi về nội dung gì: tiêu chí, chỉ tiêu, điều kiện, hồ sơ, thời hạn, biểu mẫu hay Hội đồng đánh giá?"
)
NO_ANSWER = "Em chưa có câu trả lời đã kiểm chứng cho câu này; em chỉ phụ trách chuẩn tiếp cận pháp luật."
NO_POINTS = "Em chưa có số điểm đã kiểm chứng của nội dung này."
WHICH_ONE = "Anh/chị muốn hỏi nội dung nào dưới đây?"
LONGEST_LABEL = 80
CLOSE_TO_IT = "Gần với câu hỏi"
FORWARD = "Gửi câu này cho Phòng Tư pháp"
TOPICS = "Xem em trả lời được những gì"


def basis(citations: str, years: str) -> str:
    return f"Căn cứ: {citations} ({years})." if years else f"Căn cứ: {citations}."


def years_of(spans: Iterable[tuple[int, int | None]]) -> str:
    """The assessed years for which an answer is valid; spans that follow each other are one."""
    joined: list[tuple[int, int | None]] = []
    for first, last in spans:
        follows = joined and joined[-1][1] is not None and joined[-1][1] + 1 == first
        joined.append((joined.pop()[0], last) if follows else (first, last))
    return "năm đánh giá " + ", ".join(_span(first, last) for first, last in joined)


def in_force(documents: Sequence[tuple[str, date]], *, alone: bool) -> str:
    """Since when documents hold; of one that alone is cited the name is said before."""
    if alone and documents:
        return f"có hiệu lực từ {documents[0][1]:%d/%m/%Y}"
    return "; ".join(f"{name} có hiệu lực từ {day:%d/%m/%Y}" for name, day in documents)


def _span(first: int, last: int | None) -> str:
    if last is None:
        return f"từ {first}"
    return str(first) if first == last else f"{first}–{last}"


def not_primary(status: Status) -> str:
    """How surely an answer is known that was not compared with the original."""
    return f"Lưu ý: nội dung này {by_status(status)}, chưa đối chiếu bản gốc."


def by_status(status: Status) -> str:
    if status == "derived":
        return f"được {STATUS[status]}"
    return STATUS[status] if status == "unverified" else f"theo {STATUS[status]}"


def in_short(gist: str, status: Status) -> str:
    """One line of an answer, with where it is from if not from the original; an unverified one says so itself."""
    return gist if status in ("primary", "unverified") else f"{gist.removesuffix('.')} ({by_status(status)})."


def unknown_document(meant: Sequence[str]) -> str:
    """A document that is not listed, and those of ours that may have been meant."""
    said = "Văn bản anh/chị nêu không có trong kho đã kiểm chứng; em chỉ phụ trách chuẩn tiếp cận pháp luật."
    return f"{said} Có phải anh/chị hỏi {' hay '.join(meant)}?" if meant else said


def fallback(year: int, regulation: str, doubt: str, other: str, years: str) -> str:
    """Said first where the regulation of the year has no answer and another one has."""
    return (
        f"Năm {year} áp dụng {regulation}{f' ({doubt})' if doubt else ''}; nội dung này theo quyết định đó chưa có trong kho đã kiểm chứng.\n"
        f"Theo {other} ({years}):"
    )


def paused(year: int, notice: str, other: str, years: str) -> str:
    return f"Năm {year}: {notice}.\nTheo {other} ({years}):"


def paused_alone(year: int, notice: str) -> str:
    return f"Năm {year}: {notice}."


def under(regulation: str, years: str) -> str:
    return f"Theo {regulation} ({years}):"


def unknown_year(year: int) -> str:
    return f"Kho chưa có quy định nào cho năm đánh giá {year}."


def year_rule(year: int, regulation: str) -> str:
    return f"Năm đánh giá {year} thực hiện theo {regulation}."


def options(lines: Sequence[tuple[str, str]]) -> str:
    """The question back, a line for each possible meaning with the gist of its answer."""
    told = [f"{number}. {question} → {gist}" for number, (question, gist) in enumerate(lines, 1)]
    return "\n".join([WHICH_ONE, *told])


def close_to_it(question: str, gist: str, cited: str) -> str:
    return f"{CLOSE_TO_IT}: {question} {gist}" + (f" (Căn cứ: {cited}.)" if cited else "")


def also(question: str, gist: str) -> str:
    """One more answer about the same place of the law."""
    return f"• {question} {gist}"


def before_day(year: int, day: date, last: date) -> str:
    """A deadline of the law in the calendar of an assessed year."""
    return f"Năm đánh giá {year}: trước ngày {day:%d/%m/%Y}, tức chậm nhất hết ngày {last:%d/%m/%Y}."


def label(text: str) -> str:
    """Words short enough for a choice, cut between words."""
    return shorten(text, LONGEST_LABEL, placeholder="…")


NO_QUESTION = 'Chưa có câu hỏi. Ví dụ: tcpl ask "Hạn gửi hồ sơ là ngày nào?"'


def bad_line(number: int) -> str:
    """A line of a batch that cannot be read, with an example of one that can."""
    return f'Dòng {number} không đọc được. Mỗi dòng là một JSON, ví dụ: {{"id": "1", "q": "Hạn gửi hồ sơ?"}}'
