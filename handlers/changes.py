"""What a turn decided and must be kept: one small record a kind of change."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Joined:
    """The person used an invitation; keeping it fails when somebody else was faster."""

    invitation_id: int


@dataclass(frozen=True)
class Answered:
    """How surely a question was answered: numbers to tune the floors with, never the words."""

    outcome: Literal["sure", "likely", "none", "small_talk"]
    top: str
    score: float
    runner_up: float


@dataclass(frozen=True)
class Forwarded:
    """A question goes to the reviewing unit, in the person's own words."""

    question: str
    from_unit_id: int
    to_unit_id: int
    notice: str


Change = Joined | Answered | Forwarded
