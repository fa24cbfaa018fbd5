"""Letters for pictures: the shipped fonts, which have every Vietnamese letter, and lines that are never clipped."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from PIL.ImageFont import FreeTypeFont, Layout, truetype

LINE_HEIGHT = 1.3


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool = False) -> FreeTypeFont:
    """A shipped font; a machine's own may lack Vietnamese letters, or be missing altogether."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    with resources.as_file(resources.files("bot") / "documents" / "fonts" / name) as path:
        # Composed letters (NFC) need no shaping, so pictures are the same with and without the shaping library.
        return truetype(path, size, layout_engine=Layout.BASIC)


def composed(text: str) -> str:
    """NFC, in which each Vietnamese letter is one sign of the font."""
    return unicodedata.normalize("NFC", text)


def wrapped(text: str, letters: FreeTypeFont, width: float) -> list[str]:
    """The text in lines no wider than `width`; only a word that is wider itself is broken."""
    lines = [""]
    for word in composed(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, letters, width))
    return [line for line in lines if line]


def _pieces(word: str, letters: FreeTypeFont, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and letters.getlength(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def line_height(letters: FreeTypeFont) -> int:
    """From one line to the next; room for a circumflex with a tone mark above and a dot below."""
    return round(letters.size * LINE_HEIGHT)
