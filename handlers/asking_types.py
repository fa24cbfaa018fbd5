"""What goes into a question's answering and what comes out of it."""

from dataclasses import dataclass
from typing import Literal

from handlers.answering import Told

Outcome = Literal["sure", "likely", "none", "small_talk"]


@dataclass(frozen=True)
class AskContext:
    """What is known of the talk: earlier questions (newest last), the year named by the caller, the assessed year."""

    previous: tuple[str, ...]
    year: int | None
    assessed_year: int


@dataclass(frozen=True)
class Answered:
    """What the person reads, what can be taken next, and what the decision rests on."""

    outcome: Outcome
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    cards: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    score: float = 0.0
    runner_up: float = 0.0
    topic: tuple[str, ...] = ()


@dataclass(frozen=True)
class Structural:
    """An answer from the structure; without `told` it is a question back, without choices a plain no."""

    text: str
    told: tuple[Told, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.told:
            return "sure"
        return "likely" if self.choices else "none"
