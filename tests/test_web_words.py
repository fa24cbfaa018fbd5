"""The questions that the page offers have answers."""

import re
from pathlib import Path

import pytest

import bot.web
from handlers.asking import AskContext, ask
from knowledge.library import Knowledge

WORDS = (Path(bot.web.__file__).parent / "static" / "words.js").read_text()
OFFERED = re.findall(r'^  "(.+)",$', WORDS, re.MULTILINE)


def test_there_are_questions_to_begin_with() -> None:
    assert len(OFFERED) == 9


@pytest.mark.parametrize("question", OFFERED)
def test_an_offered_question_has_a_sure_answer(question: str, knowledge: Knowledge) -> None:
    answered = ask(question, AskContext(previous=(), year=None, assessed_year=2026), knowledge)
    assert answered.outcome == "sure"
