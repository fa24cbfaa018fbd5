"""A simulated year as a file that an official can read; UPDATE=1 rewrites it."""

import os
from pathlib import Path

from knowledge.library import Knowledge
from storage.engine import open_engine
from tests.remind_year import written_year

WRITTEN = Path(__file__).parent / "reminders" / "nam-2024.txt"


def test_the_year_is_as_written(sqlite_url: str, knowledge: Knowledge) -> None:
    engine = open_engine(sqlite_url)
    heard = written_year(engine, knowledge)
    engine.dispose()
    if os.environ.get("UPDATE"):
        WRITTEN.parent.mkdir(exist_ok=True)
        WRITTEN.write_text(heard, encoding="utf-8")
    assert heard == WRITTEN.read_text(encoding="utf-8")
