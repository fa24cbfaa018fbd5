"""The provinces and communes since 1 July 2025, from the package vietnam-provinces."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.text import fold, tidy


@dataclass(frozen=True)
class Province:
    """A province with its communes as (code, name); codes are written as the statistics office writes them."""

    code: str
    name: str
    codename: str
    communes: tuple[tuple[str, str], ...]

    def is_called(self, words: str) -> bool:
        """Whether these words mean this province: its name with or without its rank and marks, or its code."""
        said = " ".join(fold(words).split()).replace("_", " ")
        short = self.codename.replace("_", " ")
        return said in (fold(self.name), short, f"tp {short}", self.code, self.code.lstrip("0"))


def provinces() -> Iterator[Province]:
    """All of them; the shape of this file is the same in every edition of the package, its classes are not."""
    # Imported here because it makes an enumeration of all communes, which no other command should wait for.
    from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

    for found in json.loads(NESTED_DIVISIONS_JSON_PATH.read_text("utf-8")):
        wards = tuple((f"{w['code']:05d}", _named(w["name"], w["division_type"])) for w in found["wards"])
        name = _named(found["name"], found["division_type"])
        yield Province(f"{found['code']:02d}", name, found["codename"], wards)


def communes_of(words: str) -> list[Province]:
    """The provinces meant by "all" or by a name or code; empty where there is none."""
    return [one for one in provinces() if words.lower() == "all" or one.is_called(words)]


def _named(name: str, rank: str) -> str:
    """A name as it stands inside a sentence, always with its rank; an older edition leaves out that of provinces."""
    tidied = " ".join(tidy(name).split())
    if not fold(tidied).startswith(fold(rank.split()[0])):
        return f"{rank} {tidied}"
    return tidied[:1].lower() + tidied[1:]
