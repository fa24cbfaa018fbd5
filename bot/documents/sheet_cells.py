"""Cells that hold text and nothing but text, whatever the text begins with."""

from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

TEXT_FORMAT = "@"


def write_row(sheet: Worksheet, row: int, values: Sequence[str]) -> None:
    """Writes a row of texts; an empty one leaves its cell alone."""
    for column, value in enumerate(values, start=1):
        if not value:
            continue
        cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value))
        # Left alone, a text that begins with "=" would be a formula.
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = TEXT_FORMAT
