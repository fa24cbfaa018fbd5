"""Milliseconds a question at 1×, 10× and 100× the cards, beside bm25s and rapidfuzz; how often each is right."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import bm25s
from rapidfuzz import fuzz, process

from handlers.asking import AskContext, ask
from knowledge.cards import Card
from knowledge.library import Knowledge
from knowledge.text import fold
from tests.judging import ASSESSED_YEAR, one_spelling, questions, satisfies

SCALES = (1, 10, 100)
ASKED = 60
CHANGED_WORDS = 0.3
Find = Callable[[str], str]


def bench_answering(knowledge: Knowledge) -> None:
    """Prints the times and, at 1×, how often the first answer holds what it must."""
    asked = [each for each in questions("tuning", "tuning2", "tuning3", "tuning4") if each["kind"] == "in_scope"]
    sample = random.Random(1).sample(asked, ASKED)
    print("\nA question answered (median, p95), and how many of ours are right")
    for scale in SCALES:
        enlarged = replace(knowledge, cards=enlarge(knowledge.cards, scale))
        for name, make in (("the assistant", assistant), ("bm25s, folded words", bm25), ("rapidfuzz token_set", fuzzy)):
            started = time.perf_counter()
            find = make(enlarged)
            built = time.perf_counter() - started
            times = [milliseconds(find, each["q"]) for each in sample]
            hits = f"{hit_rate(find, asked):>6.1%}" if scale == 1 else ""
            middle, late = statistics.median(times), sorted(times)[int(0.95 * len(times))]
            print(f"  {scale:>3}× {name:<22} {middle:>8.2f} ms {late:>8.2f} ms  (index {built:>6.1f} s) {hits}")


def enlarge(cards: Sequence[Card], scale: int) -> tuple[Card, ...]:
    """The cards and, for each further round, a copy in which some words are other words of the same store."""
    words = [word for card in cards for word in card.question.split()]
    chance = random.Random(2)

    def other(text: str) -> str:
        return " ".join(chance.choice(words) if chance.random() < CHANGED_WORDS else word for word in text.split())

    copies = (
        card.model_copy(
            update={
                "id": f"{card.id}-{number}",
                "question": other(card.question),
                "wordings": tuple(map(other, card.wordings)),
            }
        )
        for number in range(1, scale)
        for card in cards
    )
    return (*cards, *copies)


def assistant(knowledge: Knowledge) -> Find:
    """The real thing, from the typed words to the text."""
    context = AskContext((), None, ASSESSED_YEAR)
    ask("hạn gửi hồ sơ", context, knowledge)
    return lambda question: ask(question, context, knowledge).text


def bm25(knowledge: Knowledge) -> Find:
    """bm25s over folded words of question, wordings and answer."""
    texts = [_searched(card) for card in knowledge.cards]
    index = bm25s.BM25()
    index.index([text.split() for text in texts], show_progress=False)

    def find(question: str) -> str:
        found, _ = index.retrieve([fold(question).split()], k=1, show_progress=False)
        return _told(knowledge.cards[int(found[0][0])])

    return find


def fuzzy(knowledge: Knowledge) -> Find:
    """rapidfuzz over folded questions and wordings."""
    texts = [fold(text) for card in knowledge.cards for text in (card.question, *card.wordings)]
    owners = [card for card in knowledge.cards for _ in (card.question, *card.wordings)]

    def find(question: str) -> str:
        _, _, at = process.extractOne(fold(question), texts, scorer=fuzz.token_set_ratio)
        return _told(owners[at])

    return find


def milliseconds(find: Find, question: str) -> float:
    """How long one answer takes."""
    started = time.perf_counter()
    find(question)
    return (time.perf_counter() - started) * 1000


def hit_rate(find: Find, asked: Sequence[dict[str, Any]]) -> float:
    """The share of questions whose first answer holds what it must."""
    return sum(satisfies(each, one_spelling(find(each["q"]))) for each in asked) / len(asked)


def _searched(card: Card) -> str:
    return fold(" ".join((card.question, *card.wordings, card.short, card.details or "")))


def _told(card: Card) -> str:
    return f"{card.short}\n{card.details or ''}"
