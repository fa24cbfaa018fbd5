"""How sure it is that a question is one of ours and that the best match answers it, between 0 and 1.

A score tells answers apart; it does not tell a question about this matter from one about another that uses the same
words. That is told by the evidence here, weighed as a logistic regression does. The weights were fitted with
tests/fit_certainty.py to the questions in tests/questions, ours and foreign.
"""

import math
from itertools import pairwise
from operator import mul

from knowledge.search.query import Query
from knowledge.search.ranking import Match
from knowledge.search.weights import PLACE

MOST_EVIDENCE = 4.0
RIVALS = "other_rankings"
WEIGHTS = {
    "forward": 2.4,
    "backward": 2.3,
    "alike": 3.2,
    "evidence": 2.3,
    "worst_miss": -1.0,
    "missed": -1.4,
    "missed_name": -0.9,
    "missed_names": -0.9,
    "foreign": -3.4,
    "other_document": -3.0,
    "named": 2.8,
    "anchored": 1.0,
}
BIAS = -5.2


def certainty(query: Query, match: Match) -> float:
    weighed = BIAS + sum(WEIGHTS[name] * value for name, value in evidence(query, match).items())
    return 1 / (1 + math.exp(-weighed))


def evidence(query: Query, match: Match) -> dict[str, float]:
    """What speaks for and against, each between 0 and 1.

    Two words side by side that are both missed are likely one, the name of another matter: nearly all Vietnamese names
    of things have two syllables.
    """
    weights = max(query.weightings, key=lambda each: sum(map(mul, each, match.degrees)) / (sum(each) or 1.0))
    words = [
        (weight, degree)
        for weight, degree, unit in zip(weights, match.degrees, query.units, strict=True)
        if unit.is_word
    ]
    misses = [weight * (1 - degree) for weight, degree in words]
    pairs = [min(one, next_) for one, next_ in pairwise(misses)]
    places = PLACE * len(query.places & match.found.whole.places)
    references = query.reading.references
    return {
        "forward": match.forward,
        "backward": match.backward,
        "alike": match.alike,
        "evidence": min(sum(weight * degree for weight, degree in words) + places, MOST_EVIDENCE) / MOST_EVIDENCE,
        "worst_miss": max(misses, default=0.0),
        "missed": min(sum(misses), MOST_EVIDENCE) / MOST_EVIDENCE,
        "missed_name": max(pairs, default=0.0),
        "missed_names": min(sum(pairs), MOST_EVIDENCE) / MOST_EVIDENCE,
        "foreign": float(is_foreign(query, match)),
        "other_document": float(bool(references.unknown_documents) or match.named == 0),
        "named": float(bool(references.documents) and match.named > 0),
        "anchored": float(bool(query.reading.anchors)),
    }


def is_foreign(query: Query, match: Match) -> bool:
    """Whether the asking sentence speaks of a matter that is not ours and that the answer does not speak of.

    Another rating scheme is foreign even where the answer mentions it, unless the question names ours as well.
    """
    reading, asking = query.reading, query.asking_sentences
    speaks_of = match.speaks_of
    ours = bool(reading.given or reading.references.documents)
    return any(
        reading.sentences[start] in asking and (phrase not in speaks_of or (topic == RIVALS and not ours))
        for (start, _, topic), phrase in zip(reading.foreign, reading.foreign_phrases, strict=True)
    )
