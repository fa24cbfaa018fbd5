"""What is known of one dossier: values with their history, notes, evidence, declarations, who does what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

from knowledge.scoring import Answers
from knowledge.values import Value

DossierState = Literal["draft", "submitted", "returned", "assessed", "recognised", "not_recognised"]


@dataclass(frozen=True)
class DossierKey:
    """A unit's dossier of an assessed year; the practice one never meets the real one."""

    unit_id: int
    year: int
    practice: bool = False


@dataclass(frozen=True)
class Entry:
    """The value of a content as it stands: `revision` counts its saves from 1, `by` is who saved it last."""

    value: Value
    revision: int
    by: str
    by_id: int
    at: datetime
    note: str = ""
    before: Value | None = None


@dataclass(frozen=True)
class Evidence:
    """A file attached to a content."""

    id: int
    content: str
    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class Save:
    """One save of a value, out of the history."""

    by: str
    at: datetime
    before: Value | None
    after: Value
    reason: str = ""


@dataclass(frozen=True)
class Colleague:
    """Somebody of the same unit."""

    id: int
    name: str


# What is asked of a dossier beside its contents, as the questions of `Dossier.said`.
UNIT_CLASS, SATISFACTION = "class", "satisfaction"
DECLARATION, MAXIMUM, ASSIGNMENT = "declaration:", "maximum:", "assignment:"
# The kept form of a declaration, and of an indicator that nobody has.
DECLARED = {True: "true", False: "false"}
NOBODY = "0"


@dataclass(frozen=True)
class Said:
    """An answer beside the contents as it stands, in its kept form: whose it is, and since when."""

    answer: str
    by: str
    by_id: int
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """Everything that is kept of a dossier; an untouched one is empty."""

    key: DossierKey
    unit: str
    state: DossierState = "draft"
    entries: Mapping[str, Entry] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    declarations: Mapping[str, bool] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    assignments: Mapping[str, Colleague] = field(default_factory=dict)
    last_year: Mapping[str, Value] = field(default_factory=dict)
    unit_class: str | None = None
    satisfaction: Decimal | None = None
    said: Mapping[str, Said] = field(default_factory=dict)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        return {content: entry.value for content, entry in self.entries.items()}

    @property
    def answers(self) -> Answers:
        return Answers(self.declarations, self.maxima, self.unit_class, self.satisfaction)

    @property
    def locked(self) -> bool:
        return self.state not in ("draft", "returned")

    def answer(self, question: str) -> str:
        """What stands as the answer to a question beside the contents, in its kept form; "" where there is none."""
        if question.startswith(ASSIGNMENT):
            colleague = self.assignments.get(question.removeprefix(ASSIGNMENT))
            return str(colleague.id) if colleague else NOBODY
        return self.said[question].answer if question in self.said else ""

    def revision(self, content: str) -> int:
        """How often the content was saved; 0 without a value."""
        entry = self.entries.get(content)
        return entry.revision if entry else 0
