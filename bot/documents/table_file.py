"""Reads a spreadsheet (XLSX) or a CSV file as plain rows of text, whatever program wrote it."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from openpyxl import load_workbook

from knowledge.text import tidy

MOST_BYTES = 20_000_000
MOST_COLUMNS = 50
MOST_ROWS = 20_000
_DELIMITERS = (",", ";", "\t")
_OLE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Table = list[list[str]]


class TableRefused(Exception):
    """A file that cannot be read as a table; `why` is worded in handlers.texts_import."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Cell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str: ...


def read_tables(path: Path) -> list[Table]:
    """Every way to read the file as a table: each sheet of a workbook, each delimiter of a CSV file."""
    if path.stat().st_size > MOST_BYTES:
        raise TableRefused("too_large")
    content = path.read_bytes()
    if content.startswith(_OLE):
        raise TableRefused("old_excel")
    return _sheets(content) if content.startswith(b"PK") else _csv_tables(content)


def _sheets(content: bytes) -> list[Table]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of features that it drops (pictures, validation): none matters to reading text.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            return [_table(_sheet_rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except TableRefused:
        raise
    except Exception as error:
        # A damaged workbook breaks openpyxl in many ways (zip, XML, missing parts); all mean the same here.
        raise TableRefused("damaged") from error


def _sheet_rows(sheet: object) -> Iterator[list[str]]:
    # The size that a file declares may be wrong in both directions, so it is not trusted.
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # the stubs lack the read-only worksheet
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):  # type: ignore[attr-defined]  # as above
        yield [_text(cell) for cell in row]


def _text(cell: _Cell) -> str:
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and set(cell.number_format) == {"0"}:
        # A code shown as 00123 is kept by the spreadsheet as the number 123.
        return str(value).zfill(len(cell.number_format))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _clean(value)


def _csv_tables(content: bytes) -> list[Table]:
    text = _decode(content)
    try:
        return [_table(_csv_rows(text, delimiter)) for delimiter in _DELIMITERS]
    except csv.Error as error:
        raise TableRefused("damaged") from error


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [_clean(value) for value in row[:MOST_COLUMNS]]


def _decode(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableRefused("not_utf8") from error


def _table(rows: Iterable[list[str]]) -> Table:
    table: Table = []
    filled = 0
    for row in rows:
        filled += any(row)
        if filled > MOST_ROWS:
            raise TableRefused("too_many_rows")
        table.append(row)
    return table


def _clean(value: object) -> str:
    return "" if value is None else " ".join(tidy(str(value)).split())
