"""Values of law: each with its citation, its source, and how surely it is known."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from knowledge.documents import Citation, Vouched
from knowledge.strict_yaml import Record

Exact = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=4)]
AnyRecord = TypeVar("AnyRecord", bound=Record)
Text = Annotated[str, Field(min_length=1)]
# An official name is kept word for word; a description is in our words until the official text is at hand.
Named = Literal["official", "description", "unknown"]


class Confirmation(Record):
    """A reviewer compared a value with the original document and found it right."""

    by: Text
    checked_on: date
    document: Text


class Sourced(Vouched):
    """A value of law with the places that say it."""

    takes_defaults = Vouched.takes_defaults | {"citations"}

    citations: tuple[Citation, ...] = Field(min_length=1)
    confirmed: Confirmation | None = None

    @property
    def is_sure(self) -> bool:
        """Whether a verdict may rest on it without being provisional."""
        return self.status == "primary" or self.confirmed is not None


class Amount(Sourced):
    """A number of law: points, a percentage, a count."""

    value: Exact


class Remark(Sourced):
    """Something known that has no field of its own; also the evidence an indicator asks for."""

    text: Text


class NothingArising(Sourced):
    """What counts when a task was not assigned or no case arose: a result of its own."""

    text: Text
    points: Exact | None = None
    met: bool | None = None


def sourced_values(record: object, key: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every value of law inside a record with a key that stays the same when the order of a file changes."""
    if isinstance(record, Sourced) and key:
        yield key, record
    if isinstance(record, Record):
        for name in type(record).model_fields:
            yield from sourced_values(getattr(record, name), f"{key}/{name}" if key else name)
    for step, each in _members(record):
        yield from sourced_values(each, f"{key}/{step}")


def confirm_value(record: AnyRecord, key: str, confirmation: Confirmation) -> AnyRecord:
    """A copy in which the value of that key is confirmed; KeyError when there is none."""
    if not key:
        return record.model_copy(update={"confirmed": confirmation})
    name, _, rest = key.partition("/")
    if name not in type(record).model_fields:
        raise KeyError(key)
    return record.model_copy(update={name: _confirmed_in(getattr(record, name), rest, confirmation)})


def _confirmed_in(value: object, key: str, confirmation: Confirmation) -> object:
    if isinstance(value, Record):
        return confirm_value(value, key, confirmation)
    step, _, rest = key.partition("/")
    members = dict(_members(value))
    if step not in members:
        raise KeyError(key)
    members[step] = confirm_value(members[step], rest, confirmation)
    return members if isinstance(value, dict) else tuple(members.values())


def _members(value: object) -> Iterator[tuple[str, Record]]:
    """The records of a list or a table by id, or by position where they have none."""
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            if isinstance(each, Record):
                yield str(getattr(each, "id", at)), each
    elif isinstance(value, dict):
        yield from ((str(key), each) for key, each in value.items() if isinstance(each, Record))
