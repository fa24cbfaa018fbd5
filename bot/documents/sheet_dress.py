"""How the dossier's spreadsheet looks, and which of its cells can be written in."""

from collections.abc import Sequence
from textwrap import wrap

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.sheet_cells import TEXT_FORMAT
from bot.documents.sheet_form import COLUMNS, FIRST_ROW, HEADER_ROW, INPUT_COLUMNS

_WIDTHS = (7, 32, 28, 40, 20, 12, 12, 20, 10, 24, 18, 9)
_FONT, _LINE_POINTS, _MOST_POINTS = "Calibri", 15, 400
_INK, _PAPER, _LINE, _OPEN, _SHUT = "FFFFFF", "8A1C1F", "C9BFB2", "FFF6D6", "F1EEE8"
_PALE = PatternFill("solid", fgColor=_SHUT)
_YELLOW = PatternFill("solid", fgColor=_OPEN)
_UNLOCKED = Protection(locked=False)


def open_cells(sheet: Worksheet, row: int, columns: Sequence[int]) -> None:
    """Lets people write there; what they type stays text, so no program's own habits turn 2,5 into 25."""
    for column in columns:
        cell = sheet.cell(row, column)
        cell.fill, cell.protection, cell.number_format = _YELLOW, _UNLOCKED, TEXT_FORMAT


def dress(sheet: Worksheet, last_row: int) -> None:
    """Widths, lines, wrapped text, a header that stays, pages that print, and the lock without password."""
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        head = sheet.cell(HEADER_ROW, column)
        head.font, head.fill = Font(_FONT, bold=True, color=_INK), PatternFill("solid", fgColor=_PAPER)
    _lines(sheet, last_row)
    for row in range(1, HEADER_ROW):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=COLUMNS)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = _height(str(sheet.cell(row, 1).value or ""), sum(_WIDTHS))
    sheet["A1"].font, sheet["A3"].font = Font(_FONT, 14, bold=True), Font(_FONT, bold=True, color=_PAPER)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.4, bottom=0.4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # Against slips, not against people: without password, and widths may be changed.
    sheet.protection.sheet, sheet.protection.formatColumns, sheet.protection.formatRows = True, False, False


def _lines(sheet: Worksheet, last_row: int) -> None:
    line = Side(style="thin", color=_LINE)
    border, wrapped = Border(line, line, line, line), Alignment(wrap_text=True, vertical="top")
    for row in range(HEADER_ROW, last_row + 1):
        texts = (str(sheet.cell(row, column).value or "") for column in range(1, COLUMNS + 1))
        # Programs do not agree on fitting rows to wrapped text by themselves, so the height is given.
        sheet.row_dimensions[row].height = max(map(_height, texts, _WIDTHS))
        for column in range(1, COLUMNS + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = border, wrapped
            if row >= FIRST_ROW and column in INPUT_COLUMNS.values() and cell.protection.locked:
                cell.fill = _PALE


def _height(text: str, width: int) -> int:
    lines = sum(max(1, len(wrap(line, width - 1))) for line in text.split("\n"))
    return min(_LINE_POINTS * lines + 3, _MOST_POINTS)
