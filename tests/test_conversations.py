"""The golden conversations: what an official reads, word for word; UPDATE=1 rewrites them."""

import os
from pathlib import Path

import pytest

from knowledge.library import Knowledge
from storage.engine import open_engine
from tests.conversation import play

SCRIPTS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_it_says_what_is_written(path: Path, sqlite_url: str, knowledge: Knowledge) -> None:
    written = path.read_text(encoding="utf-8")
    engine = open_engine(sqlite_url)
    heard = play(written, engine, knowledge)
    engine.dispose()
    if os.environ.get("UPDATE"):
        path.write_text(heard, encoding="utf-8")
    assert heard == (heard if os.environ.get("UPDATE") else written)


def test_there_are_conversations() -> None:
    assert len(SCRIPTS) >= 6
