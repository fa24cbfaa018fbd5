"""Who may open a dossier and when: roles, other units, lost membership, locked states; nothing passes a closed door."""

import pytest
from sqlalchemy import Engine, delete, func, select, update

from bot.demo import fill_demo
from handlers import texts, texts_scoring
from handlers.conversation import Choice, Memory, Offer, Person, Press, Update
from handlers.dialogues import AwaitingEvidence, AwaitingScore
from handlers.dossiers import DossierKey
from handlers.respond import respond
from handlers.scoring.acting import ACTIONS
from handlers.scoring.keys import ScoreKey
from knowledge.library import Knowledge
from storage.engine import open_engine, reading
from storage.entry_tables import dossiers, entries
from storage.people import add_address, add_membership, add_person, load_person
from storage.records import DatabaseRecords
from storage.tables import history, memberships, people
from storage.units import find_unit
from tests.conversation import Stage

COMMANDS = ("/chamdiem", "/chamdiem 2023", "/taphuan 2023", "/tiendo", "/conthieu 2023")
CONTENT_VERBS = sorted(ACTIONS.keys() - {"open", "menu"})


@pytest.fixture
def stage(sqlite_url: str, knowledge: Knowledge) -> Stage:
    return Stage(open_engine(sqlite_url), knowledge)


def count(engine: Engine) -> tuple[int, ...]:
    """How much is kept of dossiers."""
    with reading(engine) as connection:
        counted = (select(func.count()).select_from(table) for table in (dossiers, entries, history))
        return tuple(int(connection.execute(each).scalar_one()) for each in counted)


def somebody(stage: Stage, role: str | None, unit_code: str) -> None:
    """Speaks as a new person with this role there; a guest without."""
    fill_demo(stage.engine, stage.now)
    stage.address = f"{role}-{unit_code}"
    with stage.engine.begin() as tx:
        person, unit = add_person(tx, "Người mới", stage.now), find_unit(tx, unit_code)
        assert unit
        add_address(tx, person, "console", stage.address, stage.now)
        if role:
            add_membership(tx, person, unit.id, role, stage.now)


@pytest.mark.parametrize(("role", "unit"), [(None, "tu-ha"), ("reviewer", "huong-tra"), ("admin", "huong-tra")])
@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_commune_to_enter_for_nothing_opens(stage: Stage, role: str | None, unit: str, command: str) -> None:
    somebody(stage, role, unit)
    assert stage.say(command) == [texts_scoring.NEEDS_UNIT]
    assert count(stage.engine) == (0, 0, 0)


@pytest.mark.parametrize("verb", CONTENT_VERBS)
@pytest.mark.parametrize("role", ["official", "reviewer", "admin", None])
def test_a_choice_of_another_units_dossier_is_refused(stage: Stage, verb: str, role: str | None) -> None:
    """As if an old offer had outlived a change of units."""
    somebody(stage, role, "huong-chu")
    with reading(stage.engine) as connection:
        theirs = find_unit(connection, "tu-ha")
        assert theirs
        person = connection.execute(select(func.max(people.c.id))).scalar_one()
        key = DossierKey(theirs.id, 2023)
        memory = Memory(
            stage.now,
            load_person(connection, person),
            DatabaseRecords(connection, person),
            AwaitingScore(key, "1.2.1"),
            Offer(7, (Choice(str(ScoreKey(key, verb, "1.2.1")), "x"),)),
        )
        turn = respond(Update("1", "console", "x", Press(7, 1)), memory, stage.knowledge)
    assert [reply.text for reply in turn.replies] == [texts_scoring.NOT_YOUR_UNIT]
    assert turn.changes == ()


def test_who_leaves_the_unit_in_the_middle_of_an_entry_enters_nothing_more(stage: Stage) -> None:
    stage.set_scene("ai", "official")
    stage.say("/chamdiem 2023")
    stage.say("1.2")
    with stage.engine.begin() as tx:
        tx.execute(delete(memberships).where(memberships.c.role == "official"))
    assert stage.say("6,75") == [texts_scoring.NOT_YOUR_UNIT]
    assert count(stage.engine) == (0, 0, 0)
    assert "hồ sơ" in stage.say("hạn gửi hồ sơ năm 2023")[0].lower()


