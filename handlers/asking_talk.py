"""Small talk, empty messages and attempts to misuse the assistant: told apart and answered politely."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from handlers import texts_answers as texts
from knowledge.language import Language
from knowledge.text import fold, tidy

ALIKE = 88
_WORD = re.compile(r"[a-z]+|\d+")
_ADDRESSED = frozenset(
    [
        "a",
        "nhe",
        "nha",
        "nhi",
        "voi",
        "di",
        "em",
        "anh",
        "chi",
        "ban",
        "oi",
        "ad",
        "bot",
        "he",
        "ne",
        "vay",
        "the",
        "roi",
        "qua",
        "lam",
        "minh",
        "toi",
        "cho",
        "nhieu",
        "da",
    ]
)
_LINES: Mapping[str, str] = {
    "greeting": texts.GREETING,
    "thanks": texts.THANKS,
    "farewell": texts.FAREWELL,
    "about": texts.ABOUT,
    "upset": texts.UPSET,
    "injection": texts.INJECTION,
}


def talk(message: str, language: Language) -> str | None:
    """The answer to a message that asks nothing of the law, or None."""
    folded = fold(tidy(message))
    if any(fold(sign) in folded for sign in language.small_talk["injection"].anywhere):
        return texts.INJECTION
    words = _WORD.findall(folded)
    if not words:
        return texts.NOTHING_ASKED
    return _phrase(" ".join(words), language) or _phrase(" ".join(w for w in words if w not in _ADDRESSED), language)


def _phrase(said: str, language: Language) -> str | None:
    known = {fold(phrase): kind for kind, talk_kind in language.small_talk.items() for phrase in talk_kind.phrases}
    best = process.extractOne(said, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _LINES[known[best[0]]] if best else None
