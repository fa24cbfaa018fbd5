"""How often the right answer is found: for the written questions by kind, and for every card's own tests."""

from collections import Counter
from itertools import cycle

import pytest

from handlers.asking import AskContext, ask
from knowledge.cards import Card
from knowledge.library import Knowledge
from knowledge.text import fold
from tests.judging import ASSESSED_YEAR, Judged, judged, questions

OURS = ("tuning", "tuning2", "tuning3", "tuning4", "search_in_scope")
ALL = (*OURS, "search_out_of_scope")
# The least share that is right, and for questions of ours the least share that is answered surely.
RIGHT = {"in_scope": 0.98, "followup": 0.95, "ambiguous": 0.97, "small_talk": 1.0, "injection": 1.0}
SURE = {"in_scope": 0.88, "followup": 0.75}
MOST_FALSE = 0.01


@pytest.fixture(scope="module")
def answers(knowledge: Knowledge) -> list[Judged]:
    return [judged(question, knowledge) for question in questions(*ALL)]


def of_kind(answers: list[Judged], kind: str) -> list[Judged]:
    return [each for each in answers if each.question["kind"] == kind]


@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_answer_is_given(answers: list[Judged], kind: str) -> None:
    found = of_kind(answers, kind)
    wrong = [each.question["q"] for each in found if not each.right]
    assert len(found) >= 20
    assert len(wrong) <= (1 - RIGHT[kind]) * len(found), wrong


@pytest.mark.parametrize("kind", SURE)
def test_most_of_them_are_sure(answers: list[Judged], kind: str) -> None:
    found = of_kind(answers, kind)
    assert sum(each.sure for each in found) >= SURE[kind] * len(found)


def test_what_is_not_ours_is_not_answered(answers: list[Judged]) -> None:
    found = of_kind(answers, "out_of_scope")
    false = [each.question["q"] for each in found if each.sure]
    assert len(found) >= 400
    assert len(false) <= MOST_FALSE * len(found), false


def test_what_was_asked_before_makes_nothing_ours(knowledge: Knowledge) -> None:
    asked = list(questions(*ALL))
    earlier = cycle(each["q"] for each in asked if each["kind"] == "in_scope")
    foreign = [each for each in asked if each["kind"] == "out_of_scope" and not each.get("prev")]
    false = [each["q"] for each in foreign if judged({**each, "prev": [next(earlier)]}, knowledge).sure]
    assert len(false) <= MOST_FALSE * len(foreign), false


def test_no_style_of_typing_is_left_behind(answers: list[Judged]) -> None:
    asked = Counter(each.question["style"] for each in of_kind(answers, "in_scope"))
    right = Counter(each.question["style"] for each in of_kind(answers, "in_scope") if each.right)
    assert {style: right[style] for style in asked if right[style] < 0.93 * asked[style]} == {}
    assert len(asked) == 9


def test_what_nothing_was_fitted_to_is_answered_as_well(knowledge: Knowledge) -> None:
    found = [judged(question, knowledge) for question in questions("held_out")]
    ours, foreign = of_kind(found, "in_scope"), of_kind(found, "out_of_scope")
    assert sum(each.right for each in ours) >= 0.97 * len(ours)
    assert sum(each.sure for each in foreign) <= 0.02 * len(foreign)


def finds(card: Card, question: str, knowledge: Knowledge) -> bool:
    """Whether the card is told or offered, or what it says is answered from the structure."""
    answered = ask(question, AskContext((), None, ASSESSED_YEAR), knowledge)
    return f"card:{card.id}" in answered.cards or _same_places(card, answered.cards, knowledge)


def _same_places(card: Card, keys: tuple[str, ...], knowledge: Knowledge) -> bool:
    structural = [key for key in keys if not key.startswith("card:")]
    return any(f":{card.scope}:" in key or key.startswith("document:") for key in structural)


def test_the_tests_of_the_cards_find_them(knowledge: Knowledge) -> None:
    tried = [(card.id, test, finds(card, test, knowledge)) for card in knowledge.cards for test in card.tests]
    missed = [(card, test) for card, test, found in tried if not found]
    assert len(missed) <= 0.07 * len(tried), missed


def test_card_tests_are_not_their_wordings(knowledge: Knowledge) -> None:
    for card in knowledge.cards:
        wordings = {fold(text) for text in (card.question, *card.wordings)}
        assert not wordings & {fold(test) for test in card.tests}, card.id
        assert any(test.isascii() for test in card.tests), card.id
