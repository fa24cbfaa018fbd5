"""What a question points at by number: criterion, indicator, article, clause, point, form, section, year, document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.naming import DocumentNames
from knowledge.reference_patterns import PATTERNS, ROMAN, SPOKEN


@dataclass(frozen=True)
class References:
    """Everything pointed at by number; an indicator is "2.4", or "4" where no criterion was named."""

    criteria: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    loose_indicators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    unknown_documents: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    @property
    def places(self) -> frozenset[str]:
        """The numbered places as tokens that a card may share ("#mau:04", "#chi-tieu:2.4")."""
        named = {
            "tieu-chi": () if self.indicators else self.criteria,
            "chi-tieu": self.indicators,
            "mau": self.forms,
            "phu-luc": self.annexes,
        }
        numbered = (f"#{kind}:{number}" for kind, numbers in named.items() for number in numbers)
        return frozenset(numbered) | frozenset(self.law_places)

    @property
    def law_places(self) -> tuple[str, ...]:
        """Articles down to the point, and sections of plans, as such tokens."""
        sections = tuple(f"#muc:{section}" for section in self.sections)
        if not self.articles:
            return sections
        tail = [part[0] for part in (self.clauses, self.points) if part]
        first = ".".join([self.articles[0], *tail])
        return (*sections, *(f"#dieu:{article}" for article in (first, *self.articles[1:])))


class _Scan:
    """Takes matches out of a text one kind after another, so that no number is read twice."""

    def __init__(self, plain: str) -> None:
        self.left = plain
        self.spans: list[tuple[int, int]] = []

    def take(self, kind: str, keep: bool = True) -> list[re.Match[str]]:
        found = list(PATTERNS[kind].finditer(self.left))
        for match in found:
            self.blank(*match.span(), keep=keep)
        return found

    def blank(self, start: int, end: int, keep: bool = True) -> None:
        self.left = self.left[:start] + "_" * (end - start) + self.left[end:]
        if keep:
            self.spans.append((start, end))


def find_references(plain: str, names: DocumentNames, customary: Iterable[tuple[int, int, str]] = ()) -> References:
    """Everything that a plain (folded, expanded) text points at; customary names come with their place in it."""
    scan = _Scan(plain)
    called = [_called(scan, names, *name) for name in customary]
    known, unknown = _documents(scan, names)
    scan.take("date", keep=False)
    sections = tuple(_section(match) for match in scan.take("section"))
    # A point is told by the clause or article after it, so it is read before those are taken away.
    points = _once(match["n"] for match in scan.take("point"))
    articles = scan.take("article")
    clauses = [match["n"] for match in scan.take("clause")] or [match["k"] for match in articles if match["k"]]
    dotted = [f"{match['c']}.{match['i']}" for match in scan.take("dotted")]
    criteria = [_number(match["n"]) for match in scan.take("criterion")]
    loose = [_number(match["n"]) for match in scan.take("indicator")]
    indicators = dotted + ([f"{criteria[0]}.{each}" for each in loose] if criteria else [])
    return References(
        criteria=_once(criteria or [each.split(".")[0] for each in dotted]),
        indicators=_once(indicators),
        loose_indicators=() if criteria else _once(loose),
        articles=_once(match["n"] for match in articles),
        clauses=_once(clauses),
        points=points,
        forms=_once(f"{int(_number(match['n'])):02d}" for match in scan.take("form")),
        annexes=_once(ROMAN.get(match["n"], match["n"]) for match in scan.take("annex")),
        sections=sections,
        years=tuple(dict.fromkeys(int(match["n"]) for match in scan.take("year"))),
        documents=_once([*known, *called]),
        unknown_documents=unknown,
        spans=tuple(scan.spans),
    )


def _called(scan: _Scan, names: DocumentNames, start: int, end: int, id_: str) -> str:
    scan.blank(start, names.end_with_year(scan.left, end, id_))
    return id_


def _documents(scan: _Scan, names: DocumentNames) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: list[str] = []
    unknown: list[str] = []
    for named in names.find(scan.left):
        if "_" in scan.left[named.start : named.end]:
            continue
        scan.blank(named.start, named.end)
        known.extend(named.ids)
        if not named.ids:
            unknown.append(named.typed)
    return _once(known), _once(unknown)


def _section(match: re.Match[str]) -> str:
    said = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
    return ".".join(piece for piece in (ROMAN[said["part"]], said.get("item"), said.get("point")) if piece)


def _number(typed: str) -> str:
    return str(SPOKEN.get(typed, 0) or int(typed))


def _once(found: Iterator[str] | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
