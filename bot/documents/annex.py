"""The annex as a spreadsheet to fill in: one row a criterion and indicator, the points left empty."""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from handlers import texts_law_annex as texts
from handlers.texts_law import cite_all, known_by, number
from knowledge.annex import missing_thresholds
from knowledge.law import Law
from knowledge.regulation import Regulation
from knowledge.regulation_values import Amount

_WIDTHS = (14, 80, 14, 36, 36, 40)
_BAND_WIDTHS = (16, 16, 12)
HEADER_ROW = 5
_PALE = "FFF6D6"


def annex_template(regulation: Regulation, law: Law) -> bytes:
    """An XLSX file; every cell that we fill is text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = texts.POINTS_SHEET
    _points_sheet(sheet, regulation, law)
    _bands_sheet(book.create_sheet(texts.BANDS_SHEET))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _points_sheet(sheet: Worksheet, regulation: Regulation, law: Law) -> None:
    points_in = regulation.points_in
    annex = points_in.text if points_in else cite_all(regulation.criteria[0].citations, law.documents)
    write_text(sheet, 1, (texts.TITLE.format(annex=annex),))
    write_text(sheet, 2, (texts.HELP,))
    write_text(sheet, 3, (texts.REGULATION, regulation.id))
    write_text(sheet, HEADER_ROW, texts.POINTS_HEAD)
    for at, (id_, title, known) in enumerate(_rows(regulation), start=HEADER_ROW + 1):
        write_text(sheet, at, (id_, title, None, None, None, known))
        sheet.cell(at, 3).fill = PatternFill("solid", fgColor=_PALE)
    _dress(sheet, _WIDTHS, HEADER_ROW)


def _rows(regulation: Regulation) -> Iterator[tuple[str, str, str]]:
    for criterion in regulation.criteria:
        yield criterion.id, criterion.title, _known(criterion.max)
        for indicator in criterion.indicators:
            yield indicator.id, indicator.title, _known(indicator.max)
    for condition in missing_thresholds(regulation):
        yield condition.id, texts.THRESHOLD.format(title=condition.title), texts.NOTHING_KNOWN


def _known(value: Amount | None) -> str:
    return f"{number(value.value)} ({known_by(value)})" if value else texts.NOTHING_KNOWN


def _bands_sheet(sheet: Worksheet) -> None:
    write_text(sheet, 1, texts.BANDS_HEAD)
    _dress(sheet, _BAND_WIDTHS, 1)


def write_text(sheet: Worksheet, row: int, values: tuple[str | None, ...]) -> None:
    """Writes text cells that no spreadsheet program takes for formulas or numbers."""
    for column, value in enumerate(values, start=1):
        if value is None:
            continue
        cell = sheet.cell(row, column, value)
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@"


def _dress(sheet: Worksheet, widths: tuple[int, ...], header: int) -> None:
    for letter, width in zip("ABCDEF", widths, strict=False):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}{header}"].font = Font(bold=True)
    for row in sheet.iter_rows(min_row=header):
        for cell in row:
            cell.alignment = Alignment(wrap_text=cell.column == 2, vertical="top")
    # New rows that the office adds below must keep "1.10" as it was typed.
    sheet.column_dimensions["A"].number_format = "@"
    sheet.freeze_panes = f"A{header + 1}"
