"""The parts of the progress picture: each knows its height before anything is drawn, so that nothing is clipped."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from PIL.ImageDraw import ImageDraw

from bot.documents import progress_look as look
from bot.documents.lettering import composed, font, line_height
from handlers import texts_progress as words
from handlers.progress import CriterionProgress, Progress


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
            *look.set_lines(words.HEADING, font(34, bold=True), look.SOFT_ACCENT),
            *look.set_lines(progress.unit, font(58, bold=True), look.ON_ACCENT),
            *look.set_lines(words.about(progress, document), font(36), look.ON_ACCENT),
            *look.set_lines(words.as_of(today), font(36), look.ON_ACCENT),
        ]
        self.height = look.height_of(self.lines) + 2 * look.PADDING + (92 if self.marks else 0)

    def draw(self, pen: ImageDraw, top: int) -> None:
        pen.rectangle((0, top, look.WIDTH, top + self.height), fill=look.ACCENT)
        below = look.write(pen, self.lines, top + look.PADDING) + look.SPACE
        left, letters = look.LEFT, font(38, bold=True)
        for mark in self.marks:
            right = left + round(letters.getlength(mark)) + 56
            pen.rounded_rectangle((left, below, right, below + 68), 34, fill=look.GOLD)
            pen.text(((left + right) / 2, below + 34), mark, fill=look.ON_GOLD, font=letters, anchor="mm")
            left = right + 20


class Total:
    """All indicators, and all points where there are points."""

    def __init__(self, progress: Progress) -> None:
        self.lines = look.set_lines(words.all_done(progress), font(44, bold=True), look.INK)
        if told := words.total(progress):
            self.lines += look.set_lines(told, font(44, bold=True), look.ACCENT)
        self.share = progress.done / progress.indicators if progress.indicators else 0.0
        self.height = look.height_of(self.lines) + 2 * look.PADDING + look.SPACE + 40

    def draw(self, pen: ImageDraw, top: int) -> None:
        look.card(pen, top, self.height)
        below = look.write(pen, self.lines, top + look.PADDING) + look.SPACE
        look.filled_bar(pen, below, 40, self.share, look.ENTERED)


class Criterion:
    """One criterion: its name, its numbers, a field an indicator, and a bar of points where the most is known."""

    def __init__(self, criterion: CriterionProgress) -> None:
        self.indicators = criterion.indicators
        self.lines = [
            *look.set_lines(words.criterion_title(criterion), font(36, bold=True), look.INK),
            *look.set_lines(words.criterion_done(criterion), font(36), look.MUTED),
        ]
        result = words.criterion_result(criterion)
        # Beside the line before it where there is room, else on a line of its own.
        self.beside = result if look.fit_together(self.lines[-1][0], result) else ""
        if result and not self.beside:
            self.lines += look.set_lines(result, font(36, bold=True), look.INK)
        self.share = criterion.share
        bars = [look.BAR] * bool(self.indicators) + [look.THIN_BAR] * (self.share is not None)
        self.height = look.height_of(self.lines) + 2 * look.PADDING + sum(look.SPACE + bar for bar in bars)

    def draw(self, pen: ImageDraw, top: int) -> None:
        look.card(pen, top, self.height)
        below = look.write(pen, self.lines, top + look.PADDING)
        beside = font(36, bold=True)
        pen.text((look.RIGHT, below - line_height(beside)), self.beside, fill=look.INK, font=beside, anchor="ra")
        below += look.SPACE
        if self.indicators:
            look.fields(pen, below, self.indicators)
            below += look.BAR + look.SPACE
        if self.share is not None:
            look.filled_bar(pen, below, look.THIN_BAR, self.share, look.POINTS)


class Legend:
    """What the colours and signs mean, as many beside each other as fit."""

    _ROW, _FIELD = 62, 64

    def __init__(self, progress: Progress) -> None:
        states = {state for each in progress.criteria for _, state in each.indicators}
        told = [(*look.COLOURS[state], words.SIGNS[state], meaning) for state, meaning in words.legend(states)]
        if any(each.most for each in progress.criteria):
            told.append((look.POINTS, look.ON_ACCENT, "", words.POINTS_BAR))
        self._placed = list(self._places(told))
        self.height = self._placed[-1][1] + self._ROW if self._placed else 0

    def _places(
        self, told: Sequence[tuple[str, str, str, str]]
    ) -> Iterator[tuple[int, int, tuple[str, str, str, str]]]:
        left, top = look.LEFT, 0
        for each in told:
            width = self._FIELD + 20 + round(font(34).getlength(composed(each[3])))
            if left + width > look.RIGHT and left > look.LEFT:
                left, top = look.LEFT, top + self._ROW
            yield left, top, each
            left += width + 44

    def draw(self, pen: ImageDraw, top: int) -> None:
        for left, below, (fill, ink, sign, meaning) in self._placed:
            middle = top + below + 22
            pen.rounded_rectangle((left, middle - 22, left + self._FIELD, middle + 22), 10, fill=fill)
            pen.text((left + self._FIELD / 2, middle), sign, fill=ink, font=font(32, bold=True), anchor="mm")
            pen.text((left + self._FIELD + 20, middle), composed(meaning), fill=look.MUTED, font=font(34), anchor="lm")
