"""A file takes the place of another: both stay in the history, and nothing else ever takes one away."""

import pytest
from sqlalchemy import Engine, select

from handlers import texts, texts_evidence
from handlers.conversation import Unsupported
from knowledge.library import Knowledge
from storage.engine import reading
from storage.entry_tables import evidence
from storage.tables import history
from tests.conversation import Stage

REPLACED = "Đã thay “a.pdf” bằng “b.pdf” cho 1.1.1"


@pytest.fixture
def stage(engine: Engine, knowledge: Knowledge) -> Stage:
    """An official who was asked for the file that takes the place of a.pdf."""
    stage = Stage(engine, knowledge)
    stage.set_scene("ai", "official")
    for line in ("/chamdiem 2023", "1", "minh chứng", "(tệp a.pdf)", "xem, gỡ, thay tệp đã gửi", "1", "thay"):
        stage.say(line)
    return stage


def held(stage: Stage) -> list[str]:
    with reading(stage.engine) as connection:
        names = select(evidence.c.name).where(evidence.c.removed_at.is_(None)).order_by(evidence.c.id)
        return list(connection.execute(names).scalars())


def steps(stage: Stage) -> list[tuple[bool, bool, int]]:
    """Of each step of the evidence: whether a file went, whether one came, and who did it."""
    with reading(stage.engine) as connection:
        rows = connection.execute(select(history).where(history.c.action == "evidence").order_by(history.c.id)).all()
    return [(row.before is not None, row.after is not None, row.person_id) for row in rows]


def test_the_next_file_takes_the_place_and_both_stay_in_the_history(stage: Stage) -> None:
    assert REPLACED in stage.say("(tệp b.pdf)")[0]
    assert held(stage) == ["b.pdf"]
    [person] = {person for *_, person in steps(stage)}
    assert steps(stage) == [(False, True, person), (True, False, person), (False, True, person)]
    # The one after it is a further file.
    stage.say("(tệp c.pdf)")
    assert held(stage) == ["b.pdf", "c.pdf"]


def test_the_same_file_changes_nothing_and_the_other_is_still_awaited(stage: Stage) -> None:
    assert "giống hệt “a.pdf”" in stage.say("(tệp a.pdf)")[0]
    assert (held(stage), len(steps(stage))) == (["a.pdf"], 1)
    assert REPLACED in stage.say("(tệp b.pdf)")[0]


def test_a_file_that_is_there_already_replaces_nothing(stage: Stage) -> None:
    for line in ("không thay nữa", "(tệp b.pdf)", "2", "1", "thay"):
        stage.say(line)
    assert "“a.pdf” vẫn giữ nguyên" in stage.say("(tệp b.pdf)")[0]
    assert held(stage) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("reason", ["file_kind", "file_too_large"])
def test_a_refused_file_replaces_nothing(stage: Stage, reason: str) -> None:
    refused = Unsupported(reason)  # type: ignore[arg-type]  # one of its literals
    assert texts.UNSUPPORTED[reason] in stage.give(refused)[0]
    assert (held(stage), len(steps(stage))) == (["a.pdf"], 1)
    assert REPLACED in stage.say("(tệp b.pdf)")[0]


def test_where_the_old_one_is_gone_the_new_one_is_told_as_new(stage: Stage) -> None:
    stage.set_scene("ai", "leader")
    for line in ("/chamdiem 2023", "1.1.1", "minh chứng", "1", "gỡ"):
        stage.say(line)
    stage.set_scene("ai", "official")
    heard = stage.say("(tệp b.pdf)")[0]
    assert heard.startswith(f"{texts_evidence.GONE_BEFORE} Đã lưu minh chứng “b.pdf”")
    assert held(stage) == ["b.pdf"]


@pytest.mark.parametrize("line", ["không thay nữa", "lùi", "minh chứng"])
def test_who_gives_up_keeps_both(stage: Stage, line: str) -> None:
    assert "• a.pdf" in stage.say(line)[0]
    stage.say("(tệp b.pdf)")
    assert held(stage) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("word", ["thay", "gỡ"])
def test_a_file_that_a_colleague_took_away_is_told_as_gone(stage: Stage, word: str) -> None:
    for line in ("không thay nữa", "1"):
        stage.say(line)
    stage.set_scene("ai", "leader")
    for line in ("/chamdiem 2023", "1.1.1", "minh chứng", "1", "gỡ"):
        stage.say(line)
    stage.set_scene("ai", "official")
    assert stage.say(word)[0].startswith(texts_evidence.FILE_GONE)
