"""Plans of a locality as data: tasks with lead, partners, period and product."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from knowledge.documents import Document, Status, citation_faults, repeated_ids
from knowledge.regulation_values import Sourced, Text
from knowledge.strict_yaml import DataError, Fault, Record, read, validate


class Yearly(Record):
    """Every year."""

    kind: Literal["yearly"]
    note: Text | None = None


class EveryYears(Record):
    """Once in so many years; where the plan does not say from when, the first year is derived."""

    kind: Literal["every_years"]
    years: int = Field(ge=2)
    first: int
    first_status: Status = "derived"
    note: Text | None = None


class Milestone(Record):
    """One thing that falls into a year, or to its end."""

    what: Text
    year: int
    at_end: bool = False


class InYears(Record):
    """In named years."""

    kind: Literal["in_years"]
    milestones: tuple[Milestone, ...] = Field(min_length=1)


class AfterEvent(Record):
    """After something happened, or as someone else schedules it."""

    kind: Literal["after_event"]
    event: Text


Period = Annotated[Yearly | EveryYears | InYears | AfterEvent, Field(discriminator="kind")]


class Task(Sourced):
    """One task; `lead` does it, `duty_of` says whose reminder it is."""

    id: Text
    section: Text
    heading: Text
    text: Text
    lead: Text
    duty_of: Literal["reviewing_unit", "commune"]
    partners: tuple[Text, ...] = ()
    period: Period
    products: tuple[Text, ...] = ()
    note: Text | None = None


class Provision(Sourced):
    """What a plan says beside its tasks, in our words."""

    section: Text
    text: Text
    note: Text | None = None


class Plan(Record):
    """One plan file."""

    defaults: Mapping[str, object] | None = None
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    document: str
    unit: Text
    first_year: int
    provisions: tuple[Provision, ...] = ()
    tasks: tuple[Task, ...] = Field(min_length=1)

    def task(self, id: str) -> Task | None:  # noqa: A002  # "id" is what the files call it
        return next((each for each in self.tasks if each.id == id), None)


def load_plan(path: Path, documents: Mapping[str, Document]) -> Plan:
    """One plan; each section must be one of its document."""
    source = read(path)
    found = validate(source, Plan)
    faults: list[Fault] = [*repeated_ids(source, ("tasks",), [each.id for each in found.tasks])]
    faults += citation_faults(source, found, documents)
    if found.document not in documents:
        faults.append(source.fault(("document",), f"no document {found.document}", "no_document", found.document))
    if faults:
        raise DataError(tuple(faults))
    return found


def load_plans(folder: Path, documents: Mapping[str, Document]) -> tuple[Plan, ...]:
    """Every plan of a folder."""
    return tuple(load_plan(path, documents) for path in sorted(folder.glob("*.yaml")))


def falls_in(period: Period, first_year: int, year: int) -> bool | None:
    """Whether a task falls into a year; None when only an event decides."""
    match period:
        case Yearly():
            return year >= first_year
        case EveryYears():
            return year >= period.first and (year - period.first) % period.years == 0
        case InYears():
            return any(each.year == year for each in period.milestones)
        case AfterEvent():
            return None
