"""The progress of a dossier as a picture (PNG) that can be read on a phone."""

from datetime import date
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from bot.documents import progress_blocks as blocks
from bot.documents import progress_look as look
from handlers.progress import Progress

_GAP, _STEPS = 22, 12


def progress_picture(progress: Progress, document: str, today: date) -> bytes:
    """Bars by criterion; `document` is the regulation's short name."""
    parts: list[blocks.Block] = [
        blocks.Heading(progress, document, today),
        blocks.Total(progress),
        *(blocks.Criterion(each) for each in progress.criteria),
        blocks.Legend(progress),
    ]
    height = sum(part.height + _GAP for part in parts)
    picture = Image.new("RGB", (look.WIDTH, height), look.PAPER)
    pen = ImageDraw.Draw(picture)
    top = 0
    for part in parts:
        part.draw(pen, top)
        top += part.height + _GAP
    file = BytesIO()
    _with_few_colours(picture).save(file, "PNG", compress_level=3)
    return file.getvalue()


def _with_few_colours(picture: Image.Image) -> Image.Image:
    """The same to the eye; a third of the size, and in a third of the time that full colours would take."""
    return picture.quantize(palette=_palette(), dither=Image.Dither.NONE)


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Every colour that is drawn, and the steps between a surface and the letters on it."""
    pairs = [(ImageColor.getrgb(ground), ImageColor.getrgb(ink)) for ground, ink in look.ON_GROUND]
    colours = [_between(ground, ink, step / _STEPS) for ground, ink in pairs for step in range(_STEPS + 1)]
    holder = Image.new("P", (1, 1))
    holder.putpalette([part for colour in colours for part in colour])
    return holder


def _between(ground: tuple[int, ...], ink: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(ground[:3], ink[:3], strict=True))
