"""Reads a YAML file into plain values, with the line of each, refusing what YAML would quietly change."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Loc = tuple[str | int, ...]

# libyaml reads the whole knowledge base some ten times faster; both loaders accept the same files.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Fault:
    """One fault; `kind` and `about` let the rim say `why` in the reader's language."""

    path: Path
    line: int
    where: str
    why: str
    kind: str = "other"
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.where}: {self.why}"


class DataError(Exception):
    """Data that cannot be used, with every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Source:
    """What a file says, with the line of every value."""

    path: Path
    value: object
    lines: Mapping[Loc, int]

    def fault(self, loc: Loc, why: str, kind: str = "other", *about: str) -> Fault:
        known = self._known(loc)
        place = loc if loc in self.lines else (*known, *loc[-1:]) if loc[:-1] == known or kind == "missing" else known
        return Fault(self.path, self.lines.get(known, 1), where(place), why, kind, about)

    def _known(self, loc: Loc) -> Loc:
        # pydantic adds the tag of a union to the place; such a step is no key of the file.
        known: Loc = ()
        for step in loc:
            known = (*known, step) if (*known, step) in self.lines else known
        return known


def where(loc: Loc) -> str:
    """A place as people write it: criteria[0].indicators[2].id."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).lstrip(".") or "file"


def read(path: Path) -> Source:
    """The plain values of one file; refuses what YAML would quietly turn into something else."""
    reader = _Reader(path)
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise DataError((_unreadable(path, error),)) from error
    value = None if node is None else reader.value(node, ())
    if node is None:
        reader.refuse((), 1, "the file is empty", "empty")
    if reader.faults:
        raise DataError(tuple(reader.faults))
    return Source(path, value, reader.lines)


def _unreadable(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Fault(path, mark.line + 1 if mark else 1, "file", str(why), "unreadable", (str(why),))


class _Reader:
    """Turns nodes into values, noting lines and faults on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Loc, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def refuse(self, loc: Loc, line: int, why: str, kind: str, *about: str) -> object:
        """Notes a fault; returns the nothing that stands in for the value."""
        self.faults.append(Fault(self.path, line, where(loc), why, kind, about))
        return None

    def value(self, node: yaml.Node, loc: Loc) -> object:
        if id(node) in self._seen:
            # The node of an alias stands where its anchor is, so the line is that of what holds it.
            line = self.lines.get(loc) or self.lines.get(loc[:-1], 1)
            return self.refuse(loc, line, "anchors and aliases are not allowed: write it out", "alias")
        self._seen.add(id(node))
        line = node.start_mark.line + 1
        self.lines.setdefault(loc, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, loc, line)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, item in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            # YAML reads the plain words yes, no, on, off as truth values; as keys they are meant as words.
            if key.tag not in (f"{_TAG}str", f"{_TAG}bool"):
                self.refuse(loc, line, f"key {name} must be text: write it in quotes", "key_not_text", name)
            elif name in found:
                self.refuse((*loc, name), line, f"key {name} is repeated", "repeated_key", name)
            else:
                self.lines[(*loc, name)] = line
                found[name] = self.value(item, (*loc, name))
        return found

    def _scalar(self, node: yaml.Node, loc: Loc, line: int) -> object:
        text, kind = str(node.value), node.tag.removeprefix(_TAG)
        if kind == "str":
            return unicodedata.normalize("NFC", text)
        if kind == "int" and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "bool" and text in _BOOLEANS:
            return _BOOLEANS[text]
        if kind == "null" and text == "null":
            return None
        why = f"{text or 'an empty value'} is read as {kind}: write it in quotes"
        return self.refuse(loc, line, why, "unquoted", text, kind)
