"""A dossier as a spreadsheet to fill in and send back: one row a content, and what stands there on a hidden sheet."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.sheet_cells import write_row
from bot.documents.sheet_dress import dress, open_cells
from bot.documents.sheet_form import (
    COLUMNS,
    FIRST_ROW,
    HEADER_ROW,
    HIDDEN,
    HIDDEN_FIRST_ROW,
    INPUT_COLUMNS,
    PRACTICE,
    REAL,
    SIGN,
)
from bot.documents.sheet_rules import Rules
from handlers import texts_sheet_form as words
from handlers.dossiers import Dossier
from handlers.progress import progress_of
from handlers.sheet_cells import inputs_of, written
from handlers.sheets import Input
from handlers.texts_values import result_words
from knowledge.regulation import Content, Indicator, Regulation
from knowledge.scoring import measured
from knowledge.values import dump_value


def dossier_sheet(dossier: Dossier, regulation: Regulation, document: str, now: datetime) -> bytes:
    """An XLSX file; every cell is text, whatever it begins with, so that nothing in it is ever computed."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = words.SHEET
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    _head(sheet, dossier, regulation, words.made(document, now))
    rules = Rules(sheet, hidden)
    contents = list(regulation.places().values())
    for row, (indicator, content) in enumerate(contents, start=FIRST_ROW):
        write_row(sheet, row, _cells(dossier, indicator, content))
        places: tuple[Input, ...] = (*inputs_of(content), "none", "note")
        open_cells(sheet, row, [INPUT_COLUMNS[place] for place in places])
        rules.add(content, row)
    dress(sheet, HEADER_ROW + len(contents))
    _remember(hidden, dossier, [content for _, content in contents])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, dossier: Dossier, regulation: Regulation, made: str) -> None:
    marks = [words.MARKS[each] for each in progress_of(dossier, regulation).marks]
    write_row(sheet, 1, (words.title(dossier),))
    write_row(sheet, 2, (made,))
    write_row(sheet, 3, (" ".join(dict.fromkeys(marks)),))
    write_row(sheet, 4, (words.HELP,))
    write_row(sheet, HEADER_ROW, words.COLUMNS)


def _cells(dossier: Dossier, indicator: Indicator, content: Content) -> tuple[str, ...]:
    entry = dossier.entries.get(content.id)
    typed = written(content, entry.value if entry else None)
    files = sum(each.content == content.id for each in dossier.evidence)
    cells = [""] * COLUMNS
    cells[:5] = [
        content.id,
        f"{indicator.id}. {indicator.title}",
        content.title if content.title and content.title != indicator.title else "",
        words.how(content),
        words.limit(content, indicator),
    ]
    for place, column in INPUT_COLUMNS.items():
        cells[column - 1] = typed.get(place, "")
    cells[INPUT_COLUMNS["note"] - 1] = entry.note if entry else ""
    cells[-2:] = [result_words(content, measured(content, entry.value)) if entry else "", str(files)]
    return tuple(cells)


def _remember(hidden: Worksheet, dossier: Dossier, contents: list[Content]) -> None:
    """What was exported: only a cell that says something else is a change."""
    key = dossier.key
    write_row(hidden, 1, SIGN)
    write_row(hidden, 2, (str(key.unit_id), str(key.year), PRACTICE if key.practice else REAL))
    for row, content in enumerate(contents, start=HIDDEN_FIRST_ROW):
        if entry := dossier.entries.get(content.id):
            write_row(hidden, row, (content.id, str(entry.revision), dump_value(entry.value), entry.note))
