"""Small talk, empty messages and attempts to misuse the assistant: told apart and answered politely."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from handlers import texts_answers as texts
from knowledge.language import Language
from knowledge.text import fold, tidy

ALIKE = 88
_WORD = re.compile(r"[a-z]+|\d+")
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
    if any(sign in folded for sign in language.misuse):
        return texts.INJECTION
    words = _WORD.findall(folded)
    if not words:
        return texts.NOTHING_ASKED
    plain = [word for word in words if word not in language.particles]
    bare = [word for word in plain if word not in language.addressed]
    found = (_phrase(" ".join(said), language) for said in (words, plain, bare))
    return next((line for line in found if line), None)


def _phrase(said: str, language: Language) -> str | None:
    best = process.extractOne(said, language.small_talk.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return _LINES[language.small_talk[best[0]]] if best else None
