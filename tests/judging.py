"""Judges an answer against a written question: what it must say, what it must not, and when it may be sure."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.asking import Answered, AskContext, ask
from knowledge.library import Knowledge
from knowledge.text import TONES

QUESTIONS = Path(__file__).parent / "questions"
ASSESSED_YEAR = 2026
_ASKS_BACK = re.compile(r"anh/chị (?:muốn )?hỏi|chọn|nào[^?]*\?", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """One question with its answer: whether it is right by the rule of its kind, and whether it was sure."""

    question: dict[str, Any]
    answered: Answered
    right: bool
    sure: bool


def questions(*names: str) -> Iterator[dict[str, Any]]:
    """The questions of the named files."""
    for name in names:
        yield from map(json.loads, (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines())


def judged(question: dict[str, Any], knowledge: Knowledge) -> Judged:
    context = AskContext(tuple(question.get("prev", ())), question.get("year"), ASSESSED_YEAR)
    answered = ask(question["q"], context, knowledge)
    sure = answered.outcome == "sure"
    return Judged(question, answered, _is_right(question, shown(answered), sure), sure)


def shown(answered: Answered) -> str:
    """The text with the labels of the choices, as a person reads them."""
    return "\n".join([answered.text, *(label for _, label in answered.choices)])


def _is_right(question: dict[str, Any], text: str, sure: bool) -> bool:
    said, kind = one_spelling(text), question["kind"]
    if any(re.search(one_spelling(bad), said) for bad in question["must_not"]):
        return False
    if kind == "out_of_scope":
        return not sure
    if kind in ("small_talk", "injection"):
        return bool(said.strip())
    return satisfies(question, said) or (kind == "ambiguous" and not sure and bool(_ASKS_BACK.search(text)))


def satisfies(question: dict[str, Any], said: str) -> bool:
    """Whether the text, in one spelling, holds what the question's answer must."""
    return all(any(re.search(one_spelling(each), said) for each in _group(group)) for group in question["must"])


def _group(group: str | list[str]) -> list[str]:
    return [group] if isinstance(group, str) else group


def one_spelling(text: str) -> str:
    """Lower case with every tone after its syllable's vowels, so that "hoà" and "hòa" are the same; dashes as one."""
    flat = re.sub(r"[\u2010-\u2015]", "-", re.sub(r"\s+", " ", text.lower()))
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", flat))
    tone = f"([{''.join(TONES)}])"
    moved = re.sub(rf"(?<=[ou]){tone}([aey])(?![a-z\u0300-\u036f])", r"\2\1", apart)
    return unicodedata.normalize("NFC", moved)
