"""Two officials on what is asked beside the contents: the second sees the first and chooses, nothing goes silently."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from bot.demo import fill_demo
from handlers.dossier_changes import Assigned, ClassChosen, Declared, DossierChange, MaximumSaved, SatisfactionSaved
from handlers.dossiers import Dossier, DossierKey
from handlers.texts_scoring import UNCHANGED
from knowledge.library import Knowledge
from storage.dossiers import load_dossier
from storage.engine import reading
from storage.entering import keep_dossier_change
from storage.entry_tables import dossiers
from storage.errors import Conflict
from tests.conversation import Stage

OFFICIAL, LEADER = "Nguyễn Thị Lan (trình diễn)", "Trần Văn Bình (trình diễn)"
DECLARATION, CLASS = "Khai báo: Không có cán bộ", "Loại đơn vị hành chính"
MAXIMUM = "(Nhập )?[Đđ]iểm tối đa"

# How each is opened, in the words of a choice; what the leader answers first and the official after; both as told.
CASES = {
    "declaration": (("/chamdiem 2021", "mục lục", DECLARATION), "Đúng", "Không đúng", "đúng", "không đúng"),
    "class": (("/chamdiem 2021", "mục lục", CLASS), "Loại I", "Loại II", "loại I", "loại II"),
    "rate": (("/chamdiem 2021", "mục lục", "Tỷ lệ hài lòng"), "96", "97,35", "96 %", "97,35 %"),
    "maximum": (("/chamdiem 2023", "mục lục", "Tiêu chí 2", MAXIMUM), "15", "14,5", "15 điểm", "14,5 điểm"),
}
KEY = DossierKey(2, 2021)
SHARING = ("/chamdiem 2023", "1.2", "giao việc")


@pytest.fixture
def stage(engine: Engine, knowledge: Knowledge) -> Stage:
    return Stage(engine, knowledge)


def go(stage: Stage, who: str, *words: str) -> str:
    """Says one thing after another, or takes the choice that begins so; what is heard last."""
    stage.set_scene("ai", who)
    heard = ""
    for each in words:
        heard = take(stage, heard, each)
    return heard


def take(stage: Stage, heard: str, words: str) -> str:
    found = re.search(rf"^\[(\d+)\] {words}", heard, re.MULTILINE)
    return stage.say(found[1] if found else words)[-1]


def kept(stage: Stage) -> Dossier:
    with reading(stage.engine) as connection:
        row = connection.execute(select(dossiers)).one()
        return load_dossier(connection, DossierKey(row.unit_id, row.year, row.practice))


def answers(dossier: Dossier) -> dict[str, str]:
    return {question: each.answer for question, each in dossier.said.items()}


@pytest.mark.parametrize("case", CASES)
def test_the_second_sees_the_first_and_keeps_it(stage: Stage, case: str) -> None:
    steps, first, second, theirs, mine = CASES[case]
    asked = go(stage, "official", *steps)
    shown = go(stage, "leader", *steps)
    take(stage, shown, first)
    before = answers(kept(stage))
    stage.now += timedelta(minutes=5)
    stage.set_scene("ai", "official")
    heard = take(stage, asked, second)
    assert LEADER in heard
    assert f": {theirs}, lúc 08:00. Anh/chị đang chọn: {mine}." in heard
    assert f"[1] Giữ: {theirs}\n[2] Lưu của tôi: {mine}" in heard
    assert answers(kept(stage)) == before
    stage.say("1")
    assert answers(kept(stage)) == before


@pytest.mark.parametrize("case", CASES)
def test_the_second_takes_the_own_one_knowingly(stage: Stage, case: str) -> None:
    steps, first, second, _, mine = CASES[case]
    asked = go(stage, "official", *steps)
    take(stage, go(stage, "leader", *steps), first)
    stage.set_scene("ai", "official")
    take(stage, asked, second)
    assert "Đã lưu" in stage.say("2")[0]
    [said] = kept(stage).said.values()
    assert said.by == OFFICIAL
    # Who opens it next sees whose it is before answering, and answers without being asked again.
    shown = go(stage, "leader", *steps)
    assert f"Đang lưu: {mine} ({OFFICIAL}, 08:00)." in shown
    assert "Đã lưu" in take(stage, shown, first)


def test_who_has_an_indicator_is_not_taken_from_them_unseen(stage: Stage) -> None:
    asked = go(stage, "official", *SHARING)
    take(stage, go(stage, "leader", *SHARING), LEADER)
    stage.set_scene("ai", "official")
    heard = take(stage, asked, OFFICIAL)
    assert f"{LEADER} vừa lưu người phụ trách" in heard
    assert kept(stage).assignments["1.2"].name == LEADER
    assert f"cho {OFFICIAL}" in stage.say("2")[0]
    # Given to nobody meanwhile is an answer as well.
    asked = go(stage, "official", *SHARING)
    take(stage, go(stage, "leader", *SHARING), "Không giao ai")
    stage.set_scene("ai", "official")
    assert "không giao cho ai, lúc 08:00" in take(stage, asked, LEADER)
    assert kept(stage).assignments == {}


def test_the_same_answer_from_both_is_no_conflict(stage: Stage) -> None:
    asked = go(stage, "official", *CASES["class"][0])
    take(stage, go(stage, "leader", *CASES["class"][0]), "Loại I")
    stage.set_scene("ai", "official")
    assert UNCHANGED in take(stage, asked, "Loại I")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Declared(KEY, "x", True), Declared(KEY, "x", False)),
        (ClassChosen(KEY, "I"), ClassChosen(KEY, "II")),
        (SatisfactionSaved(KEY, Decimal(96)), SatisfactionSaved(KEY, Decimal(97))),
        (MaximumSaved(KEY, "1", Decimal(15)), MaximumSaved(KEY, "1", Decimal(14))),
        (Assigned(KEY, "1", 1), Assigned(KEY, "1", 2)),
    ],
)
def test_what_was_decided_on_an_older_answer_is_not_kept(
    stage: Stage, first: DossierChange, second: DossierChange
) -> None:
    """The last door, for two turns at the same instant: the second is decided afresh."""
    fill_demo(stage.engine, stage.now)
    with stage.engine.begin() as tx:
        keep_dossier_change(tx, first, 1, stage.now)
    with pytest.raises(Conflict), stage.engine.begin() as tx:
        keep_dossier_change(tx, second, 2, stage.now)