@pytest.mark.parametrize("state", ["submitted", "assessed", "recognised", "not_recognised"])
def test_a_locked_dossier_is_read_and_not_written(stage: Stage, state: str) -> None:
    stage.set_scene("ai", "official")
    for line in ("/chamdiem 2023", "1", "1"):
        stage.say(line)
    before = count(stage.engine)
    with stage.engine.begin() as tx:
        tx.execute(update(dossiers).values(state=state))
    refused = texts_scoring.locked(state)  # type: ignore[arg-type]  # one of the literals above
    assert stage.say("1") == [refused]
    assert stage.say("/chamdiem 2023") == [refused]
    assert "0/20" in stage.say("/tiendo 2023")[0]
    assert "Còn 20 chỉ tiêu chưa nhập đủ" in stage.say("/conthieu 2023")[0]
    assert stage.say("1") == [refused], "the choice to go on"
    # A question is answered although the talk was about a dossier that is closed now.
    stage.say("/tiendo 2023")
    assert "09/01/2024" in stage.say("hạn gửi hồ sơ năm 2023")[0]
    assert count(stage.engine) == before
    with stage.engine.begin() as tx:
        tx.execute(update(dossiers).values(state="returned"))
    assert "1.1.2" in stage.say("/chamdiem 2023")[0]


def test_evidence_is_taken_only_where_it_is_awaited(stage: Stage) -> None:
    stage.set_scene("ai", "official")
    for line in ("/chamdiem 2023", "1"):
        stage.say(line)
    assert stage.say("(tệp a.pdf)") == [texts.FILE_NOT_AWAITED]
    stage.say("minh chứng")
    assert "Đã lưu minh chứng" in stage.say("(tệp a.pdf)")[0]
    stage.say("huỷ")
    assert stage.say("(tệp b.pdf)") == [texts.FILE_NOT_AWAITED]


def test_an_unknown_content_in_a_state_from_before_is_told(stage: Stage) -> None:
    stage.set_scene("ai", "official")
    with reading(stage.engine) as connection:
        person = Person(1, "x", load_person(connection, 1).memberships)
        key = DossierKey(person.memberships[0].unit_id, 2023)
        for awaiting in (AwaitingScore(key, "9.9.9"), AwaitingEvidence(key, "9.9.9")):
            memory = Memory(stage.now, person, DatabaseRecords(connection, 1), awaiting)
            turn = respond(Update("1", "console", "x", stage._content("cách tính")), memory, stage.knowledge)
            assert [reply.text for reply in turn.replies] == [texts_scoring.NO_SUCH_CONTENT]


def test_a_year_that_is_still_to_come_does_not_open(stage: Stage) -> None:
    stage.set_scene("ai", "official")
    assert stage.say("/chamdiem 2027") == [texts_scoring.not_begun(2027, 2026)]
    assert stage.say("/conthieu 9999") == [texts_scoring.not_begun(9999, 2026)]


def test_somebody_of_two_units_says_which(stage: Stage) -> None:
    somebody(stage, "official", "huong-chu")
    with stage.engine.begin() as tx:
        person, unit = tx.execute(select(func.max(people.c.id))).scalar_one(), find_unit(tx, "huong-xuan")
        assert unit
        for role in ("official", "leader"):
            add_membership(tx, person, unit.id, role, stage.now)
    for command in ("/chamdiem 2023", "/tiendo 2023", "/conthieu 2023"):
        asked = stage.say(command)[0]
        assert asked.splitlines()[1:] == ["[1] phường Hương Chữ", "[2] phường Hương Xuân"]
        assert "hường Hương Xuân" in stage.say("2")[0]
        stage.say("huỷ")


def test_a_colleagues_note_that_came_meanwhile_is_shown_first(stage: Stage) -> None:
    stage.set_scene("ai", "official")
    for line in ("/chamdiem 2023", "1", "ghi chú"):
        stage.say(line)
    stage.set_scene("ai", "leader")
    for line in ("/chamdiem 2023", "1.1.1", "đến ban hành đầy đủ", "lùi", "ghi chú", "của lãnh đạo"):
        stage.say(line)
    stage.set_scene("ai", "official")
    assert "của lãnh đạo" in stage.say("của công chức")[0]
    assert stage.say("của công chức")[0].startswith(texts_scoring.NOTE_SAVED)
