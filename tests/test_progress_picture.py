"""The progress picture: what it shows, that no letter is missing, that nothing is clipped, and that it is quick."""

import time
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from bot.documents import progress_look as look
from bot.documents.lettering import font, wrapped
from bot.documents.progress import progress_picture
from handlers import texts_progress
from handlers.dossiers import Dossier, DossierKey, Entry
from handlers.progress import Progress, progress_of
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from knowledge.values import CountValue, PointsValue, RatioValue, Value, YesNoValue

TODAY = date(2026, 11, 22)
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
LONG_UNIT = "xã Hương Toàn, thị xã Hương Trà (trước ngày 01/7/2025), tỉnh Thừa Thiên Huế " * 3


def dossier(year: int, values: dict[str, Value], *, unit: str = "phường Tứ Hạ", practice: bool = False) -> Dossier:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    entries = {content: Entry(value, 1, "Lan", 1, at) for content, value in values.items()}
    return Dossier(DossierKey(1, year, practice), unit, entries=entries)


def progress(knowledge: Knowledge, of: Dossier) -> Progress:
    found = knowledge.practice_for(of.key.year) if of.key.practice else knowledge.regulation_for(of.key.year)
    assert isinstance(found, Regulation)
    return progress_of(of, found)


PASS_FAIL: dict[str, Value] = {
    "1.1.1": RatioValue(part=12, whole=12),
    "1.2.1": RatioValue(part=3, whole=4),
    "2.4.1": YesNoValue(yes=True),
    "2.5.1": CountValue(count=2),
    "3.3.1": RatioValue(part=3, whole=3),
}
POINTS: dict[str, Value] = {"1.2.1": PointsValue(points=Decimal("6.75"))}


def test_each_indicator_stands_as_its_values_say(knowledge: Knowledge) -> None:
    found = progress(knowledge, dossier(2026, PASS_FAIL))
    states = {id_: state for each in found.criteria for id_, state in each.indicators}
    assert (states["1.1"], states["1.2"], states["2.4"]) == ("met", "not_met", "begun")
    assert (states["3.3"], states["3.4"]) == ("unclear", "open")
    assert (found.done, found.indicators, found.total, found.marks) == (4, 14, None, ("provisional",))
    assert texts_progress.criterion_result(found.criteria[0]) == "đạt 1 · chưa đạt 1"


def test_points_are_shown_against_the_most_where_it_is_known(knowledge: Knowledge) -> None:
    found = progress(knowledge, dossier(2023, POINTS))
    assert (found.criteria[0].points, found.criteria[0].most) == (Decimal("6.75"), Decimal(10))
    assert found.criteria[0].share == pytest.approx(0.675)
    assert (found.criteria[1].share, texts_progress.criterion_result(found.criteria[1])) == (None, "")
    assert (texts_progress.total(found), found.marks) == ("Tự chấm 6,75/100 điểm", ("provisional",))


def test_practice_is_marked_as_made_up(knowledge: Knowledge) -> None:
    found = progress(knowledge, dossier(2023, POINTS, practice=True))
    assert [texts_progress.MARKS[each] for each in found.marks] == ["TẬP HUẤN", "SỐ MINH HOẠ"]


@pytest.mark.parametrize("bold", [False, True])
def test_the_shipped_fonts_have_every_letter(bold: bool) -> None:
    letters = font(40, bold=bold)
    missing = bytes(letters.getmask("\uffff"))
    signs = "".join(texts_progress.SIGNS.values()) + "·–“”/%" + "".join(LETTERS + [each.upper() for each in LETTERS])
    assert [sign for sign in signs if bytes(letters.getmask(sign)) == missing] == []


@pytest.mark.parametrize("text", ["Đã nhập 7/14 chỉ tiêu " * 9, "x" * 300, "a " + "Ư" * 200 + " b"])
def test_no_line_is_wider_than_its_place(text: str) -> None:
    lines = wrapped(text, font(38, bold=True), 500)
    assert max(font(38, bold=True).getlength(line) for line in lines) <= 500
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("year", [2020, 2023, 2026])
def test_nothing_reaches_the_edges(knowledge: Knowledge, year: int) -> None:
    drawn = picture(progress(knowledge, dossier(year, {}, unit=LONG_UNIT)))
    assert drawn.width == 1080
    for left in (0, look.WIDTH - look.EDGE + 3):
        strip = drawn.crop((left, 0, left + look.EDGE - 6, drawn.height))
        colours = strip.getcolors()
        assert colours is not None
        assert len(colours) <= 2, "only the heading's ground and the paper"


def test_decomposed_names_give_the_same_picture(knowledge: Knowledge) -> None:
    one = progress(knowledge, dossier(2026, {}, unit="phường Tứ Hạ"))
    other = progress(knowledge, dossier(2026, {}, unit=unicodedata.normalize("NFD", "phường Tứ Hạ")))
    assert picture(one).tobytes() == picture(other).tobytes()


def test_it_is_quick_once_the_fonts_are_there(knowledge: Knowledge) -> None:
    of = progress(knowledge, dossier(2023, POINTS))
    times = []
    for _ in range(6):
        begun = time.perf_counter()
        picture(of)
        times.append(time.perf_counter() - begun)
    # A third of it on the machine it was written on; a test machine may be slow and busy.
    assert min(times) < 0.12


def picture(of: Progress) -> Image.Image:
    content = progress_picture(of, "QĐ 27/2025/QĐ-TTg", TODAY)
    assert content.startswith(b"\x89PNG")
    return Image.open(BytesIO(content)).convert("RGB")
