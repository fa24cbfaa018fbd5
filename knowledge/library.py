"""The whole knowledge base, loaded once and passed on; it picks the regulation of an assessed year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.cards import Card, load_cards
from knowledge.documents import Document, load_documents
from knowledge.regulation import Paused, Regulation
from knowledge.regulation_checks import regulation_faults
from knowledge.search.finding import Search, build_search
from knowledge.strict_yaml import DataError, Fault, Loc, Source, read, validate

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Knowledge:
    """Everything that is known, as loaded from the data files."""

    documents: Mapping[str, Document]
    regulations: tuple[Regulation, ...]
    cards: tuple[Card, ...] = ()

    @cached_property
    def search(self) -> Search:
        """Built at the first question, so that what asks nothing starts at once."""
        return build_search(DATA / "language", self.cards, self.regulations, self.documents)

    @cached_property
    def cards_by_id(self) -> Mapping[str, Card]:
        return {card.id: card for card in self.cards}

    def regulation_for(self, year: int) -> Regulation | Paused | None:
        """The regulation of an assessed year, or its reported pause; no other year's rule stands in."""
        return regulation_of_year(self.regulations, year)

    def regulation_by_id(self, id: str) -> Regulation | None:  # noqa: A002  # "id" is what the files call it
        return next((each for each in self.regulations if each.id == id), None)


def regulation_of_year(regulations: Iterable[Regulation], year: int) -> Regulation | Paused | None:
    """A pause goes first; else the span that started last decides, so a successor ends an open span."""
    known = tuple(regulations)
    pauses = (pause for each in known for pause in each.paused_years if pause.year == year)
    spans = [(span, each) for each in known for span in each.assessed_years if span.first <= year]
    latest = max(spans, key=lambda found: found[0].first, default=None)
    return next(pauses, None) or (latest[1] if latest and latest[0].covers(year) else None)


def load_knowledge(extra_regulations: Path | None = None) -> Knowledge:
    """The shipped data and, if a folder is given, one more regulation for every YAML file in it."""
    documents = load_documents(DATA / "documents.yaml")
    paths = regulation_paths(extra_regulations)
    documents, regulations = load_regulations(paths, documents)
    return Knowledge(documents=documents, regulations=regulations, cards=load_cards(DATA / "cards", documents))


def regulation_paths(extra: Path | None) -> list[Path]:
    """The shipped regulation files and those of the extra folder."""
    if extra is not None and not extra.is_dir():
        raise DataError((Fault(extra, 1, "folder", "there is no such folder", "no_folder"),))
    folders = [DATA / "regulations", *([extra] if extra else [])]
    return [path for folder in folders for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])]


def load_regulations(
    paths: Iterable[Path], documents: Mapping[str, Document]
) -> tuple[Mapping[str, Document], tuple[Regulation, ...]]:
    """All files as regulations, newest years first, and the documents that they bring along; every fault at once."""
    faults: list[Fault] = []
    read_files: list[tuple[Source, Regulation]] = []
    for path in paths:
        try:
            source = read(path)
            read_files.append((source, validate(source, Regulation)))
        except DataError as error:
            faults.extend(error.faults)
    known = _all_documents(read_files, documents, faults)
    for source, found in read_files:
        faults.extend(regulation_faults(source, found, known))
    faults.extend(_rivals(read_files))
    if faults:
        raise DataError(tuple(faults))
    regulations = sorted((found for _, found in read_files), key=_first_year, reverse=True)
    return known, tuple(regulations)


def _first_year(regulation: Regulation) -> int:
    return min(span.first for span in regulation.assessed_years)


def _all_documents(
    files: Iterable[tuple[Source, Regulation]], documents: Mapping[str, Document], faults: list[Fault]
) -> Mapping[str, Document]:
    known = dict(documents)
    for source, found in files:
        for at, each in enumerate(found.documents):
            if each.id in known:
                why = f"document {each.id} is listed already"
                faults.append(source.fault(("documents", at, "id"), why, "repeated_id", each.id))
            known.setdefault(each.id, each)
    return known


def _rivals(files: list[tuple[Source, Regulation]]) -> Iterable[Fault]:
    """One id, one file; one year, one regulation or one pause."""
    ids: dict[str, Path] = {}
    years: dict[int, Path] = {}
    for source, found in files:
        first = ids.setdefault(found.id, source.path)
        if first != source.path:
            yield source.fault(("id",), f"id {found.id} is also in {first}", "repeated_file", found.id, first.name)
        for loc, year in _claimed(found):
            first = years.setdefault(year, source.path)
            if first != source.path:
                why = f"year {year} is also claimed by {first}"
                yield source.fault(loc, why, "two_for_year", str(year), first.name)
                break


def _claimed(found: Regulation) -> Iterable[tuple[Loc, int]]:
    for at, pause in enumerate(found.paused_years):
        yield ("paused_years", at, "year"), pause.year
    for at, span in enumerate(found.assessed_years):
        # A span without an end is ended by its successor, so it claims its first year alone.
        last = span.first if span.last is None else span.last
        yield from ((("assessed_years", at), year) for year in range(span.first, last + 1))
