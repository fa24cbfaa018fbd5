"""Reads YAML strictly: every fault is told with its file, its line and its place in the data."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from knowledge.yaml_defaults import filled
from knowledge.yaml_source import DataError, Fault, Loc, Source, read

__all__ = ["DataError", "Fault", "Loc", "Record", "Source", "load", "placed", "read", "validate"]

Model = TypeVar("Model", bound=BaseModel)


class Record(BaseModel):
    """The base of all data models: frozen, no unknown keys, no silent conversion."""

    takes_defaults: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def load(path: Path, model: type[Model]) -> Model:
    """One file as one model."""
    return validate(read(path), model)


def validate(source: Source, model: type[Model]) -> Model:
    """The model of what was read; the file's `defaults` reach every record that asks for them."""
    defaults = source.value.get("defaults") if isinstance(source.value, dict) else None
    value = filled(source.value, model, defaults) if isinstance(defaults, dict) else source.value
    try:
        # As JSON text, because pydantic's strict mode then still takes a date or a decimal from a quoted string.
        return model.model_validate_json(json.dumps(value, ensure_ascii=False))
    except ValidationError as error:
        raise DataError(tuple(_fault(source, found) for found in _roots(error.errors()))) from error


def _roots(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the lists that are "too short" only because pydantic left out their faulty items."""
    return [each for each in found if each["type"] != "too_short" or not _has_inner(each["loc"], found)]


def _has_inner(loc: Loc, found: list[ErrorDetails]) -> bool:
    return any(each["loc"][: len(loc)] == loc and len(each["loc"]) > len(loc) for each in found)


def _fault(source: Source, found: ErrorDetails) -> Fault:
    about = tuple(str(part) for part in found.get("ctx", {}).values())
    return source.fault(found["loc"], found["msg"], found["type"], *about)


def placed(record: object, loc: Loc = ()) -> Iterator[tuple[Loc, Record]]:
    """Every record inside a record with its place, so that a later check can name the line."""
    if isinstance(record, Record):
        yield loc, record
        for name in type(record).model_fields:
            yield from placed(getattr(record, name), (*loc, name))
    elif isinstance(record, tuple):
        for index, item in enumerate(record):
            yield from placed(item, (*loc, index))
    elif isinstance(record, Mapping):
        for key, item in record.items():
            yield from placed(item, (*loc, str(key)))
