"""The words in the progress picture."""

from datetime import date
from decimal import Decimal

from handlers.progress import CriterionProgress, Progress, State
from handlers.texts_law import MADE_UP, PROVISIONAL, number

HEADING = "TIẾN ĐỘ CHẤM ĐIỂM"
MARKS = {"practice": "TẬP HUẤN", "made_up": MADE_UP, "provisional": PROVISIONAL.upper()}
POINTS_BAR = "điểm tự chấm so với tối đa"
NO_INDICATORS_AT_ALL = "Trong kho chưa có danh sách chỉ tiêu của năm này."
NO_INDICATORS = "Chưa có danh sách chỉ tiêu trong kho"
SIGNS: dict[State, str] = {
    "open": "",
    "begun": "…",
    "scored": "✓",
    "met": "✓",
    "not_met": "✗",
    "unclear": "?",
}
_LEGEND: dict[State, str] = {
    "scored": "đã nhập đủ",
    "met": "đạt",
    "not_met": "chưa đạt",
    "unclear": "đã nhập, chưa rõ kết quả",
    "begun": "đang nhập",
    "open": "chưa nhập",
}


def about(progress: Progress, document: str) -> str:
    """Which year, under which decision."""
    return f"Năm đánh giá {progress.year} · theo {document}"


def as_of(today: date) -> str:
    """The day that the picture shows."""
    return f"Số liệu đến ngày {today:%d/%m/%Y}"


def all_done(progress: Progress) -> str:
    """The indicators of the whole dossier."""
    if not progress.indicators:
        return NO_INDICATORS_AT_ALL
    return f"Đã nhập {progress.done}/{progress.indicators} chỉ tiêu"


def total(progress: Progress) -> str:
    """The points of the whole dossier; nothing where there are none."""
    return f"Tự chấm {_points(progress.total, progress.most)}" if progress.total is not None and progress.done else ""


def criterion_title(criterion: CriterionProgress) -> str:
    """The criterion's official name."""
    return f"{criterion.id}. {criterion.title}"


def criterion_done(criterion: CriterionProgress) -> str:
    """Its indicators."""
    if not criterion.indicators:
        return NO_INDICATORS
    return f"Đã nhập {criterion.done}/{len(criterion.indicators)} chỉ tiêu"


def criterion_result(criterion: CriterionProgress) -> str:
    """Its points, or how many of its indicators are met."""
    if criterion.points is not None:
        return _points(criterion.points, criterion.most) if criterion.done else _most(criterion.most)
    told = ((criterion.count(state), _LEGEND[state]) for state in ("met", "not_met"))
    return " · ".join(f"{words} {count}" for count, words in told if count)


def _most(most: Decimal | None) -> str:
    return f"tối đa {number(most)} điểm" if most is not None else ""


def _points(points: Decimal | None, most: Decimal | None) -> str:
    return f"{number(points or Decimal(0))}{f'/{number(most)}' if most is not None else ''} điểm"


def legend(states: set[State]) -> list[tuple[State, str]]:
    """What the colours and signs mean, only those that are there."""
    return [(state, words) for state, words in _LEGEND.items() if state in states]
