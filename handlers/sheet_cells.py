"""From a value to the input cells of a sheet, and back through the same validator that the chat has."""

from handlers import texts_sheet as words
from handlers.sheets import Cell, Input, SheetRow
from handlers.texts_law import number
from handlers.texts_scoring import refused
from handlers.texts_values import count, option_words
from handlers.typed import fold
from knowledge.entry import NotAValue, Refused, is_not_arisen, read_value
from knowledge.measures import CountMeasure, RatioMeasure
from knowledge.regulation import Content
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue

MARK = "x"
_MARKS = {MARK, "v", "co", "yes", "true", "1"}


class CellRefused(Exception):
    """A cell that cannot be used: its place, and why in words."""

    def __init__(self, cell: Cell, why: str) -> None:
        super().__init__(why)
        self.place, self.why = cell.place, why


def inputs_of(content: Content) -> tuple[Input, ...]:
    """The cells in which this content's value is entered."""
    match content.measure:
        case RatioMeasure():
            return ("whole", "part")
        case CountMeasure():
            return ("whole",)
        case _:
            return ("answer",)


def written(content: Content, value: Value | None) -> dict[Input, str]:
    """The cells of a value, as they are exported; what is not named is blank."""
    match value:
        case None:
            return {}
        case RatioValue(part=part, whole=whole):
            return {"whole": count(whole), "part": count(part)}
        case CountValue(count=counted):
            return {"whole": count(counted)}
        case PointsValue(points=points):
            return {"answer": number(points)}
        case YesNoValue(yes=yes):
            return {"answer": words.YES if yes else words.NO}
        case ChoiceValue(option=option):
            return {"answer": option_words(content, option)}
        case NotArisen():
            return {"none": MARK}


def touched(content: Content, exported: Value | None, row: SheetRow) -> bool:
    """Whether a value's cells say anything else than what was exported; blank cells say nothing."""
    before = written(content, exported)
    return any(
        not cell.blank and cell != Cell(cell.place, before.get(name, ""))
        for name, cell in row.cells.items()
        if name != "note"
    ) or _half_blanked(content, row)


def _half_blanked(content: Content, row: SheetRow) -> bool:
    blanks = [row.cells[name].blank for name in inputs_of(content)]
    return any(blanks) and not all(blanks)


def read_row(content: Content, row: SheetRow) -> Value | None:
    """The value in a row; None where its cells are blank. Raises CellRefused."""
    filled = [cell for name, cell in row.cells.items() if name != "note" and not cell.blank]
    for cell in filled:
        if cell.fault:
            raise CellRefused(cell, words.FAULTS[cell.fault])
    none = row.cells["none"]
    if not none.blank:
        return _not_arisen(none, [cell for cell in filled if cell is not none])
    own = [row.cells[name] for name in inputs_of(content)]
    for cell in filled:
        if cell not in own:
            raise CellRefused(cell, words.not_here([cell.place for cell in own]))
    return _read(content, own) if filled else None


def _not_arisen(none: Cell, others: list[Cell]) -> Value:
    if fold(none.text) not in _MARKS and not is_not_arisen(none.text):
        raise CellRefused(none, words.MARK_OR_BLANK)
    if others:
        raise CellRefused(none, words.both([cell.place for cell in others]))
    return NotArisen()


def _read(content: Content, own: list[Cell]) -> Value:
    first, *rest = own
    value = _one(content, first, None)
    if not isinstance(value, int):
        # "12/13" or "không phát sinh" in the first of two cells is whole already.
        if rest and not rest[0].blank:
            raise CellRefused(first, words.unreadable(first.text))
        return value
    if not value:
        raise CellRefused(first, words.WHOLE_IS_ZERO)
    second = _one(content, rest[0], value)
    if not isinstance(second, RatioValue) or second.whole != value:
        raise CellRefused(rest[0], words.unreadable(rest[0].text))
    return second


def _one(content: Content, cell: Cell, whole: int | None) -> Value | int:
    if cell.blank:
        raise CellRefused(cell, words.OTHER_COUNT_MISSING)
    try:
        return read_value(content, cell.text, whole)
    except Refused as refusal:
        raise CellRefused(cell, refused(refusal, content)) from refusal
    except NotAValue as refusal:
        raise CellRefused(cell, words.unreadable(cell.text)) from refusal
