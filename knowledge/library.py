"""The whole knowledge base, loaded once and passed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.cards import Card, load_cards
from knowledge.documents import Document
from knowledge.duties import Duty
from knowledge.law import DATA, load_law, regulation_of_year
from knowledge.plans import Plan
from knowledge.regulation import Paused, Regulation
from knowledge.same import Same
from knowledge.search.finding import Search, build_search
from knowledge.working_days import WorkCalendar


@dataclass(frozen=True)
class Knowledge:
    """Everything that is known, as loaded from the data files."""

    documents: Mapping[str, Document]
    regulations: tuple[Regulation, ...]
    cards: tuple[Card, ...] = ()
    duties: tuple[Duty, ...] = ()
    plans: tuple[Plan, ...] = ()
    calendar: WorkCalendar = WorkCalendar(official_through=0)
    practice: tuple[Regulation, ...] = ()

    @cached_property
    def search(self) -> Search:
        """Built at the first question, so that what asks nothing starts at once."""
        return build_search(DATA / "language", self.cards, self.regulations, self.documents)

    @cached_property
    def cards_by_id(self) -> Mapping[str, Card]:
        return {card.id: card for card in self.cards}

    def regulation_for(self, year: int) -> Regulation | Paused | None:
        """The regulation of an assessed year, or its reported pause; no other year's rule stands in."""
        return _of_year(Same(self.regulations), year)

    def practice_for(self, year: int) -> Regulation | Paused | None:
        """The same with made-up points where the real ones are absent: for the demo and practice alone."""
        return _of_year(Same(self.practice), year)

    def regulation_by_id(self, id: str) -> Regulation | None:  # noqa: A002  # "id" is what the files call it
        return next((each for each in self.regulations if each.id == id), None)


@lru_cache(maxsize=1000)
def _of_year(same: Same[tuple[Regulation, ...]], year: int) -> Regulation | Paused | None:
    """Found once for each year: every turn of an entry asks for one."""
    return regulation_of_year(same.one, year)


def load_knowledge(extra_regulations: Path | None = None) -> Knowledge:
    """The shipped data and, if a folder is given, one more regulation for every YAML file in it."""
    law = load_law(extra_regulations)
    return Knowledge(
        documents=law.documents,
        regulations=law.regulations,
        cards=load_cards(DATA / "cards", law.documents),
        duties=law.duties,
        plans=law.plans,
        calendar=law.calendar,
        practice=law.practice,
    )
