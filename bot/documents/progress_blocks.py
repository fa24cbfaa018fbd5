"""The parts of the progress picture: each knows its height before anything is drawn, so that nothing is clipped."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

from bot.documents.lettering import composed, font, line_height, wrapped
from handlers import texts_progress as words
from handlers.progress import CriterionProgress, Progress, State

WIDTH, EDGE, PADDING = 1080, 28, 30
INSIDE = WIDTH - 2 * (EDGE + PADDING)
LEFT, RIGHT = EDGE + PADDING, WIDTH - EDGE - PADDING
PAPER, SURFACE, INK, MUTED, LINE = "#f4f1eb", "#ffffff", "#211c17", "#5c5349", "#e2dbd0"
ACCENT, ON_ACCENT, SOFT_ACCENT, GOLD, ON_GOLD = "#8a1c1f", "#ffffff", "#f3d9d4", "#ffe9a8", "#4d3a0a"
ENTERED, POINTS = "#2a5d8f", "#b8892a"
# Colour alone says nothing to many eyes: each state has its sign as well.
COLOURS: dict[State, tuple[str, str]] = {
    "open": ("#e9e3d9", MUTED),
    "begun": ("#f6d98f", ON_GOLD),
    "scored": (ENTERED, ON_ACCENT),
    "met": ("#2b7a4b", ON_ACCENT),
    "not_met": ("#b3261e", ON_ACCENT),
    "unclear": ("#6a5a7d", ON_ACCENT),
}
# Which colours meet: the picture's palette holds them and the steps between.
ON_GROUND = (
    (ACCENT, ON_ACCENT),
    (ACCENT, SOFT_ACCENT),
    (ACCENT, GOLD),
    (GOLD, ON_GOLD),
    (SURFACE, INK),
    (SURFACE, MUTED),
    (SURFACE, ACCENT),
    (SURFACE, POINTS),
    (SURFACE, LINE),
    (PAPER, MUTED),
    *((ground, ink) for ground, ink in COLOURS.values()),
)
BAR, THIN_BAR, SPACE = 68, 22, 14


class Block(Protocol):
    """A part of the picture."""

    height: int

    def draw(self, pen: ImageDraw, top: int) -> None:
        """Draws it with its upper edge at `top`."""
        ...


class Heading:
    """Unit, year, decision, day, and the marks."""

    def __init__(self, progress: Progress, document: str, today: date) -> None:
        self.marks = [words.MARKS[each] for each in progress.marks]
        self.lines = [
            *_set(words.HEADING, font(34, bold=True), SOFT_ACCENT),
            *_set(progress.unit, font(58, bold=True), ON_ACCENT),
            *_set(words.about(progress, document), font(36), ON_ACCENT),
            *_set(words.as_of(today), font(36), ON_ACCENT),
        ]
        self.height = _height(self.lines) + 2 * PADDING + (92 if self.marks else 0)

    def draw(self, pen: ImageDraw, top: int) -> None:
        pen.rectangle((0, top, WIDTH, top + self.height), fill=ACCENT)
        below = _write(pen, self.lines, top + PADDING) + SPACE
        left, letters = LEFT, font(38, bold=True)
        for mark in self.marks:
            right = left + round(letters.getlength(mark)) + 56
            pen.rounded_rectangle((left, below, right, below + 68), 34, fill=GOLD)
            pen.text(((left + right) / 2, below + 34), mark, fill=ON_GOLD, font=letters, anchor="mm")
            left = right + 20


class Total:
    """All indicators, and all points where there are points."""

    def __init__(self, progress: Progress) -> None:
        self.lines = _set(words.all_done(progress), font(44, bold=True), INK)
        if told := words.total(progress):
            self.lines += _set(told, font(44, bold=True), ACCENT)
        self.share = progress.done / progress.indicators if progress.indicators else 0.0
        self.height = _height(self.lines) + 2 * PADDING + SPACE + 40

    def draw(self, pen: ImageDraw, top: int) -> None:
        _card(pen, top, self.height)
        below = _write(pen, self.lines, top + PADDING) + SPACE
        _filled(pen, below, 40, self.share, ENTERED)


class Criterion:
    """One criterion: its name, its numbers, a field an indicator, and a bar of points where the most is known."""

    def __init__(self, criterion: CriterionProgress) -> None:
        self.indicators = criterion.indicators
        self.lines = [
            *_set(words.criterion_title(criterion), font(36, bold=True), INK),
            *_set(words.criterion_done(criterion), font(36), MUTED),
        ]
        result = words.criterion_result(criterion)
        # Beside the line before it where there is room, else on a line of its own.
        self.beside = result if _fit_together(self.lines[-1][0], result) else ""
        if result and not self.beside:
            self.lines += _set(result, font(36, bold=True), INK)
        scored = criterion.points is not None and criterion.most
        self.share = float((criterion.points or 0) / criterion.most) if scored and criterion.most else None
        bars = [BAR] * bool(self.indicators) + [THIN_BAR] * (self.share is not None)
        self.height = _height(self.lines) + 2 * PADDING + sum(SPACE + bar for bar in bars)

    def draw(self, pen: ImageDraw, top: int) -> None:
        _card(pen, top, self.height)
        below = _write(pen, self.lines, top + PADDING)
        beside = font(36, bold=True)
        pen.text((RIGHT, below - line_height(beside)), self.beside, fill=INK, font=beside, anchor="ra")
        below += SPACE
        if self.indicators:
            _fields(pen, below, self.indicators)
            below += BAR + SPACE
        if self.share is not None:
            _filled(pen, below, THIN_BAR, self.share, POINTS)


class Legend:
    """What the colours and signs mean, as many beside each other as fit."""

    _ROW, _FIELD = 62, 64

    def __init__(self, progress: Progress) -> None:
        states = {state for each in progress.criteria for _, state in each.indicators}
        told = [(*COLOURS[state], words.SIGNS[state], meaning) for state, meaning in words.legend(states)]
        if any(each.most for each in progress.criteria):
            told.append((POINTS, ON_ACCENT, "", words.POINTS_BAR))
        self._placed = list(self._places(told))
        self.height = self._placed[-1][1] + self._ROW if self._placed else 0

    def _places(
        self, told: Sequence[tuple[str, str, str, str]]
    ) -> Iterator[tuple[int, int, tuple[str, str, str, str]]]:
        left, top = LEFT, 0
        for each in told:
            width = self._FIELD + 20 + round(font(34).getlength(composed(each[3])))
            if left + width > RIGHT and left > LEFT:
                left, top = LEFT, top + self._ROW
            yield left, top, each
            left += width + 44

    def draw(self, pen: ImageDraw, top: int) -> None:
        for left, below, (fill, ink, sign, meaning) in self._placed:
            middle = top + below + 22
            pen.rounded_rectangle((left, middle - 22, left + self._FIELD, middle + 22), 10, fill=fill)
            pen.text((left + self._FIELD / 2, middle), sign, fill=ink, font=font(32, bold=True), anchor="mm")
            pen.text((left + self._FIELD + 20, middle), composed(meaning), fill=MUTED, font=font(34), anchor="lm")


Line = tuple[str, FreeTypeFont, str]


def _set(text: str, letters: FreeTypeFont, ink: str) -> list[Line]:
    return [(line, letters, ink) for line in wrapped(text, letters, INSIDE)]


def _fit_together(left: str, right: str) -> bool:
    return font(36).getlength(left) + 40 + font(36, bold=True).getlength(composed(right)) <= INSIDE


def _height(lines: Sequence[Line]) -> int:
    return sum(line_height(letters) for _, letters, _ in lines)


def _write(pen: ImageDraw, lines: Sequence[Line], top: int) -> int:
    for line, letters, ink in lines:
        pen.text((LEFT, top), line, fill=ink, font=letters)
        top += line_height(letters)
    return top


def _card(pen: ImageDraw, top: int, height: int) -> None:
    pen.rounded_rectangle((EDGE, top, WIDTH - EDGE, top + height), 28, fill=SURFACE, outline=LINE, width=2)


def _filled(pen: ImageDraw, top: int, height: int, share: float, colour: str) -> None:
    """A bar; the smallest share can be seen, and more than everything ends at the edge."""
    pen.rounded_rectangle((LEFT, top, RIGHT, top + height), height // 2, fill=COLOURS["open"][0])
    if share > 0:
        right = LEFT + max(height, round(INSIDE * min(share, 1.0)))
        pen.rounded_rectangle((LEFT, top, right, top + height), height // 2, fill=colour)


def _fields(pen: ImageDraw, top: int, indicators: Sequence[tuple[str, State]]) -> None:
    """One field an indicator, with its number and its sign."""
    gap = 8
    each = (INSIDE - gap * (len(indicators) - 1)) / len(indicators)
    letters = font(30, bold=True)
    for at, (id_, state) in enumerate(indicators):
        left = LEFT + at * (each + gap)
        fill, ink = COLOURS[state]
        pen.rounded_rectangle((left, top, left + each, top + BAR), 14, fill=fill)
        told = f"{id_} {words.SIGNS[state]}".strip()
        if letters.getlength(told) > each - 12:
            told = words.SIGNS[state]
        pen.text((left + each / 2, top + BAR / 2), told, fill=ink, font=letters, anchor="mm")
