"""Taking a dossier's spreadsheet back in the talk: preview, refusals by cell, conflicts, one save."""

from datetime import datetime
from decimal import Decimal

import pytest

from handlers import texts, texts_sheet
from knowledge.values import CountValue, NotArisen, PointsValue, RatioValue, YesNoValue
from tests.sheet_talk import Filled, SheetStage, asked, fill, form, place, save


def test_a_filled_sheet_is_shown_first_and_saved_by_one_choice(stage: SheetStage) -> None:
    asked(stage)
    key = stage.key(2026)
    book = fill(
        stage.export(key),
        {
            "1.1.1": {"whole": "1.240", "part": 1209},
            "2.1.1": {"answer": "Có"},
            "2.5.1": {"whole": 2.0, "note": "Hai cuộc thi trực tuyến"},
            "3.2.1": {"none": "x"},
        },
    )
    preview = stage.send(book)
    assert preview.splitlines() == [
        "Tệp Excel của phường Tứ Hạ, năm 2026.",
        "Sẽ đổi 5 chỗ:",
        "• 1.1.1: chưa nhập → 1.209 / 1.240 = 97,5 %",
        "• 2.1.1: chưa nhập → có",
        "• 2.5.1: chưa nhập → 2",
        "• 3.2.1: chưa nhập → không phát sinh",
        "• 2.5.1: ghi chú “Hai cuộc thi trực tuyến”",
        "Chưa lưu gì.",
        "[1] Lưu 5 thay đổi",
        "[2] Thôi",
    ]
    assert stage.dossier(key).entries == {}
    assert stage.say("1")[0].startswith("Đã lưu 5 thay đổi từ tệp Excel lúc 08:00.")
    entries = stage.dossier(key).entries
    assert entries["1.1.1"].value == RatioValue(part=1209, whole=1240)
    assert (entries["2.1.1"].value, entries["3.2.1"].value) == (YesNoValue(yes=True), NotArisen())
    assert (entries["2.5.1"].value, entries["2.5.1"].note) == (CountValue(count=2), "Hai cuộc thi trực tuyến")
    assert stage.send(book) == texts.FILE_NOT_AWAITED


def test_old_and_new_are_shown_and_blank_cells_change_nothing(stage: SheetStage) -> None:
    save(stage, {"1.1.1": {"whole": "12", "part": "11"}, "2.5.1": {"whole": "2"}})
    asked(stage)
    book = fill(stage.export(stage.key(2026)), {"1.1.1": {"part": "12"}, "2.5.1": {"whole": None}})
    assert "• 1.1.1: 11 / 12 = 91,67 % → 12 / 12 = 100 %\nChưa lưu gì." in stage.send(book)
    stage.say("1")
    assert stage.dossier(stage.key(2026)).values == {
        "1.1.1": RatioValue(part=12, whole=12),
        "2.5.1": CountValue(count=2),
    }
    assert stage.dossier(stage.key(2026)).entries["2.5.1"].revision == 1


def test_an_untouched_sheet_changes_nothing(stage: SheetStage) -> None:
    save(stage, {"1.1.1": {"whole": "12", "part": "11"}})
    asked(stage)
    assert stage.send(stage.export(stage.key(2026))).splitlines()[1:] == [texts_sheet.NOTHING_CHANGES, "[1] Mục lục"]


