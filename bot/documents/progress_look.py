"""The look of the progress picture: measures, colours, and the strokes that its parts are drawn with."""

from collections.abc import Sequence

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

from bot.documents.lettering import composed, font, line_height, wrapped
from handlers.progress import State
from handlers.texts_progress import SIGNS

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

Line = tuple[str, FreeTypeFont, str]


def set_lines(text: str, letters: FreeTypeFont, ink: str) -> list[Line]:
    """A text as lines that fit inside a card."""
    return [(line, letters, ink) for line in wrapped(text, letters, INSIDE)]


def fit_together(left: str, right: str) -> bool:
    """Whether a plain text and a bold one have room on one line."""
    return font(36).getlength(left) + 40 + font(36, bold=True).getlength(composed(right)) <= INSIDE


def height_of(lines: Sequence[Line]) -> int:
    """What the lines take from above."""
    return sum(line_height(letters) for _, letters, _ in lines)


def write(pen: ImageDraw, lines: Sequence[Line], top: int) -> int:
    """Writes the lines and returns where they end."""
    for line, letters, ink in lines:
        pen.text((LEFT, top), line, fill=ink, font=letters)
        top += line_height(letters)
    return top


def card(pen: ImageDraw, top: int, height: int) -> None:
    """The white ground of a part."""
    pen.rounded_rectangle((EDGE, top, WIDTH - EDGE, top + height), 28, fill=SURFACE, outline=LINE, width=2)


def filled_bar(pen: ImageDraw, top: int, height: int, share: float, colour: str) -> None:
    """A bar; the smallest share can be seen, and more than everything ends at the edge."""
    pen.rounded_rectangle((LEFT, top, RIGHT, top + height), height // 2, fill=COLOURS["open"][0])
    if share > 0:
        right = LEFT + max(height, round(INSIDE * min(share, 1.0)))
        pen.rounded_rectangle((LEFT, top, right, top + height), height // 2, fill=colour)


def fields(pen: ImageDraw, top: int, indicators: Sequence[tuple[str, State]]) -> None:
    """One field an indicator, with its number and its sign."""
    gap = 8
    each = (INSIDE - gap * (len(indicators) - 1)) / len(indicators)
    letters = font(30, bold=True)
    for at, (id_, state) in enumerate(indicators):
        left = LEFT + at * (each + gap)
        fill, ink = COLOURS[state]
        pen.rounded_rectangle((left, top, left + each, top + BAR), 14, fill=fill)
        told = f"{id_} {SIGNS[state]}".strip()
        if letters.getlength(told) > each - 12:
            told = SIGNS[state]
        pen.text((left + each / 2, top + BAR / 2), told, fill=ink, font=letters, anchor="mm")
