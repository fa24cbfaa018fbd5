"""Cards: curated answers with their question, other wordings, citations and the questions that must find them."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pydantic import Field

from knowledge.documents import Citation, Document, Status, citation_faults
from knowledge.strict_yaml import DataError, Fault, Record, Source, read, validate

Text = str


class Card(Record):
    """One answer in our own words: the short form says it, the details come after."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    scope: str
    status: Status
    question: str = Field(min_length=1)
    wordings: tuple[str, ...] = Field(min_length=1)
    short: str = Field(min_length=1)
    details: str | None = None
    citations: tuple[Citation, ...] = ()
    related: tuple[str, ...] = ()
    tests: tuple[str, ...] = Field(min_length=4)


class CardFile(Record):
    """One file of cards; `checked_on` is when a person last compared them with the law."""

    checked_on: date
    cards: tuple[Card, ...] = Field(min_length=1)


def load_cards(folder: Path, documents: Mapping[str, Document]) -> tuple[Card, ...]:
    """All cards of a folder; every fault of every file at once."""
    faults: list[Fault] = []
    files: list[tuple[Source, CardFile]] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            source = read(path)
            files.append((source, validate(source, CardFile)))
        except DataError as error:
            faults.extend(error.faults)
    for source, found in files:
        faults.extend(citation_faults(source, found, documents))
    faults.extend(_crossing_faults(files, documents))
    if faults:
        raise DataError(tuple(faults))
    return tuple(card for _, found in files for card in found.cards)


def _crossing_faults(files: Iterable[tuple[Source, CardFile]], documents: Mapping[str, Document]) -> Iterable[Fault]:
    """Repeated ids, related cards that do not exist, scopes that are no document."""
    listed = [(source, at, card) for source, found in files for at, card in enumerate(found.cards)]
    first: dict[str, str] = {}
    for source, at, card in listed:
        if card.id in first:
            yield source.fault(("cards", at, "id"), f"id {card.id} is repeated", "repeated_id", card.id)
        first.setdefault(card.id, str(source.path))
    for source, at, card in listed:
        if card.scope != "general" and card.scope not in documents:
            yield source.fault(("cards", at, "scope"), f"no document {card.scope}", "no_document", card.scope)
        for place, other in enumerate(card.related):
            if other not in first:
                yield source.fault(("cards", at, "related", place), f"no card {other}", "no_card", other)
