"""Strict YAML: every kind of fault is refused with its file, line and place."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.documents import Vouched
from knowledge.strict_yaml import DataError, Record, load, read


class Leaf(Vouched):
    """A record with defaults."""

    value: Decimal


class Tree(Record):
    """A file."""

    defaults: dict[str, str] | None = None
    id: str
    day: date
    leaves: tuple[Leaf, ...]
    more: tuple[str, ...] = ()


GOOD = """\
defaults: {status: primary, source: "here", checked_on: "2026-11-22"}
id: "1.10"
day: "2026-11-22"
leaves:
  - value: 3
  - value: "0.25"
    status: secondary
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_with_its_defaults(tmp_path: Path) -> None:
    tree = load(written(tmp_path, GOOD), Tree)
    assert [(leaf.value, leaf.status, leaf.source) for leaf in tree.leaves] == [
        (Decimal(3), "primary", "here"),
        (Decimal("0.25"), "secondary", "here"),
    ]
    assert (tree.id, tree.day) == ("1.10", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "kind"),
    [
        ('id: "1.10"', "id: 1.10", 2, "id", "unquoted"),
        ('day: "2026-11-22"', "day: 2026-11-22", 3, "day", "unquoted"),
        ('day: "2026-11-22"', 'day: "22/11/2026"', 3, "day", "date_parsing"),
        ('id: "1.10"', 'id: "1"\nid: "2"', 3, "id", "repeated_key"),
        ('id: "1.10"', 'id: "1"\nname: "x"', 3, "name", "extra_forbidden"),
        ('id: "1.10"', "id: yes", 2, "id", "unquoted"),
        ('id: "1.10"', "id: true", 2, "id", "string_type"),
        ('id: "1.10"', "id:", 2, "id", "unquoted"),
        ('id: "1.10"', "id: 010", 2, "id", "unquoted"),
        ('id: "1.10"\n', "", 1, "id", "missing"),
        (', source: "here"', "", 5, "leaves[0].source", "missing"),
        ("value: 3", 'value: "ba"', 5, "leaves[0].value", "decimal_parsing"),
        ("value: 3", "value: 0.5", 5, "leaves[0].value", "unquoted"),
        ("status: secondary", "status: certain", 7, "leaves[1].status", "literal_error"),
        ('id: "1.10"', "id: &a x\nmore: [*a]", 3, "more[0]", "alias"),
        ('id: "1.10"', "1: x", 2, "file", "key_not_text"),
        ('id: "1.10"', "id: [", 4, "file", "unreadable"),
    ],
)
def test_a_fault_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, where: str, kind: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(DataError) as refused:
        load(path, Tree)
    first = refused.value.faults[0]
    assert (first.path, first.line, first.where, first.kind) == (path, line, where, kind)
    assert str(refused.value).startswith(f"{path}:{line}: {where}: ")


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace('day: "2026-11-22"', 'day: "x"').replace("value: 3", 'value: "x"'))
    with pytest.raises(DataError) as refused:
        load(path, Tree)
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"# only a comment\n"])
def test_a_file_that_says_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tree.yaml"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read(path)


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    tree = load(written(tmp_path, GOOD.replace('"here"', '"Ho\u0300a gia\u0309i"')), Tree)
    assert tree.leaves[0].source == "Hòa giải"
