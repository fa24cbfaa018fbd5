"""Which documents a text names, by number, by kind and number, or by a customary name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.documents import Document
from knowledge.phrases import PhraseBook
from knowledge.strict_yaml import Record, load
from knowledge.text import fold

_NUMBER = re.compile(r"(\d+)(?:/(\d{4}))?")
# The whole number of a document with whoever issued it: "09/2021/TT-BTP", "3590/KH-UBND".
_WHOLE_NUMBER = re.compile(r"(?<![\d/])0*(\d{1,5})(?:/(\d{4}))?/([^\W\d_]+(?:-[^\W\d_]+)*)")

# A form with whoever issued it: "mẫu số 01/GTGT", "mẫu 2C-TCTW"; ours have only a number.
_LETTERED_FORM = re.compile(r"(?i)\bm\wu(?:\s+s\w)?\s+[^\W\d_]{0,3}(\d{1,3})[^\W\d_]?[/-]([^\W\d_][\w/-]*)")


class _Names(Record):
    names: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    form_letters: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A document that a text names at a place; without an id it is one that nobody listed."""

    start: int
    end: int
    ids: tuple[str, ...]
    typed: str


@dataclass(frozen=True)
class DocumentNames:
    """How documents are found in plain (folded) text."""

    by_number: Mapping[tuple[str, str, str], tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    with_kind: re.Pattern[str]
    customary: PhraseBook
    issued: Mapping[str, str]
    issuers: Mapping[tuple[str, str], frozenset[str]]
    own_letters: tuple[str, ...]
    a_kind: str

    def estranged(self, text: str) -> str:
        """The text with a year of nobody's for each number that is ours but was issued by somebody else."""
        return _WHOLE_NUMBER.sub(self._estrange, _LETTERED_FORM.sub(self._estrange_form, text))

    def _estrange(self, match: re.Match[str]) -> str:
        number, year, issuer = match.groups(default="")
        ours = self.issuers.get((number, year), frozenset()) | self.issuers.get((number, ""), frozenset())
        is_ours = any(fold(issuer) in own for own in ours)
        return f"{number}/{NOBODYS_YEAR}" if ours and not is_ours else match[0]

    def _estrange_form(self, match: re.Match[str]) -> str:
        letters = fold(match[2])
        is_ours = any(letters.startswith(own) for own in self.own_letters)
        return match[0] if is_ours else f"{self.a_kind} {match[1]}/{NOBODYS_YEAR}"

    def find(self, plain: str) -> Iterator[Named]:
        for match in self.with_kind.finditer(plain):
            yield self._numbered(match)
        for match in _BARE.finditer(plain):
            ids = self._ids("", match["number"] or match["long"], match["year"] or "")
            if ids:
                yield Named(*match.span(), ids, match[0])

    def end_with_year(self, plain: str, end: int, id_: str) -> int:
        """Where the name of a document ends when the year of its issue is said after it."""
        later = _LATER.match(plain, end)
        return later.end() if later and self.issued.get(id_) == later[1] else end

    def _numbered(self, match: re.Match[str]) -> Named:
        if match["later"] and (ids := self._of_kind(match, match["later"])):
            return Named(*match.span(), ids, match[0])
        # A year that is not the document's own is an assessed year.
        return Named(match.start(), match.end("name"), self._of_kind(match, match["year"] or ""), match[0])

    def _of_kind(self, match: re.Match[str], year: str) -> tuple[str, ...]:
        found = (self._ids(kind, match["number"], year) for kind in self.kinds[match["kind"]])
        return next((ids for ids in found if ids), ())

    def _ids(self, kind: str, number: str, year: str) -> tuple[str, ...]:
        return self.by_number.get((kind, number.lstrip("0"), year), ())


NOBODYS_YEAR = "1000"
"""No document is of this year, so a number with it is one that nobody listed."""

_LATER = re.compile(r"(?: nam)? (\d{4})\b")
# Without its kind only a number with its year, or a long one, can be meant as a document.
_BARE = re.compile(
    r"(?<![\d/.])(?P<number>\d{1,3})/(?P<year>20\d\d)(?![\d/])|(?<![\d/.])(?!20[0-3]\d\b)(?P<long>\d{3,5})(?![\d/.%])"
)


def load_names(path: Path, documents: Mapping[str, Document]) -> DocumentNames:
    names = load(path, _Names)
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, words in names.kinds.items():
        for word in words:
            kinds[fold(word)] = (*kinds.get(fold(word), ()), kind)
    any_kind = "|".join(sorted(kinds, key=len, reverse=True))
    return DocumentNames(
        by_number=_by_number(documents),
        kinds=kinds,
        # A number like 2023 without a year after it is a year itself.
        with_kind=re.compile(
            rf"\b(?P<name>(?P<kind>{any_kind})(?: so| thu)? (?P<number>(?!20[0-3]\d\b(?!/))\d{{1,5}})"
            rf"(?:/(?P<year>\d{{4}}))?)(?![\d/.%])(?: (?:nam|thang \d+ nam) (?P<later>\d{{4}}))?"
        ),
        customary=PhraseBook.of((name, id_) for id_, all_ in names.names.items() for name in all_),
        issued={each.id: str(each.issued.year) for each in documents.values() if each.issued},
        issuers=_issuers(documents),
        own_letters=names.form_letters,
        a_kind=names.kinds["circular"][0],
    )


def _issuers(documents: Mapping[str, Document]) -> Mapping[tuple[str, str], frozenset[str]]:
    """The letters after each number, with its year if it has one: "tt-btp" for 09/2021/TT-BTP."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for document in documents.values():
        if match := _WHOLE_NUMBER.match(document.number or ""):
            key = (match[1], match[2] or "")
            found[key] = found.get(key, frozenset()) | {fold(match[3])}
    return found


def _by_number(documents: Mapping[str, Document]) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Each number with and without its kind and its year."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for document in documents.values():
        if match := _NUMBER.match(document.number or ""):
            number, year = match[1].lstrip("0"), match[2] or (str(document.issued.year) if document.issued else "")
            for key in {
                (document.kind, number, ""),
                (document.kind, number, year),
                ("", number, year),
                ("", number, ""),
            }:
                found[key] = (*found.get(key, ()), document.id)
    return found
