"""Finds the columns of a list of units, by Vietnamese or English names, and reads its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from bot.documents.table_file import Table, TableRefused, read_tables
from handlers.unit_rows import UnitRow
from knowledge.text import fold

# Folded, so that "Mã cấp trên", "ma cap tren" and "MÃ CẤP TRÊN" are one.
_NAMES = {
    "code": ("ma", "ma don vi", "ma xa", "ma so", "code", "unit code"),
    "name": ("ten", "ten don vi", "ten xa", "don vi", "name", "unit name"),
    "kind": ("cap", "cap don vi", "loai", "loai don vi", "kind", "level"),
    "parent": ("ma cap tren", "cap tren", "ma don vi cap tren", "don vi cap tren", "parent", "parent code"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
# Lists from offices carry a few lines of title above their table.
_LAST_HEADER_ROW = 20


@dataclass(frozen=True)
class Column:
    """Where a field stands: the letter that spreadsheets show and the heading as written."""

    letter: str
    heading: str


@dataclass(frozen=True)
class UnitSheet:
    """The rows of a list, its columns by field, and the headings nobody asked for."""

    rows: tuple[UnitRow, ...]
    columns: Mapping[str, Column]
    ignored: tuple[str, ...]


def read_unit_sheet(path: Path) -> UnitSheet:
    """The list in an XLSX or CSV file; raises TableRefused where none can be found."""
    for table in read_tables(path):
        for at, row in enumerate(table[:_LAST_HEADER_ROW]):
            fields = [_FIELD_OF.get(fold(cell).strip(" *:.")) for cell in row]
            if "code" in fields and "name" in fields:
                return _read(table, at, fields)
    raise TableRefused("no_header")


def _read(table: Table, header: int, fields: list[str | None]) -> UnitSheet:
    places = {field: at for at, field in enumerate(fields) if field}
    if len(places) < sum(field is not None for field in fields):
        raise TableRefused("two_columns")
    headings = table[header]
    rows = (_row(number, row, places) for number, row in enumerate(table[header + 1 :], start=header + 2))
    columns = {field: Column(get_column_letter(at + 1), headings[at]) for field, at in places.items()}
    ignored = tuple(heading for heading, field in zip(headings, fields, strict=True) if heading and not field)
    return UnitSheet(tuple(row for row in rows if row), columns, ignored)


def _row(number: int, row: list[str], places: Mapping[str, int]) -> UnitRow | None:
    cells = {field: row[at] if at < len(row) else "" for field, at in places.items()}
    if not any(cells.values()):
        return None
    return UnitRow(number, cells["code"], cells["name"], cells.get("kind"), cells.get("parent"))
