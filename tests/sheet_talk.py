"""A talk in which the dossier's spreadsheet is taken, filled in, and sent back, with real files."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.bell import Bell
from bot.documents.render import render
from bot.documents.sheet_form import FIRST_ROW, INPUT_COLUMNS
from bot.documents.sheet_reading import read_kept_sheet
from bot.file_kinds import XLSX
from bot.services import Services
from bot.settings import read_settings
from handlers import texts_sheet
from handlers.conversation import Attachment, File
from handlers.dossiers import Dossier, DossierKey
from handlers.sheets import Input
from handlers.texts_sheet_form import SHEET
from storage.dossiers import load_dossier
from storage.units import find_unit
from tests.conversation import Stage

Filled = dict[str, dict[Input, str | float | datetime | None]]


@dataclass
class SheetStage(Stage):
    """The demo's commune; `folder` keeps what is sent, as the program does."""

    folder: Path = field(default=Path())

    def __post_init__(self) -> None:
        self.read_sheet = partial(read_kept_sheet, self.folder)
        self.set_scene("ai", "official")

    def key(self, year: int, *, practice: bool = False) -> DossierKey:
        """The dossier of the demo's commune."""
        with self.engine.connect() as connection:
            unit = find_unit(connection, "tu-ha")
        assert unit is not None
        return DossierKey(unit.id, year, practice)

    def dossier(self, key: DossierKey) -> Dossier:
        """The dossier as it is kept."""
        with self.engine.connect() as connection:
            return load_dossier(connection, key)

    def make(self, attachment: Attachment) -> tuple[str, str, bytes] | None:
        """The document as every channel makes it."""
        settings = read_settings({"TCPL_DATA_DIR": str(self.folder)})
        return render(
            attachment, Services(settings, self.engine, lambda: self.now, self.knowledge, Bell(), b"not used here")
        )

    def export(self, key: DossierKey) -> Workbook:
        """The dossier's spreadsheet, opened."""
        made = self.make(Attachment("dossier_sheet", key.year, key))
        assert made is not None
        return load_workbook(BytesIO(made[2]))

    def send(self, book: Workbook | bytes, name: str = "bang.xlsx") -> str:
        """Sends a file as a channel does: kept by its digest, then brought in; what is heard, in one text."""
        content = book if isinstance(book, bytes) else packed(book)
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        return "\n".join(self.give(File(name, XLSX, len(content), digest)))


def packed(book: Workbook) -> bytes:
    """The file of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def form(book: Workbook) -> Worksheet:
    """The sheet that people see."""
    sheet = book[SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def place(book: Workbook, content: str, column: Input) -> str:
    """Where a content's input cell is: "G12"."""
    ids = [str(cell.value) for cell in form(book)["A"]]
    return form(book).cell(ids.index(content) + 1, INPUT_COLUMNS[column]).coordinate


def fill(book: Workbook, cells: Filled) -> Workbook:
    """Types into input cells, by content."""
    for content, typed in cells.items():
        for column, value in typed.items():
            form(book)[place(book, content, column)] = value
    return book


def contents(book: Workbook) -> list[str]:
    """The contents in the order of the rows."""
    return [str(cell.value) for cell in form(book)["A"][FIRST_ROW - 1 :]]


def asked(stage: SheetStage) -> None:
    """Gets to where the spreadsheet is awaited, by the menu."""
    stage.say("/chamdiem 2026")
    stage.say("mục lục")
    heard = stage.say("Nhập bằng Excel")
    assert heard == [f"{texts_sheet.ASK}\n[1] Mục lục\n(tệp: dossier_sheet)"]


def save(stage: SheetStage, cells: Filled) -> None:
    """Puts values in the way that everybody does who uses the sheet."""
    asked(stage)
    stage.send(fill(stage.export(stage.key(2026)), cells))
    assert stage.say("1")[0].startswith("Đã lưu")
