"""The list of a year's criteria and indicators as a spreadsheet."""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from handlers import texts_documents
from handlers.texts_law import cite_all, known_by
from knowledge.library import Knowledge
from knowledge.regulation import Criterion, Indicator, Regulation

_WIDTHS = (44, 70, 38, 34)
_HEADER_ROW = 3
_INK, _PAPER, _LINE = "FFFFFF", "8A1C1F", "C9BFB2"


def indicator_list(regulation: Regulation, year: int, knowledge: Knowledge) -> bytes:
    """An XLSX file; every cell is text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = texts_documents.SHEET.format(year=year)
    document = knowledge.documents[regulation.document].short
    _write(sheet, 1, (texts_documents.sheet_title(year, document),))
    _write(sheet, 2, (texts_documents.NOT_PRIMARY,))
    _write(sheet, _HEADER_ROW, texts_documents.COLUMNS)
    for at, values in enumerate(_rows(regulation, knowledge), start=_HEADER_ROW + 1):
        _write(sheet, at, values)
    _dress(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(regulation: Regulation, knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    for criterion in regulation.criteria:
        name = f"{criterion.id}. {criterion.title}"
        if not criterion.indicators:
            yield (name, "", *_basis(criterion, knowledge))
        for indicator in criterion.indicators:
            yield (name, f"{indicator.id}. {indicator.title}", *_basis(indicator, knowledge))


def _basis(value: Criterion | Indicator, knowledge: Knowledge) -> tuple[str, str]:
    known = known_by(value) if value.named == "official" else f"{known_by(value)}; {texts_documents.NOT_OFFICIAL_NAME}"
    return cite_all(value.citations, knowledge.documents), known


def _write(sheet: Worksheet, row: int, values: tuple[str, ...]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value)
        # Left alone, a text that begins with "=" would be a formula.
        cell.data_type = "s"
        cell.quotePrefix = True


def _dress(sheet: Worksheet) -> None:
    line = Side(style="thin", color=_LINE)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
        head = sheet[f"{letter}{_HEADER_ROW}"]
        head.font, head.fill = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_PAPER)
    for row in sheet.iter_rows(min_row=_HEADER_ROW):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(line, line, line, line)
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"].font = Font(italic=True)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
