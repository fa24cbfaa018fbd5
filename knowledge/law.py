"""The law as data, loaded once: documents, regulations, duties, plans, working days; it picks a year's regulation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.annex_applied import practice_regulations
from knowledge.documents import Document, load_documents
from knowledge.duties import Duty, load_duties
from knowledge.plans import Plan, load_plans
from knowledge.regulation import Paused, Regulation
from knowledge.regulation_checks import regulation_faults
from knowledge.strict_yaml import DataError, Fault, Loc, Source, read, validate
from knowledge.working_days import WorkCalendar, load_calendar

DATA = Path(__file__).parent / "data"
ReadFile = tuple[Source, Regulation]


@dataclass(frozen=True)
class Law:
    """Everything but the curated answers."""

    documents: Mapping[str, Document]
    regulations: tuple[Regulation, ...]
    duties: tuple[Duty, ...]
    plans: tuple[Plan, ...]
    calendar: WorkCalendar
    # The same regulations with made-up points where the real ones are absent: for the demo and practice alone.
    practice: tuple[Regulation, ...] = ()

    def regulation_for(self, year: int) -> Regulation | Paused | None:
        """The regulation of an assessed year, or its reported pause; no other year's rule stands in."""
        return regulation_of_year(self.regulations, year)


def load_law(extra_regulations: Path | None = None) -> Law:
    """The shipped data and, if a folder is given, one more regulation for every YAML file in it."""
    listed = load_documents(DATA / "documents.yaml")
    documents, regulations = load_regulations(regulation_paths(extra_regulations), listed)
    by_id = {each.id: each for each in regulations}
    return Law(
        documents=documents,
        regulations=regulations,
        duties=load_duties(DATA / "duties.yaml", documents, by_id),
        plans=load_plans(DATA / "plans", documents),
        calendar=load_calendar(DATA / "working_days.yaml", documents),
        practice=practice_regulations(DATA / "demo", regulations),
    )


def regulation_of_year(regulations: Iterable[Regulation], year: int) -> Regulation | Paused | None:
    """A pause goes first; else the span that started last decides, so a successor ends an open span."""
    known = tuple(regulations)
    pauses = (pause for each in known for pause in each.paused_years if pause.year == year)
    spans = [(span, each) for each in known for span in each.assessed_years if span.first <= year]
    latest = max(spans, key=lambda found: found[0].first, default=None)
    return next(pauses, None) or (latest[1] if latest and latest[0].covers(year) else None)


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
    read_files: list[ReadFile] = []
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
    files: Iterable[ReadFile], documents: Mapping[str, Document], faults: list[Fault]
) -> Mapping[str, Document]:
    known = dict(documents)
    for source, found in files:
        for at, each in enumerate(found.documents):
            if each.id in known:
                why = f"document {each.id} is listed already"
                faults.append(source.fault(("documents", at, "id"), why, "repeated_id", each.id))
            known.setdefault(each.id, each)
    return known


def _rivals(files: list[ReadFile]) -> Iterable[Fault]:
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
