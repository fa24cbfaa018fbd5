"""Documents of law and plans, each listed once, and citations that must name one of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from knowledge.strict_yaml import DataError, Fault, Loc, Record, Source, placed, read, validate

Status = Literal["primary", "secondary", "reference_software", "derived", "unverified"]
Kind = Literal["law", "decree", "decision", "circular", "joint_circular", "plan", "letter", "notice"]


class Citation(Record):
    """A place in a document: article, clause, point; or a section of a plan; or a form."""

    document: str
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    section: str | None = None
    form: str | None = None

    @property
    def key(self) -> str:
        """The place as the outline of a document writes it: 3.1.e, or II.2.b; empty for the whole document."""
        parts = (self.section,) if self.section else (self.article, self.clause, self.point)
        return ".".join(part for part in parts if part)


class Vouched(Record):
    """Anything taken from outside: how surely it is known, from where, and when that was last checked."""

    takes_defaults = frozenset({"status", "source", "checked_on"})

    status: Status
    source: str = Field(min_length=1)
    checked_on: date


class Document(Vouched):
    """One document: what it is called, since when it is in force, and how surely we know that."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    number: str | None = None
    kind: Kind
    short: str
    title: str | None = None
    issuer: str | None = None
    issued: date | None = None
    in_force: date | None = None
    in_force_by: Citation | None = None
    ended: date | None = None
    replaced_by: str | None = None
    note: str | None = None
    forms_in: str | None = None
    outline: tuple[str, ...] = ()

    def holds(self, key: str) -> bool:
        """Whether the outline knows this place; a document without an outline holds any."""
        if not self.outline or not key:
            return True
        return any(leaf == key or leaf.startswith(f"{key}.") for leaf in self.outline)


class Documents(Record):
    """The whole file."""

    defaults: Mapping[str, str] | None = None
    documents: tuple[Document, ...] = Field(min_length=1)


def repeated_ids(source: Source, loc: Loc, ids: Sequence[str]) -> tuple[Fault, ...]:
    """A fault for every id of a list that comes a second time."""
    return tuple(
        source.fault((*loc, at, "id"), f"id {each} is repeated", "repeated_id", each)
        for at, each in enumerate(ids)
        if each in ids[:at]
    )


def repeated_days(source: Source, days: Sequence[date]) -> tuple[Fault, ...]:
    """A fault for every day of `changes` that comes a second time."""
    return tuple(
        source.fault(("changes", at, "day"), f"day {each} is repeated", "repeated_id", f"{each:%d/%m/%Y}")
        for at, each in enumerate(days)
        if each in days[:at]
    )


def load_documents(path: Path) -> Mapping[str, Document]:
    """All documents by id; a successor must be listed as well."""
    source = read(path)
    listed = validate(source, Documents).documents
    documents = {document.id: document for document in listed}
    faults = repeated_ids(source, ("documents",), [each.id for each in listed]) + tuple(
        source.fault(
            ("documents", at, "replaced_by"), f"no document {each.replaced_by}", "no_document", each.replaced_by
        )
        for at, each in enumerate(listed)
        if each.replaced_by and each.replaced_by not in documents
    )
    if faults:
        raise DataError(faults)
    return documents


def citation_faults(source: Source, record: Record, documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    """Every citation inside a record that names no listed document, or no place of it."""
    # A citation that came from the file's defaults is told once, where it stands.
    places = {_written_at(source, loc): each for loc, each in placed(record) if isinstance(each, Citation)}
    found = places.items()
    return tuple(fault for loc, each in found if (fault := _citation_fault(source, loc, each, documents)))


def _written_at(source: Source, loc: Loc) -> Loc:
    if loc in source.lines:
        return loc
    return ("defaults", *loc[loc.index("citations") :])


def _citation_fault(source: Source, loc: Loc, cited: Citation, documents: Mapping[str, Document]) -> Fault | None:
    document = documents.get(cited.document)
    if document is None:
        why = f"no document {cited.document} in documents.yaml"
        return source.fault((*loc, "document"), why, "no_document", cited.document)
    if not document.holds(cited.key):
        why = f"{cited.document} has no {cited.key}"
        return source.fault(loc, why, "no_place", cited.document, cited.key)
    return None
