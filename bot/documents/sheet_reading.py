"""Reads a dossier's spreadsheet that came back: within bounds, nothing computed, every cell as it would be typed."""

import itertools
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.documents.sheet_form import (
    COLUMNS,
    HEADER_ROW,
    HIDDEN,
    HIDDEN_FIRST_ROW,
    INPUT_COLUMNS,
    MOST_ROWS,
    PRACTICE,
    REAL,
    SIGN,
)
from handlers import texts_sheet_form as words
from handlers.dossiers import DossierKey
from handlers.sheets import Cell, CellFault, Exported, Sheet, SheetRow, Unread, UnreadReason
from handlers.typed import clean
from knowledge.values import load_value

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 10_000_000, 200
# Office files have no document types; without one, XML cannot blow up by entities.
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_MACROS = "vbaproject.bin"


class _Refused(Exception):
    def __init__(self, reason: UnreadReason) -> None:
        super().__init__(reason)
        self.reason = reason


def read_kept_sheet(folder: Path, digest: str) -> Sheet | Unread:
    """The sheet in the file that is kept under this digest."""
    return read_sheet(folder / digest) if digest.isalnum() else Unread("gone")


def read_sheet(path: Path) -> Sheet | Unread:
    """The sheet in a file, or why it is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return Unread("too_large")
        return _sheet(path.read_bytes())
    except FileNotFoundError:
        return Unread("gone")
    except _Refused as refused:
        return Unread(refused.reason)
    except Exception:
        # A damaged workbook breaks openpyxl in many ways (zip, XML, missing parts); all mean the same here.
        return Unread("damaged")


def _sheet(content: bytes) -> Sheet:
    _refuse_dangerous(content)
    values, formulas = (_grids(content, computed=computed) for computed in (True, False))
    hidden = values.pop(HIDDEN, None)
    if hidden is None or _texts(hidden[0], 2) != SIGN:
        raise _Refused("not_ours")
    form = next((name for name, rows in values.items() if _is_form(rows)), None)
    if form is None:
        raise _Refused("damaged")
    rows = itertools.zip_longest(values[form], formulas[form], fillvalue=())
    return Sheet(_key(hidden[1]), tuple(_rows(rows)), _exported(hidden))


def _refuse_dangerous(content: bytes) -> None:
    """Looks at the packed parts before anything is parsed."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _Refused("too_large")
        if any(part.filename.lower().endswith(_MACROS) for part in parts):
            raise _Refused("macros")
        unpacked = (packed.read(part) for part in parts)
        if any(mark in part for part in unpacked for mark in _DOCUMENT_TYPES):
            raise _Refused("damaged")


def _grids(content: bytes, *, computed: bool) -> dict[str, list[Sequence[Any]]]:
    """Every sheet's rows by its name; `computed`: what formulas gave when the file was last saved."""
    with warnings.catch_warnings():
        # openpyxl warns of features that it drops (validation, pictures): none matters to reading.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=computed, keep_links=False)
        return {sheet.title: _bounded(sheet) for sheet in book.worksheets}


def _bounded(sheet: Any) -> list[Sequence[Any]]:
    # The size that a file declares may be wrong in both directions, so it is not trusted.
    sheet.reset_dimensions()
    rows = list(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=COLUMNS))
    if len(rows) > MOST_ROWS and any(cell.value is not None for cell in rows[-1]):
        raise _Refused("too_many_rows")
    return rows


def _is_form(rows: list[Sequence[Any]]) -> bool:
    return len(rows) >= HEADER_ROW and _texts(rows[HEADER_ROW - 1], COLUMNS) == words.COLUMNS


def _texts(row: Sequence[Any], count: int) -> tuple[str, ...]:
    found = [clean(str(cell.value)) if cell.value is not None else "" for cell in row[:count]]
    return tuple(found + [""] * (count - len(found)))


def _key(row: Sequence[Any]) -> DossierKey:
    unit, year, kind = _texts(row, 3)
    if kind not in (REAL, PRACTICE):
        raise _Refused("damaged")
    return DossierKey(int(unit), int(year), kind == PRACTICE)


def _exported(hidden: list[Sequence[Any]]) -> dict[str, Exported]:
    rows = (_texts(row, 4) for row in hidden[HIDDEN_FIRST_ROW - 1 :])
    return {
        content: Exported(int(revision), load_value(value), note) for content, revision, value, note in rows if content
    }


def _rows(pairs: Iterator[tuple[Sequence[Any], Sequence[Any]]]) -> Iterator[SheetRow]:
    for number, (values, formulas) in enumerate(pairs, start=1):
        if number <= HEADER_ROW:
            continue
        cells = {place: _cell(values, formulas, number, column) for place, column in INPUT_COLUMNS.items()}
        row = SheetRow(_texts(values, 1)[0], cells)
        if row.content or not row.blank:
            yield row


def _cell(values: Sequence[Any], formulas: Sequence[Any], row: int, column: int) -> Cell:
    place = f"{get_column_letter(column)}{row}"
    value, kind, shape = _found(values, column)
    if value is None:
        uncomputed = _found(formulas, column)[0] is not None
        return Cell(place, fault="formula" if uncomputed else None)
    if kind == "e":
        return Cell(place, fault="error")
    fault: CellFault | None = "date" if isinstance(value, date) else None
    return Cell(place, typed(value, shape), fault)


def _found(row: Sequence[Any], column: int) -> tuple[object, str, str]:
    cell = row[column - 1] if column <= len(row) else None
    if cell is None or cell.value is None or (isinstance(cell.value, str) and not clean(cell.value)):
        return None, "n", ""
    return cell.value, cell.data_type, cell.number_format


def typed(value: object, shape: str) -> str:
    """A cell's content as a person would type it in the chat; `shape` is the cell's number format."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float() if "%" in shape:
            return f"{value * 100:.15g}%".replace(".", ",")
        case int() | float():
            # Spreadsheets keep fifteen digits; what comes after them is not what anybody typed.
            return f"{value:.15g}".replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return clean(str(value))
