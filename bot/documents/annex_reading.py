"""Reads a filled-in annex; every fault names its cell."""

import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.documents.annex_cells import CellFault, Row, exact_points, plain_text
from handlers import texts_law_annex as texts
from knowledge.annex import (
    Annex,
    AnnexBand,
    AnnexContent,
    CriterionPoints,
    IndicatorPoints,
    Part,
    Threshold,
    annex_faults,
)
from knowledge.regulation import Regulation

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, COLUMNS = 2_000_000, 20_000_000, 500, 6
_ID = re.compile(r"[1-9][0-9]*(\.[1-9][0-9]*){0,2}")
_WORD = re.compile(r"[a-z_]+")
_PARTS: tuple[Part, ...] = ("criteria", "indicators", "contents")


class AnnexFileRefused(Exception):
    """A file that is no acceptable annex."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        super().__init__(", ".join(each.kind for each in faults))
        self.faults = tuple(faults)


def read_annex(content: bytes, regulations: Mapping[str, Regulation], document: str) -> Annex:
    """The annex in a spreadsheet, checked against the regulation that it names."""
    points, bands = _sheets(content)
    reading = _Reading()
    reading.points(points)
    reading.bands(bands)
    if reading.faults:
        raise AnnexFileRefused(reading.faults)
    if reading.regulation not in regulations:
        known = ", ".join(sorted(regulations))
        raise AnnexFileRefused([CellFault("", "other_regulation", (reading.regulation, known))])
    annex = reading.annex(document)
    found = annex_faults(annex, regulations[reading.regulation])
    if found:
        cells = reading.cells
        raise AnnexFileRefused([CellFault(cells.get(each.place, ""), each.kind, each.about) for each in found])
    return annex


def _sheets(content: bytes) -> tuple[list[Row], list[Row]]:
    if len(content) > MOST_BYTES:
        raise AnnexFileRefused([CellFault("", "too_large")])
    try:
        _refuse_bomb(content)
        with warnings.catch_warnings():
            # openpyxl warns of features that it drops (pictures, validation): none matters here.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True, data_only=False)
            sheets = [_rows(sheet) for sheet in book.worksheets[:2]]
    except AnnexFileRefused:
        raise
    except Exception as error:
        # A damaged workbook breaks openpyxl in many ways (zip, XML, missing parts); all mean the same here.
        raise AnnexFileRefused([CellFault("", "unreadable")]) from error
    return sheets[0], sheets[1] if len(sheets) > 1 else []


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise AnnexFileRefused([CellFault("", "too_large")])


def _rows(sheet: Any) -> list[Row]:
    # The size that a file declares may be wrong in both directions, so it is not trusted.
    sheet.reset_dimensions()
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), start=1):
        values = [(f"{sheet.title}!{get_column_letter(at)}{number}", each) for at, each in enumerate(cells, start=1)]
        row = Row(tuple((name, cell.value, cell.data_type) for name, cell in values))
        rows += [] if row.is_empty else [row]
        if len(rows) > MOST_ROWS:
            raise AnnexFileRefused([CellFault("", "too_many_rows")])
    return rows


@dataclass
class _Reading:
    """What was read so far, and what was wrong with it."""

    regulation: str = ""
    faults: list[CellFault] = field(default_factory=list)
    cells: dict[Any, str] = field(default_factory=dict)
    rows: dict[Part, list[dict[str, Any]]] = field(
        default_factory=lambda: {"criteria": [], "indicators": [], "contents": [], "thresholds": []}
    )
    content_bands: dict[str, list[AnnexBand]] = field(default_factory=dict)

    def points(self, rows: list[Row]) -> None:
        labelled = [row for row in rows if row.value(0) == texts.REGULATION]
        headed = [at for at, row in enumerate(rows) if row.value(0) == texts.POINTS_HEAD[0]]
        if not labelled or not headed:
            self.faults.append(CellFault("", "no_header" if labelled else "no_regulation"))
            return
        self.regulation = str(labelled[0].value(1))
        for row in rows[headed[0] + 1 :]:
            self._points_row(row)

    def _points_row(self, row: Row) -> None:
        id_ = plain_text(row, 0, self.faults) or ""
        if not _ID.fullmatch(id_) and not _WORD.fullmatch(id_):
            self.faults.append(CellFault(row.name(0), "bad_id", (id_,)))
            return
        if _WORD.fullmatch(id_) and row.value(2) is None:
            # A percentage that the office does not know either may stay empty.
            return
        points = exact_points(row, 2, self.faults)
        if points is None:
            return
        part: Part = _PARTS[id_.count(".")] if _ID.fullmatch(id_) else "thresholds"
        self.cells[(part, len(self.rows[part]))] = row.name(2)
        texts_of_row = {
            name: plain_text(row, at, self.faults) for name, at in (("title", 1), ("part", 3), ("whole", 4))
        }
        self.rows[part].append({"id": id_, "points": points, **texts_of_row})

    def bands(self, rows: list[Row]) -> None:
        contents = {each["id"] for each in self.rows["contents"]}
        for row in rows[1:]:
            id_ = plain_text(row, 0, self.faults)
            at_least, points = exact_points(row, 1, self.faults), exact_points(row, 2, self.faults)
            if id_ is None or at_least is None or points is None:
                continue
            if id_ not in contents:
                self.faults.append(CellFault(row.name(0), "band_without_content", (id_,)))
            self.content_bands.setdefault(id_, []).append(AnnexBand(at_least=at_least, points=points))

    def annex(self, document: str) -> Annex:
        rows = self.rows
        return Annex.model_construct(
            regulation=self.regulation,
            document=document,
            criteria=tuple(CriterionPoints(id=each["id"], points=each["points"]) for each in rows["criteria"]),
            indicators=tuple(_indicator(each) for each in rows["indicators"]),
            contents=tuple(self._content(each) for each in rows["contents"]),
            thresholds=tuple(Threshold(id=each["id"], percent=each["points"]) for each in rows["thresholds"]),
        )

    def _content(self, row: dict[str, Any]) -> AnnexContent:
        bands = tuple(self.content_bands.get(row["id"], ()))
        title = row["title"] or row["id"]
        return AnnexContent(
            id=row["id"], title=title, points=row["points"], part=row["part"], whole=row["whole"], bands=bands
        )


def _indicator(row: dict[str, Any]) -> IndicatorPoints:
    return IndicatorPoints(id=row["id"], title=row["title"], points=row["points"])
