"""A dossier's spreadsheet that comes back while others work on the same dossier: nobody is overwritten unseen."""

from sqlalchemy import update

from handlers.conversation import Press
from knowledge.values import CountValue, RatioValue
from storage.entry_tables import dossiers
from tests.sheet_talk import SheetStage, asked, fill, save


def test_what_a_colleague_saved_since_stays(stage: SheetStage) -> None:
    save(stage, {"1.1.1": {"whole": "12", "part": "11"}, "2.5.1": {"whole": "2"}, "3.3.1": {"whole": "5", "part": "5"}})
    asked(stage)
    book = stage.export(stage.key(2026))
    by_leader(stage, {"1.1": "10/12", "2.5": "7"})
    fill(book, {"1.1.1": {"part": "12"}, "3.3.1": {"part": "4"}})
    heard = stage.send(book)
    assert "Sẽ đổi 1 chỗ:\n• 3.3.1: 5 / 5 = 100 % → 4 / 5 = 80 %" in heard
    assert "1 chỗ đã được sửa sau khi xuất tệp, em giữ số đang lưu:" in heard
    assert "• 1.1.1: đang lưu 10 / 12 = 83,33 % (" in heard
    assert "); trong tệp 12 / 12 = 100 %" in heard
    stage.say("1")
    assert stage.dossier(stage.key(2026)).values == {
        "1.1.1": RatioValue(part=10, whole=12),
        "2.5.1": CountValue(count=7),
        "3.3.1": RatioValue(part=4, whole=5),
    }


def test_what_was_saved_between_preview_and_choice_stays_too(stage: SheetStage) -> None:
    asked(stage)
    book = fill(stage.export(stage.key(2026)), {"1.1.1": {"whole": "12", "part": "12"}, "2.5.1": {"whole": "2"}})
    assert "Sẽ đổi 2 chỗ" in stage.send(book)
    by_leader(stage, {"1.1": "10/12"})
    heard = stage.say("1")[0]
    assert heard.startswith("Đã lưu 1 thay đổi từ tệp Excel")
    assert "• 1.1.1: đang lưu 10 / 12" in heard
    assert stage.dossier(stage.key(2026)).values["1.1.1"] == RatioValue(part=10, whole=12)


def test_a_dossier_sent_off_meanwhile_is_not_changed(stage: SheetStage) -> None:
    asked(stage)
    stage.send(fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}}))
    by_leader(stage, {"1.1": "10/12"})
    with stage.engine.begin() as tx:
        tx.execute(update(dossiers).values(state="submitted"))
    assert "Hồ sơ đã gửi nên không sửa được nữa" in stage.say("1")[0]
    assert "2.5.1" not in stage.dossier(stage.key(2026)).values


def test_a_double_tap_saves_once(stage: SheetStage) -> None:
    asked(stage)
    stage.send(fill(stage.export(stage.key(2026)), {"2.5.1": {"whole": "2"}}))
    press = Press(stage.revisions[-1], 1)
    assert len(stage.give(press)) == 1
    assert stage.give(press) == []
    assert stage.dossier(stage.key(2026)).entries["2.5.1"].revision == 1


def by_leader(stage: SheetStage, typed: dict[str, str]) -> None:
    """The leader types values in the chat meanwhile."""
    revisions, mine = stage.revisions, stage.address
    stage.set_scene("ai", "leader")
    stage.revisions = [0]
    stage.say("/chamdiem 2026")
    for indicator, value in typed.items():
        stage.say("mục lục")
        stage.say(indicator)
        assert "Đã lưu" in stage.say(value)[0]
    stage.address, stage.revisions = mine, revisions
