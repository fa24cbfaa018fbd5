"""The keys of choices in an entry: which dossier, what to do, with what."""

from dataclasses import dataclass

from handlers.dossiers import DossierKey

PREFIX = "score"


@dataclass(frozen=True)
class ScoreKey:
    """ "score:12:2026:r:content:2.4.1": of unit 12's real dossier of 2026, open content 2.4.1."""

    dossier: DossierKey
    verb: str
    about: str = ""

    def __str__(self) -> str:
        kind = "p" if self.dossier.practice else "r"
        return f"{PREFIX}:{self.dossier.unit_id}:{self.dossier.year}:{kind}:{self.verb}:{self.about}"


def read_key(key: str) -> ScoreKey | None:
    """The key of a choice that belongs to an entry; None for any other."""
    parts = key.split(":", 5)
    if len(parts) != 6 or parts[0] != PREFIX:
        return None
    return ScoreKey(DossierKey(int(parts[1]), int(parts[2]), parts[3] == "p"), parts[4], parts[5])


@dataclass(frozen=True)
class Pick:
    """ "1.1=5~3": of 1.1 the answer 5 is picked, where 3 stood when it was asked ("" where nothing did)."""

    of: str
    answer: str = ""
    seen: str = ""

    def __str__(self) -> str:
        return f"{self.of}={self.answer}~{self.seen}"


def read_pick(about: str) -> Pick:
    """The pick in a key; one that only names what is asked has no answer."""
    of, _, rest = about.partition("=")
    answer, _, seen = rest.partition("~")
    return Pick(of, answer, seen)
