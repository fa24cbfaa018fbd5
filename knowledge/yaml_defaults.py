"""Lets a data file say once, under `defaults`, what holds for every record that asks for it."""

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

Defaults = Mapping[str, object]


def filled(value: Any, kind: Any, defaults: Defaults) -> Any:
    """The value with the defaults put in wherever the model has fields that are marked to take them."""
    kind = _arm(value, kind)
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel):
        return _filled_record(value, kind, defaults)
    if isinstance(value, dict) and get_origin(kind) is not None and len(get_args(kind)) == 2:
        return {key: filled(each, get_args(kind)[1], defaults) for key, each in value.items()}
    if isinstance(value, list) and get_args(kind):
        return [filled(each, get_args(kind)[0], defaults) for each in value]
    return value


def _filled_record(value: dict[str, Any], kind: type[BaseModel], defaults: Defaults) -> dict[str, Any]:
    wanted: frozenset[str] = getattr(kind, "takes_defaults", frozenset())
    own = {
        key: filled(each, field.annotation, defaults) if (field := kind.model_fields.get(key)) else each
        for key, each in value.items()
    }
    return {**{key: each for key, each in defaults.items() if key in wanted}, **own}


def _arm(value: Any, kind: Any) -> Any:
    """The arm of a union that a value is for; tagged unions are told apart by their `kind`."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) not in (Union, UnionType):
        return kind
    arms = [arm for arm in get_args(kind) if arm is not type(None)]
    tag = value.get("kind") if isinstance(value, dict) else None
    fitting = [arm for arm in arms if _is_tagged(arm, tag)] or arms
    return _arm(value, fitting[0])


def _is_tagged(arm: Any, tag: object) -> bool:
    field = getattr(arm, "model_fields", {}).get("kind")
    return field is not None and tag in get_args(field.annotation)
