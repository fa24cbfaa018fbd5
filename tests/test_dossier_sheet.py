"""The dossier's spreadsheet as a file: what it holds, what can be written where, and that values come back whole."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.documents.sheet_form import FIRST_ROW, HIDDEN, INPUT_COLUMNS
from bot.documents.sheet_reading import typed
from handlers import texts_sheet_form
from handlers.conversation import Attachment
from handlers.sheet_cells import read_row, written
from handlers.sheets import INPUTS, Cell, SheetRow
from knowledge.library import Knowledge
from knowledge.measures import ChoiceMeasure, CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure
from knowledge.regulation import Content, Regulation
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue
from tests.sheet_talk import SheetStage, asked, contents, fill, form, packed, place

YEARS = (2023, 2026)


def every_content(knowledge: Knowledge, year: int, *, practice: bool = False) -> list[Content]:
    regulation = knowledge.practice_for(year) if practice else knowledge.regulation_for(year)
    assert isinstance(regulation, Regulation)
    return [content for each in regulation.indicators() for content in regulation.contents(each)]


@pytest.mark.parametrize("year", YEARS)
def test_it_has_a_row_for_every_content(stage: SheetStage, knowledge: Knowledge, year: int) -> None:
    book = stage.export(stage.key(year))
    assert contents(book) == [each.id for each in every_content(knowledge, year)]
    assert str(form(book)["A1"].value).startswith("BẢNG CHẤM ĐIỂM – phường Tứ Hạ – năm đánh giá")
    assert form(book)["A3"].value == texts_sheet_form.PROVISIONAL_NOTE
    assert book[HIDDEN].sheet_state == "hidden"


def test_practice_is_marked_and_of_a_made_up_commune(stage: SheetStage) -> None:
    sheet = form(stage.export(stage.key(2023, practice=True)))
    assert (
        sheet["A1"].value == "[TẬP HUẤN · SỐ MINH HOẠ] BẢNG CHẤM ĐIỂM – xã Minh Hoạ (không có thật) – năm đánh giá 2023"
    )
    assert sheet["A3"].value == texts_sheet_form.MADE_UP_NOTE


def test_only_the_cells_of_a_measure_can_be_written_in(stage: SheetStage) -> None:
    book = stage.export(stage.key(2026))
    sheet = form(book)
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    ratio, yes_no = ({place(book, content, column) for column in INPUTS} & open_cells for content in ("1.1.1", "2.1.1"))
    assert ratio == {place(book, "1.1.1", column) for column in ("whole", "part", "none", "note")}
    assert yes_no == {place(book, "2.1.1", column) for column in ("answer", "none", "note")}
    assert all(sheet[cell].number_format == "@" for cell in open_cells)


@pytest.mark.parametrize("year", YEARS)
def test_every_open_cell_has_a_rule_that_programs_can_read(stage: SheetStage, year: int) -> None:
    sheet = form(stage.export(stage.key(year)))
    rules = sheet.data_validations.dataValidation
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert {str(rule.sqref) for rule in rules} == open_cells
    assert all(len(str(rule.formula1)) <= 255 and len(str(rule.prompt)) <= 255 for rule in rules)


def test_options_are_offered_as_a_list(stage: SheetStage, knowledge: Knowledge) -> None:
    content = next(each for each in every_content(knowledge, 2023) if isinstance(each.measure, ChoiceMeasure))
    book = stage.export(stage.key(2023))
    at = place(book, content.id, "answer")
    rule = next(each for each in form(book).data_validations.dataValidation if str(each.sqref) == at)
    cells = book[HIDDEN][str(rule.formula1).partition("!")[2].replace("$", "")]
    assert isinstance(content.measure, ChoiceMeasure)
    assert [row[0].value for row in cells] == [option.text for option in content.measure.options]


@pytest.mark.parametrize("text", ["=1+1", "+84 234", "-x", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_no_cell_is_ever_a_formula(stage: SheetStage, text: str) -> None:
    asked(stage)
    book = fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}})
    note = form(book)[place(book, "2.5.1", "note")]
    note.value, note.data_type = text, "s"
    stage.send(book)
    stage.say("1")
    assert stage.dossier(stage.key(2026)).entries["2.5.1"].note == text
    again = stage.export(stage.key(2026))
    cells = [cell for sheet in again.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    held = form(again)[place(again, "2.5.1", "note")]
    assert (held.value, held.quotePrefix) == (text, True)


@pytest.mark.parametrize("document", ["progress", "dossier_sheet"])
def test_a_paused_year_has_no_document(stage: SheetStage, document: str) -> None:
    key = stage.key(2025)
    assert stage.make(Attachment(document, key.year, key)) is None  # type: ignore[arg-type]  # one of the literals
    made = stage.make(Attachment(document, 2026, stage.key(2026)))  # type: ignore[arg-type]
    assert made is not None
    assert made[0] in ("tien-do-2026.png", "bang-cham-diem-2026.xlsx")


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (1240, "General", "1240"),
        (29.63, "General", "29,63"),
        (0.1 + 0.2, "General", "0,3"),
        (0.95, "0%", "95%"),
        (True, "General", "yes"),
        ("  Có\u200b ", "@", "Có"),
    ],
)
def test_what_programs_keep_reads_as_people_type_it(value: object, shape: str, text: str) -> None:
    assert typed(value, shape) == text


@given(data=st.data())
def test_every_value_comes_back_as_it_was_written(knowledge: Knowledge, data: st.DataObject) -> None:
    year, practice = data.draw(st.sampled_from([(2023, False), (2023, True), (2026, False)]))
    content = data.draw(st.sampled_from(every_content(knowledge, year, practice=practice)))
    value = data.draw(values(content))
    cells = written(content, value)
    row = SheetRow(content.id, {name: Cell(f"{name}1", cells.get(name, "")) for name in INPUTS})
    assert read_row(content, row) == value


def values(content: Content) -> st.SearchStrategy[Value]:
    """Everything that can be entered for a content."""
    return st.just(NotArisen()) | measured(content)


def measured(content: Content) -> st.SearchStrategy[Value]:
    """The same without "nothing arose"."""
    counts = st.integers(0, 99_999_999)
    match content.measure:
        case RatioMeasure():
            pairs = st.tuples(counts, counts).map(sorted).filter(lambda pair: pair[1] > 0)
            return pairs.map(lambda pair: RatioValue(part=pair[0], whole=pair[1]))
        case CountMeasure():
            return counts.map(lambda count: CountValue(count=count))
        case YesNoMeasure():
            return st.booleans().map(lambda yes: YesNoValue(yes=yes))
        case ChoiceMeasure(options=options):
            return st.sampled_from(options).map(lambda option: ChoiceValue(option=option.id))
        case PointsMeasure(max=limit):
            most = limit.value if limit else Decimal(100)
            return st.decimals(0, most, places=2).map(lambda points: PointsValue(points=points))


def test_the_first_row_is_where_the_form_says(stage: SheetStage) -> None:
    book = load_workbook(BytesIO(packed(stage.export(stage.key(2026)))))
    assert form(book).cell(FIRST_ROW, 1).value == "1.1.1"
    assert [form(book).cell(FIRST_ROW - 1, column).value for column in INPUT_COLUMNS.values()] == list(
        texts_sheet_form.COLUMNS[5:10]
    )
