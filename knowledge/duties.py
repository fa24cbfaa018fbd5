"""Duties of the supporting laws: what must be done by when, and which indicators it bears on."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from knowledge.documents import Document, Status, citation_faults, repeated_ids
from knowledge.regulation import Regulation
from knowledge.regulation_procedure import AheadOf, AtLeastDays, WithinDays
from knowledge.regulation_values import Sourced, Text
from knowledge.strict_yaml import DataError, Fault, Record, Source, read, validate


class YearlyOn(Record):
    """Every year on one day."""

    kind: Literal["yearly_on"]
    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)


class YearlyIn(Record):
    """Every year within one month, or, without a month, once in the year."""

    kind: Literal["yearly"]
    month: int | None = Field(default=None, ge=1, le=12)
    note: Text | None = None


class Every(Record):
    """So often within each period."""

    kind: Literal["every"]
    times: int = Field(default=1, ge=1)
    period: Literal["week", "month", "quarter", "year"]
    note: Text | None = None


class AtOnce(Record):
    """At once, whenever it arises."""

    kind: Literal["at_once"]
    note: Text | None = None


class AtMostAmounts(Record):
    """Amounts of money that may not be exceeded; the province sets the actual ones."""

    kind: Literal["amounts"]
    amounts: tuple[Text, ...] = Field(min_length=1)


Limit = Annotated[
    WithinDays | AtLeastDays | AheadOf | YearlyOn | YearlyIn | Every | AtOnce | AtMostAmounts,
    Field(discriminator="kind"),
]


class Duty(Sourced):
    """One duty; `indicators` is our mapping, by regulation, and `mapping_status` says so."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Text
    limits: tuple[Limit, ...] = Field(min_length=1)
    indicators: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    mapping_status: Status = "derived"
    # The law may have been amended since it was read: to be checked before it is used for the present.
    check_amendments: bool = False
    note: Text | None = None
    # From when on it is owed, where none of its documents says so.
    since: date | None = None


class Duties(Record):
    """The whole file."""

    defaults: Mapping[str, object] | None = None
    duties: tuple[Duty, ...] = Field(min_length=1)


def load_duties(
    path: Path, documents: Mapping[str, Document], regulations: Mapping[str, Regulation]
) -> tuple[Duty, ...]:
    """All duties; each citation and each indicator must exist."""
    source = read(path)
    found = validate(source, Duties)
    faults = [*repeated_ids(source, ("duties",), [each.id for each in found.duties])]
    faults += citation_faults(source, found, documents)
    faults += _indicator_faults(source, found, regulations)
    if faults:
        raise DataError(tuple(faults))
    return found.duties


def _indicator_faults(source: Source, found: Duties, regulations: Mapping[str, Regulation]) -> Iterator[Fault]:
    for at, duty in enumerate(found.duties):
        for regulation, ids in duty.indicators.items():
            known = regulations.get(regulation)
            for number, each in enumerate(ids):
                if known is None or known.indicator(each) is None:
                    place = ("duties", at, "indicators", regulation, number)
                    why = f"no indicator {each} in {regulation}"
                    yield source.fault(place, why, "no_indicator", each, regulation)


def duties_of(duties: tuple[Duty, ...], regulation: str, indicator: str) -> tuple[Duty, ...]:
    """The duties that bear on one indicator."""
    return tuple(each for each in duties if indicator in each.indicators.get(regulation, ()))
