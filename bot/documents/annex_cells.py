"""The cells of a filled-in annex: which are numbers, which are text, and what neither may be."""

from dataclasses import dataclass
from decimal import Decimal

_MOST = 1000
_PLACES = 4


@dataclass(frozen=True)
class CellFault:
    """One fault at one cell, or of the file as a whole; worded in handlers.texts_law_annex."""

    cell: str
    kind: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row: name, value and type of every cell."""

    cells: tuple[tuple[str, object, str], ...]

    @property
    def is_empty(self) -> bool:
        return all(value is None or str(value).strip() == "" for _, value, _ in self.cells)

    def name(self, at: int) -> str:
        """The cell's name, also where the file holds no such cell."""
        return self.cells[at][0] if at < len(self.cells) else ""

    def value(self, at: int) -> object:
        """What the cell holds; surrounding space does not count."""
        value = self.cells[at][1] if at < len(self.cells) else None
        return value.strip() or None if isinstance(value, str) else value

    def is_formula(self, at: int) -> bool:
        """Whether the cell would be computed by a spreadsheet program."""
        return at < len(self.cells) and self.cells[at][2] == "f"


def exact_points(row: Row, at: int, faults: list[CellFault]) -> Decimal | None:
    """The exact number of a cell; None with a fault noted where it is no number that can be."""
    value, name = row.value(at), row.name(at)
    if row.is_formula(at):
        faults.append(CellFault(name, "formula"))
    elif value is None:
        faults.append(CellFault(name, "empty"))
    elif isinstance(value, bool) or not isinstance(value, int | float):
        faults.append(CellFault(name, "not_number", (str(value),)))
    else:
        return _checked(Decimal(repr(value)), name, faults)
    return None


def _checked(number: Decimal, name: str, faults: list[CellFault]) -> Decimal | None:
    exponent = number.normalize().as_tuple().exponent
    shown = (f"{number}".replace(".", ","),)
    if not isinstance(exponent, int):
        faults.append(CellFault(name, "not_number", shown))
    elif number < 0:
        faults.append(CellFault(name, "negative", shown))
    elif number > _MOST:
        faults.append(CellFault(name, "too_big", shown))
    elif exponent < -_PLACES:
        faults.append(CellFault(name, "too_fine", shown))
    else:
        return abs(number)
    return None


def plain_text(row: Row, at: int, faults: list[CellFault]) -> str | None:
    """The text of a cell, or None where it is empty; a number that stands where an id belongs is refused.

    A whole number is taken as text: spreadsheets turn a typed 1 into a number. A typed 1.10 they turn into 1.1,
    which is another id, so a decimal is refused.
    """
    value = row.value(at)
    if row.is_formula(at):
        faults.append(CellFault(row.name(at), "formula"))
        return None
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    faults.append(CellFault(row.name(at), "not_text", (str(value),)))
    return None
