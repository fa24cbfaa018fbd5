"""A dossier as a spreadsheet: what stood in it when it was exported, and what its cells hold when it comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from handlers.dossiers import DossierKey
from knowledge.values import Value

# The input cells of a row: two counts, points or an answer, "nothing arose", a remark.
Input = Literal["whole", "part", "answer", "none", "note"]
INPUTS: tuple[Input, ...] = ("whole", "part", "answer", "none", "note")
CellFault = Literal["formula", "error", "date"]
UnreadReason = Literal["gone", "not_ours", "damaged", "macros", "too_large", "too_many_rows"]


@dataclass(frozen=True)
class Cell:
    """One input cell: its place ("G12") and its text as it would be typed in the chat; empty where it is blank.

    A `fault` is a thing that can only stand in a spreadsheet: a formula nobody computed, an error, a date.
    """

    place: str
    text: str = ""
    fault: CellFault | None = None

    @property
    def blank(self) -> bool:
        return not self.text and self.fault is None


@dataclass(frozen=True)
class SheetRow:
    """The input cells beside a content's id."""

    content: str
    cells: Mapping[Input, Cell]

    @property
    def blank(self) -> bool:
        return all(cell.blank for cell in self.cells.values())


@dataclass(frozen=True)
class Exported:
    """What a content held when the sheet was made; revision 0: nothing."""

    revision: int = 0
    value: Value | None = None
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet of ours: of which dossier, its rows, and what was exported by content."""

    key: DossierKey
    rows: tuple[SheetRow, ...]
    exported: Mapping[str, Exported]


@dataclass(frozen=True)
class Unread:
    """A file that is no such sheet, or that is gone."""

    reason: UnreadReason


ReadSheet = Callable[[str], Sheet | Unread]


def no_sheet(digest: str) -> Sheet | Unread:
    """Where nobody can read files, every one is gone."""
    return Unread("gone")
