"""Every clause of the decision, its circular and the plan is answered by a card; every card can be found."""

import pytest

from knowledge.cards import Card
from knowledge.documents import Document
from knowledge.library import Knowledge
from knowledge.text import fold, marked, spell

LEAST_TESTS = 4


def outlined(knowledge: Knowledge) -> list[Document]:
    """The documents of which every place is listed."""
    return [each for each in knowledge.documents.values() if each.outline]


def cited_places(document: str, cards: tuple[Card, ...]) -> set[str]:
    """The places of a document that some card cites."""
    return {each.key for card in cards for each in card.citations if each.document == document}


def gaps(document: Document, cards: tuple[Card, ...]) -> list[str]:
    """The places that no card cites, themselves or one of their parts."""
    cited = cited_places(document.id, cards)
    return [
        place for place in document.outline if not any(key == place or key.startswith(f"{place}.") for key in cited)
    ]


def test_every_clause_is_answered(knowledge: Knowledge) -> None:
    documents = outlined(knowledge)
    assert len(documents) >= 3
    assert {each.id: gaps(each, knowledge.cards) for each in documents} == {each.id: [] for each in documents}


def test_a_clause_without_an_answer_is_seen(knowledge: Knowledge) -> None:
    document = outlined(knowledge)[0]
    place = document.outline[-1]
    others = tuple(c for c in knowledge.cards if place not in {each.key for each in c.citations})
    assert place in gaps(document, others)


@pytest.mark.parametrize("regulation", ["qd-25-2021", "qd-27-2025", "qd-619-2017"])
def test_every_indicator_is_in_the_data_or_an_answer(knowledge: Knowledge, regulation: str) -> None:
    found = knowledge.regulation_by_id(regulation)
    assert found is not None
    assert all(each.title for each in found.indicators())
    assert any(card.scope == regulation for card in knowledge.cards)


def test_every_card_carries_its_test_questions(knowledge: Knowledge) -> None:
    for card in knowledge.cards:
        shown = {plain(card.question), *map(plain, card.wordings)}
        assert len(card.tests) >= LEAST_TESTS, card.id
        assert not [each for each in card.tests if plain(each) in shown], card.id
        assert any(not any(marked(spell(word)) for word in each.split()) for each in card.tests), card.id


def plain(text: str) -> str:
    """A question as it is compared: folded, one space between words."""
    return " ".join(fold(text).split())
