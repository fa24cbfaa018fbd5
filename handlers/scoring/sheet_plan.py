"""What a sheet that came back would change: compared with what was exported and with what stands there now."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers import texts_sheet as words
from handlers.changes import Change
from handlers.dossier_changes import NoteSaved, ValueSaved
from handlers.dossiers import Entry
from handlers.scoring.checking import is_odd_jump
from handlers.scoring.desk import Desk
from handlers.sheet_cells import CellRefused, read_row, touched
from handlers.sheets import Exported, Sheet, SheetRow
from handlers.texts_scoring import ODD_JUMP
from handlers.texts_scoring_saved import contradiction
from knowledge.consistency import contradictions
from knowledge.regulation import Content
from knowledge.values import Value

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class NewValue:
    """A value that would be saved, in place of `before`."""

    content: Content
    before: Value | None
    after: Value


@dataclass(frozen=True)
class NewNote:
    """A remark that would be saved."""

    content: Content
    note: str


@dataclass(frozen=True)
class RefusedCell:
    """A cell that cannot be used, and why in words; without content it stands in a row that is none of ours."""

    place: str
    content: str
    why: str


@dataclass(frozen=True)
class Clash:
    """Somebody saved since the export: what stands there now, and the value of the sheet (None: its remark)."""

    content: Content
    entry: Entry
    mine: Value | None


Finding = NewValue | NewNote | RefusedCell | Clash


@dataclass(frozen=True)
class Plan:
    """Everything that a sheet would do, in the order of its rows."""

    values: tuple[NewValue, ...] = ()
    notes: tuple[NewNote, ...] = ()
    refused: tuple[RefusedCell, ...] = ()
    clashes: tuple[Clash, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many things would be saved."""
        return len(self.values) + len(self.notes)


def plan_import(desk: Desk, sheet: Sheet) -> Plan:
    """Compares three: the cells, what was exported, what stands there now."""
    found = list(_findings(desk, sheet))
    values = tuple(each for each in found if isinstance(each, NewValue))
    return Plan(
        values=values,
        notes=tuple(each for each in found if isinstance(each, NewNote)),
        refused=tuple(each for each in found if isinstance(each, RefusedCell)),
        clashes=tuple(each for each in found if isinstance(each, Clash)),
        remarks=_remarks(desk, values),
    )


def changes_of(desk: Desk, plan: Plan) -> tuple[Change, ...]:
    """What is kept; a remark after its value."""
    saved = [
        ValueSaved(desk.key, each.content.id, each.after, desk.dossier.revision(each.content.id), words.REASON)
        for each in plan.values
    ]
    return (*saved, *(NoteSaved(desk.key, each.content.id, each.note) for each in plan.notes))


def _findings(desk: Desk, sheet: Sheet) -> Iterator[Finding]:
    places = desk.regulation.places()
    seen: set[str] = set()
    for row in sheet.rows:
        place = places.get(row.content)
        if place is None or row.content in seen:
            yield from _stray(row, words.REPEATED_ROW if place else words.UNKNOWN_ROW)
            continue
        content = place.content
        seen.add(row.content)
        exported = sheet.exported.get(row.content, Exported())
        value = _value(desk, content, row, exported)
        note = _note(desk, content, row, exported, isinstance(value, NewValue))
        yield from (each for each in (value, note) if each)


def _stray(row: SheetRow, why: str) -> Iterator[RefusedCell]:
    filled = [cell for cell in row.cells.values() if not cell.blank]
    if filled:
        yield RefusedCell(filled[0].place, "", why)


def _value(desk: Desk, content: Content, row: SheetRow, exported: Exported) -> Finding | None:
    if not touched(content, exported.value, row):
        return None
    try:
        mine = read_row(content, row)
    except CellRefused as refused:
        return RefusedCell(refused.place, content.id, refused.why)
    entry = desk.dossier.entries.get(content.id)
    now = entry.value if entry else None
    if mine is None or mine in (now, exported.value):
        return None
    if entry and entry.revision != exported.revision:
        return Clash(content, entry, mine)
    return NewValue(content, now, mine)


def _note(desk: Desk, content: Content, row: SheetRow, exported: Exported, value_comes: bool) -> Finding | None:
    cell = row.cells["note"]
    entry = desk.dossier.entries.get(content.id)
    now = entry.note if entry else ""
    if cell.blank or (not cell.fault and cell.text in (now, exported.note)):
        return None
    if why := _note_refused(cell.text, cell.fault in ("formula", "error"), entry is not None or value_comes):
        return RefusedCell(cell.place, content.id, why)
    if entry and now != exported.note:
        return Clash(content, entry, None)
    return NewNote(content, cell.text)


def _note_refused(text: str, broken: bool, has_value: bool) -> str | None:
    if broken:
        return words.FAULTS["error"]
    if len(text) > LONGEST_NOTE:
        return words.NOTE_TOO_LONG
    return None if has_value else words.NOTE_WITHOUT_VALUE


def _remarks(desk: Desk, values: tuple[NewValue, ...]) -> tuple[str, ...]:
    """What the chat would tell beside each value, with all of them in place; each contradiction once."""
    after = {**desk.dossier.values, **{each.content.id: each.after for each in values}}
    told: dict[tuple[str, frozenset[str]], str] = {}
    for new in values:
        for each in contradictions(desk.regulation, new.content, new.after, after):
            pair = (each.what, frozenset((new.content.id, each.other)))
            told.setdefault(pair, f"{new.content.id}: {contradiction(each)}")
        last = desk.dossier.last_year.get(new.content.id)
        if last and is_odd_jump(new.content, last, new.after):
            told[ODD_JUMP, frozenset((new.content.id,))] = f"{new.content.id}: {ODD_JUMP}"
    return tuple(told.values())
