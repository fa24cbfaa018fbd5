"""What an official enters for a content: one small record a measure, and "nothing arose" as a value of its own."""

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from knowledge.strict_yaml import Record

Count = Annotated[int, Field(ge=0, le=99_999_999)]


class PointsValue(Record):
    """Points as they are."""

    kind: Literal["points"] = "points"
    points: Annotated[Decimal, Field(ge=0, le=1000)]


class RatioValue(Record):
    """Two counts: `part` of `whole`."""

    kind: Literal["ratio"] = "ratio"
    part: Count
    whole: Annotated[int, Field(ge=1, le=99_999_999)]


class CountValue(Record):
    """A count."""

    kind: Literal["count"] = "count"
    count: Count


class YesNoValue(Record):
    """Yes or no."""

    kind: Literal["yes_no"] = "yes_no"
    yes: bool


class ChoiceValue(Record):
    """The id of the option that was chosen."""

    kind: Literal["choice"] = "choice"
    option: str


class NotArisen(Record):
    """The task was not assigned, or no case arose, in the year."""

    kind: Literal["not_arisen"] = "not_arisen"


Value = PointsValue | RatioValue | CountValue | YesNoValue | ChoiceValue | NotArisen

_value: TypeAdapter[Value] = TypeAdapter(Annotated[Value, Field(discriminator="kind")])


def dump_value(value: Value) -> str:
    """JSON text."""
    return value.model_dump_json()


@lru_cache(maxsize=10_000)
def load_value(text: str) -> Value:
    """The value of a JSON text; raises pydantic.ValidationError for anything else."""
    return _value.validate_json(text)
