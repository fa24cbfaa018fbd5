"""What a spreadsheet program itself checks while the form is filled in: a first help, the import is the judge."""

from decimal import Decimal
from typing import Literal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.sheet_cells import write_row
from bot.documents.sheet_form import INPUT_COLUMNS
from handlers import texts_sheet, texts_sheet_form
from handlers.sheet_cells import MARK, inputs_of
from knowledge.entry import LARGEST_POINTS
from knowledge.measures import ChoiceMeasure, PointsMeasure, YesNoMeasure
from knowledge.regulation import Content

Kind = Literal["list", "custom", "textLength"]
# Beside what the hidden sheet remembers: one column of options a choice.
_FIRST_OPTION_COLUMN = 6
# Cells hold text, so the formulas work on text: digits with dots between thousands; points with one comma or dot.
_COUNT = 'AND(LEFT({at})<>"-",ISNUMBER(--SUBSTITUTE(SUBSTITUTE({at},".","")," ","")))'
_POINTS = (
    'AND(LEFT({at})<>"-",ISNUMBER(--SUBSTITUTE(SUBSTITUTE({at},",",""),".","")),'
    'LEN({at})-LEN(SUBSTITUTE(SUBSTITUTE({at},",",""),".",""))<2,'
    '--LEFT(SUBSTITUTE({at},".",",")&",",FIND(",",SUBSTITUTE({at},".",",")&",")-1)<={most})'
)


class Rules:
    """Adds the rules of one row after the other."""

    def __init__(self, sheet: Worksheet, hidden: Worksheet) -> None:
        self._sheet, self._hidden = sheet, hidden
        self._next_column = _FIRST_OPTION_COLUMN

    def add(self, content: Content, row: int) -> None:
        """The rules of a content's input cells."""
        for place in inputs_of(content):
            at = f"{get_column_letter(INPUT_COLUMNS[place])}{row}"
            self._rule(at, *self._formula(content, at), texts_sheet_form.hint(content, place))
        none, note = (f"{get_column_letter(INPUT_COLUMNS[place])}{row}" for place in ("none", "note"))
        self._rule(none, "list", f'"{MARK}"', texts_sheet_form.MARK_HELP)
        self._rule(note, "textLength", "1000", texts_sheet_form.NOTE_HELP)

    def _formula(self, content: Content, at: str) -> tuple[Kind, str]:
        match content.measure:
            case YesNoMeasure():
                return "list", f'"{texts_sheet.YES},{texts_sheet.NO}"'
            case ChoiceMeasure(options=options):
                return "list", self._options([each.text for each in options])
            case PointsMeasure(max=limit):
                most: Decimal = limit.value if limit else LARGEST_POINTS
                return "custom", _POINTS.format(at=at, most=most)
            case _:
                return "custom", _COUNT.format(at=at)

    def _options(self, options: list[str]) -> str:
        """A list by reference: written out, it could hold neither commas nor more than 255 letters."""
        column = self._next_column
        self._next_column += 1
        for row, option in enumerate(options, start=1):
            write_row(self._hidden, row, ("",) * (column - 1) + (option,))
        letter = get_column_letter(column)
        return f"{quote_sheetname(self._hidden.title)}!${letter}$1:${letter}${len(options)}"

    def _rule(self, at: str, kind: Kind, formula: str, hint: str) -> None:
        rule = DataValidation(
            type=kind,
            operator="lessThanOrEqual" if kind == "textLength" else None,
            formula1=formula,
            allow_blank=True,
            # A warning, not a wall: a program that reads a rule otherwise must not keep anybody from writing.
            errorStyle="warning",
            showErrorMessage=True,
            showInputMessage=True,
            error=hint,
            errorTitle=texts_sheet_form.BAD_VALUE,
            prompt=hint,
        )
        rule.add(at)
        self._sheet.add_data_validation(rule)
