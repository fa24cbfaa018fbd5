"""What a typed text is in the middle of an entry: a value, a jump, or a question that is answered there."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from handlers import texts_scoring
from handlers.dialogues import AwaitingConsent, AwaitingScore, Dialogue, Idle
from knowledge.library import Knowledge
from storage.codec import load_standing
from storage.engine import open_engine, reading
from storage.people import add_membership
from storage.tables import dialogues, memberships
from storage.units import find_unit
from tests.conversation import Stage

COUNT, YES_NO, POINTS = ("/chamdiem", "mục lục", "2.5"), ("/chamdiem", "mục lục", "2.1"), ("/chamdiem 2023", "1.2")


@pytest.fixture
def stage(sqlite_url: str, knowledge: Knowledge) -> Iterator[Stage]:
    engine = open_engine(sqlite_url)
    made = Stage(engine, knowledge)
    made.set_scene("ai", "official")
    yield made
    engine.dispose()


def standing(stage: Stage) -> Dialogue:
    with reading(stage.engine) as connection:
        return load_standing(connection.execute(select(dialogues.c.state)).scalar_one()).dialogue


@pytest.mark.parametrize("opening", [COUNT, YES_NO, POINTS])
@pytest.mark.parametrize("text", ["điều 5", "mẫu 04", "tt 09", "khoản 2 điều 4", "phụ lục 1", "2023?"])
def test_a_place_of_law_is_asked_about_and_the_entry_goes_on(stage: Stage, opening: tuple[str, ...], text: str) -> None:
    for line in opening:
        stage.say(line)
    before = standing(stage)
    heard = " ".join(stage.say(text))
    assert "Em chưa đọc được" not in heard
    assert "trả lời “có” hoặc “chưa”" not in heard
    assert "Nhập tiếp" in heard or "Ta tiếp tục" in heard
    assert isinstance(before, AwaitingScore)
    assert standing(stage) == before


@pytest.mark.parametrize(
    ("opening", "text", "content"),
    [
        (COUNT, "3.4", "3.4.1"),
        (COUNT, "ct4 tc2", "2.4.1"),
        (YES_NO, "1.3", "1.3.1"),
        (YES_NO, "đến trợ giúp pháp lý", "2.7.1"),
        (POINTS, "ct4 tc2", "2.4.1"),
    ],
)
def test_a_named_indicator_opens(stage: Stage, opening: tuple[str, ...], text: str, content: str) -> None:
    for line in (*opening, text):
        stage.say(line)
    opened = standing(stage)
    assert isinstance(opened, AwaitingScore)
    assert opened.content == content


def test_where_points_are_entered_a_number_is_points(stage: Stage) -> None:
    for line in POINTS:
        stage.say(line)
    assert stage.say("2.4")[0].startswith("1.2.1: 2,4/7 điểm. Đã lưu")


def test_a_sticker_or_a_word_beside_leaves_what_was_offered(stage: Stage) -> None:
    for line in (*YES_NO, "/trogiup", "/khongco"):
        stage.say(line)
    assert stage.say("(bấm 1)")[0].startswith("2.1.1: có")


@pytest.mark.parametrize("opening", [COUNT, YES_NO, POINTS, ("/chamdiem", "mục lục")])
@pytest.mark.parametrize(
    "text", ["2.4.1", "2.4.1.", "mở 2.4.1", "nội dung 2.4.1", "sua nd 2.4.1", "đến 2.4", "mở chỉ tiêu 2.4"]
)
def test_a_content_opens_by_its_number(stage: Stage, opening: tuple[str, ...], text: str) -> None:
    for line in (*opening, text):
        stage.say(line)
    opened = standing(stage)
    assert isinstance(opened, AwaitingScore)
    assert opened.content == "2.4.1"


def test_a_number_of_no_content_is_told_and_the_entry_stays(stage: Stage) -> None:
    for line in COUNT:
        stage.say(line)
    before = standing(stage)
    assert stage.say("3.4.9") == [texts_scoring.NO_SUCH_NUMBER.format(number="3.4.9")]
    assert standing(stage) == before


def test_a_jump_while_a_question_would_be_sent_stays_in_its_dossier(stage: Stage) -> None:
    for line in ("/chamdiem 2023", "thủ tục kết hôn", "(bấm 1)"):
        stage.say(line)
    asked = standing(stage)
    assert isinstance(asked, AwaitingConsent)
    stage.say("mở 5.3")
    opened = standing(stage)
    assert isinstance(opened, AwaitingScore)
    assert (opened.dossier.year, opened.content) == (2023, "5.3.1")


def test_somebody_of_two_units_says_which_one_to_jump_into(stage: Stage) -> None:
    with stage.engine.begin() as tx:
        unit = find_unit(tx, "huong-chu")
        assert unit
        person = tx.execute(select(memberships.c.person_id).where(memberships.c.role == "official")).scalar_one()
        add_membership(tx, person, unit.id, "official", stage.now)
    assert stage.say("mở 2.4.2")[0].splitlines()[1:] == ["[1] phường Tứ Hạ", "[2] phường Hương Chữ"]
    assert stage.say("2")[0].startswith("2.4.2 ")
    opened = standing(stage)
    assert isinstance(opened, AwaitingScore)
    assert (opened.dossier.unit_id, opened.dossier.year) == (unit.id, 2026)


@pytest.mark.parametrize("text", ["mở 2.4", "sang chỉ tiêu 2.4", "đến mục 2.4.", "sua nd 2.4"])
def test_without_a_word_that_leads_there_a_number_is_a_question(stage: Stage, text: str) -> None:
    asked = stage.say("chỉ tiêu 2.4")[0]
    assert (standing(stage), "Căn cứ" in asked) == (Idle(), True)
    assert "2.4.1" in stage.say(text)[0]
    assert isinstance(standing(stage), AwaitingScore)
