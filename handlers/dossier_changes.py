"""What an entry decided and must be kept in its dossier: one small record a kind of change."""

from dataclasses import dataclass
from decimal import Decimal

from handlers.dossiers import DossierKey
from knowledge.values import Value


@dataclass(frozen=True)
class ValueSaved:
    """A value was entered; keeping it fails when the entry is no longer at revision `seen`."""

    dossier: DossierKey
    content: str
    value: Value
    seen: int
    reason: str = ""


@dataclass(frozen=True)
class NoteSaved:
    """A remark to an entry; empty takes it away."""

    dossier: DossierKey
    content: str
    note: str


@dataclass(frozen=True)
class Declared:
    """A declaration was answered; keeping an answer fails when `seen` is no longer what stands ("": nothing)."""

    dossier: DossierKey
    declaration: str
    yes: bool
    seen: str = ""


@dataclass(frozen=True)
class MaximumSaved:
    """The most points of a criterion, as the office read them off the annex."""

    dossier: DossierKey
    criterion: str
    points: Decimal
    seen: str = ""


@dataclass(frozen=True)
class ClassChosen:
    """Of which class the administrative unit is."""

    dossier: DossierKey
    unit_class: str
    seen: str = ""


@dataclass(frozen=True)
class SatisfactionSaved:
    """The satisfaction rate of the year in percent."""

    dossier: DossierKey
    percent: Decimal
    seen: str = ""


@dataclass(frozen=True)
class EvidenceAdded:
    """A stored file was attached to a content."""

    dossier: DossierKey
    content: str
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True)
class EvidenceRemoved:
    """A file is no longer attached; the file itself stays kept."""

    dossier: DossierKey
    evidence_id: int


@dataclass(frozen=True)
class Assigned:
    """An indicator was given to a colleague, or to nobody; it fails when somebody else than `seen` has it."""

    dossier: DossierKey
    indicator: str
    person_id: int | None
    seen: int | None = None


SaidOfDossier = Declared | ClassChosen | SatisfactionSaved | MaximumSaved
DossierChange = ValueSaved | NoteSaved | SaidOfDossier | EvidenceAdded | EvidenceRemoved | Assigned
