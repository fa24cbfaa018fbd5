"""How an assessment proceeds: deadlines as the law writes them, steps, dossier, forms, bodies."""

from typing import Annotated, Literal

from pydantic import Field

from knowledge.regulation_values import Sourced, Text
from knowledge.strict_yaml import Record

DayUnit = Literal["days", "working_days"]
# Whose duty it is; the reviewing unit is the parent unit of the commune, whatever it is called in that year.
Duty = Literal["commune", "reviewing_unit", "council", "province", "ministry"]


class BeforeDay(Record):
    """Strictly before a day of a year that follows the assessed one: the last valid day is the day before."""

    kind: Literal["before"]
    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)
    years_after: int = Field(default=1, ge=0, le=2)


class WithinDays(Record):
    """Within so many days of an event; `after` names it where the program knows when it happened."""

    kind: Literal["within"]
    days: int = Field(ge=1)
    unit: DayUnit
    event: Text
    after: Literal["returned"] | None = None


class AtLeastDays(Record):
    """For at least so many days; `done_before` names the deadline that needs it finished."""

    kind: Literal["at_least"]
    days: int = Field(ge=1)
    unit: DayUnit
    times: int | None = Field(default=None, ge=1)
    done_before: Text | None = None


class AheadOf(Record):
    """At least so many days ahead of an event."""

    kind: Literal["ahead_of"]
    days: int = Field(ge=1)
    unit: DayUnit
    event: Text


When = Annotated[BeforeDay | WithinDays | AtLeastDays | AheadOf, Field(discriminator="kind")]


class Deadline(Sourced):
    """One limit of time: who owes what to whom, until when."""

    id: Text
    title: Text
    duty_of: Duty
    who: Text
    to_whom: Text | None = None
    when: When
    done_when: Literal["posted", "submitted", "recognised", "published", "reported"] | None = None
    note: Text | None = None


class Form(Sourced):
    """One official form; the title is a name and stays word for word."""

    id: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    title: Text
    made_by: Text


class DossierItem(Sourced):
    """One paper of the dossier."""

    id: Text
    title: Text
    only_if_any: bool = False
    forms: tuple[str, ...] = ()


class Step(Sourced):
    """One step of the procedure, in our words."""

    id: Text
    who: Text
    what: Text
    deadlines: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Member(Record):
    """A seat of a body."""

    role: Text
    who: Text
    invited: bool = False


class BodyRule(Sourced):
    """One rule about a body, in our words."""

    id: Text
    text: Text


class Body(Sourced):
    """A body that takes part, such as a council."""

    id: Text
    name: Text
    members: tuple[Member, ...] = ()
    rules: tuple[BodyRule, ...] = ()
