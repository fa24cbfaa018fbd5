"""Files that are no spreadsheet of ours, or not of this dossier: refused in words, and nothing changes."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.documents.sheet_reading import read_sheet
from handlers import texts_sheet
from handlers.dossiers import DossierKey
from handlers.sheets import Unread, UnreadReason
from tests.sheet_talk import SheetStage, asked, fill, form, packed


def no_sheet_of_ours() -> bytes:
    book = Workbook()
    book.create_sheet("x")
    return packed(book)


def many_rows(content: bytes) -> bytes:
    """The form with a hundred thousand rows below it."""
    rows = (f'<row r="{at}"><c r="F{at}"><v>1</v></c></row>'.encode() for at in range(100, 100_100))
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packing:
        for part in old.infolist():
            held = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                held = held.replace(b"</sheetData>", b"".join(rows) + b"</sheetData>")
            packing.writestr(part.filename, held)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr(name, part)
    return file.getvalue()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


BOMB = b"0" * 60_000_000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda good: no_sheet_of_ours(), "not_ours"),
        (many_rows, "too_many_rows"),
        (lambda good: with_part(good, "xl/media/image1.png", BOMB), "too_large"),
        (lambda good: with_part(good, "xl/vbaProject.bin", b"macro"), "macros"),
        (lambda good: with_part(good, "xl/theme/theme2.xml", ENTITIES), "damaged"),
        (cut, "damaged"),
        (lambda good: b"PK\x03\x04nothing", "damaged"),
        (lambda good: good + b"\0" * 6_000_000, "too_large"),
    ],
)
def test_other_files_are_refused_in_words_and_change_nothing(
    stage: SheetStage, spoil: Callable[[bytes], bytes], reason: UnreadReason
) -> None:
    asked(stage)
    good = packed(fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}}))
    heard = stage.send(spoil(good))
    assert heard.splitlines()[0] == texts_sheet.UNREAD[reason]
    assert stage.dossier(stage.key(2026)).entries == {}
    assert "Sẽ đổi 1 chỗ" in stage.send(good), "the right file is still awaited"


def test_a_changed_form_is_refused(stage: SheetStage) -> None:
    asked(stage)
    book = stage.export(stage.key(2026))
    form(book).unmerge_cells("A1:L1")
    form(book).delete_cols(6)
    assert stage.send(book).splitlines()[0] == texts_sheet.UNREAD["damaged"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (lambda mine: DossierKey(mine.unit_id, 2023), "là của năm 2023, còn hồ sơ đang mở là năm 2026"),
        (lambda mine: DossierKey(mine.unit_id, 2026, practice=True), "là của hồ sơ tập huấn"),
        (lambda mine: DossierKey(mine.unit_id - 1, 2026), "là của đơn vị khác"),
    ],
)
def test_a_sheet_of_another_dossier_is_refused(
    stage: SheetStage, key: Callable[[DossierKey], DossierKey], words: str
) -> None:
    asked(stage)
    assert words in stage.send(stage.export(key(stage.key(2026))))


def test_a_file_that_is_gone_is_asked_for_again(stage: SheetStage) -> None:
    asked(stage)
    stage.send(fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}}))
    for path in stage.folder.iterdir():
        if len(path.name) == 64:
            path.unlink()
    assert stage.say("1")[0].startswith(texts_sheet.UNREAD["gone"])
    assert read_sheet(stage.folder / "nothing") == Unread("gone")
