"""The same value again changes nothing: no line in the history, no new revision, and it is told."""

import pytest
from sqlalchemy import Engine, func, select

from handlers.texts_scoring import UNCHANGED
from knowledge.library import Knowledge
from storage.engine import reading
from storage.entry_tables import entries
from storage.tables import history
from tests.conversation import Stage

# What is said to be there, and what is typed to say the same once more.
POINTS = ("/chamdiem 2023", "1.2", "6,75")
CASES = {
    "points": (POINTS, ("sửa", "6.75")),
    "points at once": (POINTS, ("sửa", "6,75 điểm")),
    "option": (("/chamdiem 2023", "1"), ("sửa", "1")),
    "ratio": (("/chamdiem 2026", "12/12"), ("sửa", "12/12")),
    "ratio in two counts": (("/chamdiem 2026", "12/12"), ("sửa", "12", "12")),
    "nothing arose": (("/chamdiem 2026", "không phát sinh"), ("sửa", "không phát sinh")),
    "declaration": (("/chamdiem 2021", "mục lục", "9", "đúng"), ("9", "đúng")),
    "class": (("/chamdiem 2021", "mục lục", "7", "1"), ("7", "1")),
    "rate": (("/chamdiem 2021", "mục lục", "8", "97,35"), ("8", "97.35")),
    "maximum": (("/chamdiem 2023", "mục lục", "3", "7", "15"), ("3", "7", "15")),
}


@pytest.fixture
def stage(engine: Engine, knowledge: Knowledge) -> Stage:
    stage = Stage(engine, knowledge)
    stage.set_scene("ai", "official")
    return stage


def kept(stage: Stage) -> tuple[int, int]:
    with reading(stage.engine) as connection:
        lines = connection.execute(select(func.count()).select_from(history)).scalar_one()
        return lines, connection.execute(select(func.coalesce(func.sum(entries.c.revision), 0))).scalar_one()


@pytest.mark.parametrize("case", CASES)
def test_the_same_again_is_told_and_not_kept(stage: Stage, case: str) -> None:
    opening, again = CASES[case]
    heard = [stage.say(line)[-1] for line in opening][-1]
    before = kept(stage)
    assert (before[0], UNCHANGED in heard) == (1, False)
    heard = [stage.say(line)[-1] for line in again][-1]
    assert (kept(stage), UNCHANGED in heard, "chưa lưu" in heard) == (before, True, False)


def test_a_colleagues_same_value_stays_theirs(stage: Stage) -> None:
    for line in POINTS:
        stage.say(line)
    before = kept(stage)
    stage.set_scene("ai", "leader")
    for line in ("/chamdiem 2023", "1.2.1"):
        stage.say(line)
    assert UNCHANGED in stage.say("6,75")[0]
    assert kept(stage) == before
