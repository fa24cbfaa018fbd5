"""Fits the weights of knowledge/search/certainty.py to the question files: `python -m tests.fit_certainty`.

Prints the weights to write there, and what share of our questions would be answered surely at how many false answers.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Knowledge, load_knowledge
from knowledge.search.certainty import evidence

QUESTIONS = Path(__file__).parent / "questions"
HELD_OUT = "held_out"
"""Written by somebody who had not seen the program; nothing is fitted to it."""
CARD_TEST_WEIGHT = 0.15
"""There are far more card tests than written questions, and they are less like what people type."""
UNLISTED = 0.3
"""So much of every foreign question counts as one of a matter that nobody listed: the list lacks the next one."""
STEPS, RATE, SHRINK = 6000, 2.0, 0.001

Sample = tuple[dict[str, float], float, float]


def samples(knowledge: Knowledge) -> Iterator[Sample]:
    """Evidence, whether the question is ours, and how much it counts."""
    for path in sorted(each for each in QUESTIONS.glob("*.jsonl") if each.stem != HELD_OUT):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row["kind"] in ("in_scope", "out_of_scope") and (found := seen(row["q"], knowledge)):
                yield found, float(row["kind"] == "in_scope"), 1.0
    for card in knowledge.cards:
        for question in card.tests:
            if found := seen(question, knowledge):
                yield found, 1.0, CARD_TEST_WEIGHT


def seen(question: str, knowledge: Knowledge) -> dict[str, float] | None:
    search = knowledge.search
    query = search.query(search.read(question))
    matches = search.find(query)
    return evidence(query, matches[0]) if matches else None


def fit(
    table: NDArray[np.float64], ours: NDArray[np.float64], counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (the bias last) by plain gradient descent, and the weighed sum of every sample."""
    padded = np.c_[table, np.ones(len(table))]
    weights = np.zeros(padded.shape[1])
    for _ in range(STEPS):
        wrong = (1 / (1 + np.exp(-padded @ weights)) - ours) * counts
        weights -= RATE * (padded.T @ wrong / counts.sum() + SHRINK * np.r_[weights[:-1], 0.0])
    return weights, padded @ weights


def with_unlisted(
    table: NDArray[np.float64], ours: NDArray[np.float64], counts: NDArray[np.float64], foreign: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The samples and, of every foreign one, a copy whose matter is not known to be foreign."""
    copies = table[ours == 0].copy()
    copies[:, foreign] = 0.0
    none, share = np.zeros(len(copies)), np.full(len(copies), UNLISTED)
    kept = np.where(ours == 0, 1 - UNLISTED, counts)
    return np.r_[table, copies], np.r_[ours, none], np.r_[kept, share]


def main() -> None:
    found = list(samples(load_knowledge()))
    names = list(found[0][0])
    table = np.array([[each[0][name] for name in names] for each in found])
    ours, counts = np.array([each[1] for each in found]), np.array([each[2] for each in found])
    weights, _ = fit(*with_unlisted(table, ours, counts, names.index("foreign")))
    weighed = np.c_[table, np.ones(len(table))] @ weights
    for name, weight in zip([*names, "bias"], weights, strict=True):
        print(f"{name:18} {weight:5.1f}")
    foreign = np.sort(weighed[ours == 0])[::-1]
    written = weighed[(ours == 1) & (counts == 1)]
    for false in (0, 1, 2, 3, 5, 8, 12, 20):
        floor = foreign[false]
        share = (written > floor).mean()
        print(f"floor {1 / (1 + np.exp(-floor)):.2f}: {share:.1%} of ours, {false}/{len(foreign)} false")


if __name__ == "__main__":
    main()
