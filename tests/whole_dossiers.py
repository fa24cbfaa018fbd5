"""Two whole dossiers to be entered through any channel, each by one script of keys, and what must be kept then."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from handlers.dossiers import Dossier, DossierKey
from handlers.texts_law import number
from knowledge.assess import assess
from knowledge.library import Knowledge
from knowledge.regulation import Paused, Regulation
from knowledge.scoring import situation, total_points
from storage.dossiers import load_dossier
from storage.engine import open_engine, reading
from storage.units import find_unit
from tests.golden_lines import bare, said_lines

UNIT = "tu-ha"
# QĐ 25 in practice, with the demo's points; QĐ 27 for real.
OF_SCRIPT = {"ca-ho-so-tap-huan-2023": (2023, True), "ca-ho-so-2026": (2026, False)}
CLOCK = re.compile(r"\b\d\d:\d\d\b")
SAVED = re.compile(r"→ (\d+(?:,\d+)?)/[\d,]+ điểm\. Đã lưu|: (\d+(?:,\d+)?)/[\d,]+ điểm\. Đã lưu")

Say = Callable[[str], str]


@dataclass
class WholeDossier:
    """One dossier with its script; `points` adds up what was told at each save."""

    script: str
    year: int
    practice: bool = False
    points: Decimal = field(default_factory=Decimal)

    @property
    def keys(self) -> list[tuple[str, list[str]]]:
        return said_lines(self.script)

    def regulation(self, knowledge: Knowledge) -> Regulation:
        found = knowledge.practice_for(self.year) if self.practice else knowledge.regulation_for(self.year)
        assert isinstance(found, Regulation | Paused)
        assert isinstance(found, Regulation)
        return found

    def hear(self, line: str, heard: str, expected: list[str]) -> None:
        """What a channel showed after a key is what is written; only the time of day differs."""
        assert timeless(heard) == timeless("\n".join(expected)), line
        if found := SAVED.search(heard):
            self.points += Decimal((found[1] or found[2]).replace(",", "."))

    def check(self, database: Path, knowledge: Knowledge, say: Say) -> None:
        """Every content has a value, the talk says so, and every total is the sum of what was told at each save."""
        regulation, dossier = self.regulation(knowledge), self.kept(database)
        contents = [each.id for one in regulation.indicators() for each in regulation.contents(one)]
        assert sorted(dossier.entries) == sorted(contents)
        told, gap = " ".join(say("/tiendo").split()), " ".join(say("/conthieu").split())
        count = len(list(regulation.indicators()))
        assert f"Đã có {count}/{count} chỉ tiêu." in told
        assert "chưa nhập đủ" not in gap
        if regulation.result == "points":
            judged = assess(regulation, situation(regulation, self.year, dossier.values, dossier.answers))
            assert self.points == judged.total == total_points(regulation, dossier.values)
            assert f"Tổng điểm tự chấm đến nay: {number(self.points)}." in told
            assert f"Tổng {number(self.points)} điểm" in gap

    def kept(self, database: Path) -> Dossier:
        """The dossier as the database has it."""
        engine = open_engine(f"sqlite:///{database}")
        try:
            with reading(engine) as connection:
                unit = find_unit(connection, UNIT)
                assert unit is not None
                return load_dossier(connection, DossierKey(unit.id, self.year, self.practice))
        finally:
            engine.dispose()


def whole_dossier(script: str) -> WholeDossier:
    """The dossier of a script, not begun."""
    return WholeDossier(script, *OF_SCRIPT[script])


def timeless(text: str) -> list[str]:
    """The words of a message, whatever time it was."""
    return [CLOCK.sub("··:··", word) for word in bare(text)]