REFUSED: list[tuple[Filled, str, str]] = [
    ({"1.1.1": {"whole": "1.240", "part": "1.300"}}, "part", "1.300 nhiều hơn tổng số (1.240)."),
    ({"1.1.1": {"whole": "13", "part": "95%"}}, "part", "Em cần hai số đếm"),
    ({"1.1.1": {"whole": "13"}}, "part", texts_sheet.OTHER_COUNT_MISSING),
    ({"1.1.1": {"part": "13"}}, "whole", texts_sheet.OTHER_COUNT_MISSING),
    ({"1.1.1": {"whole": "0", "part": "0"}}, "whole", texts_sheet.WHOLE_IS_ZERO),
    ({"1.1.1": {"whole": 12.5, "part": "1"}}, "whole", "Ở đây cần số nguyên"),
    ({"1.1.1": {"whole": "mười hai", "part": "1"}}, "whole", "Anh/chị gõ bằng chữ số"),
    ({"1.1.1": {"whole": datetime(2026, 1, 2), "part": "1"}}, "whole", texts_sheet.FAULTS["date"]),  # noqa: DTZ001
    ({"1.1.1": {"whole": "=6*2", "part": "1"}}, "whole", texts_sheet.FAULTS["formula"]),
    ({"1.1.1": {"whole": "#DIV/0!", "part": "1"}}, "whole", texts_sheet.FAULTS["error"]),
    ({"1.1.1": {"answer": "12"}}, "answer", "nội dung này không nhập ở ô này mà ở ô F6 và G6."),
    ({"1.1.1": {"none": "x", "whole": "12", "part": "1"}}, "none", "đã đánh dấu không phát sinh nhưng ô F6, G6"),
    ({"1.1.1": {"none": "không"}}, "none", texts_sheet.MARK_OR_BLANK),
    ({"2.1.1": {"answer": "chắc là có"}}, "answer", "em chưa đọc được “chắc là có”"),
    ({"2.5.1": {"whole": "-1"}}, "whole", "Số không thể âm."),
    ({"2.5.1": {"note": "chưa có số"}}, "note", texts_sheet.NOTE_WITHOUT_VALUE),
    ({"2.5.1": {"whole": "1", "note": "x" * 1001}}, "note", texts_sheet.NOTE_TOO_LONG),
]


@pytest.mark.parametrize(("cells", "column", "why"), REFUSED, ids=[why[:20] for _, _, why in REFUSED])
def test_a_refused_cell_is_named_and_the_others_are_saved(
    stage: SheetStage, cells: Filled, column: str, why: str
) -> None:
    asked(stage)
    book = fill(stage.export(stage.key(2026)), {"2.2.1": {"whole": "3", "part": "3"}, **cells})
    content = next(iter(cells))
    named = place(book, content, column)  # type: ignore[arg-type]  # the table's column is one of the inputs
    heard = stage.send(book)
    assert "1 ô chưa dùng được:" in heard
    assert f"• {named} ({content}): {why}" in heard
    stage.say("1")
    saved = dict(stage.dossier(stage.key(2026)).values)
    assert saved.pop("2.2.1") == RatioValue(part=3, whole=3)
    assert saved == ({"2.5.1": CountValue(count=1)} if why == texts_sheet.NOTE_TOO_LONG else {})


def test_points_keep_their_limit(stage: SheetStage) -> None:
    stage.say("/chamdiem 2023")
    stage.say("mục lục")
    stage.say("Nhập bằng Excel")
    book = fill(stage.export(stage.key(2023)), {"1.2.1": {"answer": "8"}, "2.1.1": {"answer": 6.75}})
    heard = stage.send(book)
    assert f"• {place(book, '1.2.1', 'answer')} (1.2.1): 8 vượt mức tối đa 7." in heard
    stage.say("lưu")
    assert stage.dossier(stage.key(2023)).values == {"2.1.1": PointsValue(points=Decimal("6.75"))}


def test_dropping_saves_nothing(stage: SheetStage) -> None:
    asked(stage)
    stage.send(fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}}))
    assert stage.say("2")[0].startswith(texts_sheet.NOT_SAVED)
    assert stage.dossier(stage.key(2026)).entries == {}


def test_a_question_in_the_middle_is_answered_and_the_choice_stands_again(stage: SheetStage) -> None:
    asked(stage)
    book = fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}})
    stage.send(book)
    heard = stage.say("hạn gửi hồ sơ năm 2023")
    assert "[1] Lưu 1 thay đổi" in heard[-1]
    stage.say("1")
    assert stage.dossier(stage.key(2026)).values == {"2.5.1": CountValue(count=2)}


def test_contradictions_are_told_before_saving(stage: SheetStage) -> None:
    asked(stage)
    cells: Filled = {"3.2.1": {"whole": "20", "part": "18"}, "3.2.2": {"whole": "17", "part": "17"}}
    heard = stage.send(fill(stage.export(stage.key(2026)), cells))
    assert heard.count("Hai số này phải bằng nhau") == 1


def test_rows_that_are_none_of_ours_are_named(stage: SheetStage) -> None:
    asked(stage)
    book = stage.export(stage.key(2026))
    form(book)["A40"], form(book)["F40"] = "9.9.9", "12"
    form(book)["A41"], form(book)["F41"] = "2.5.1", "12"
    heard = stage.send(book)
    assert f"• F40: {texts_sheet.UNKNOWN_ROW}" in heard
    assert f"• F41: {texts_sheet.REPEATED_ROW}" in heard
