"""What `tcpl restore` refuses: damaged, tampered, newer and misfit backups; and it changes nothing then."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.archive_parts import MANIFEST, ArchiveRefused, open_archive
from tests.archive_trials import Parts, is_empty, new_backup, parts_of, tcpl, write_parts


@pytest.fixture
def saved(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return new_backup(migrated_sqlite, tmp_path)


def test_a_truncated_backup_is_refused(sqlite_url: str, saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 100, len(whole) - 1):
        saved.write_bytes(whole[:length])
        result = tcpl(sqlite_url, tmp_path, "restore", saved)
        assert (result.exit_code, "Error: " in result.output) == (2, True)
    assert is_empty(sqlite_url)


def test_one_changed_byte_is_noticed_or_harmless(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    contents = parts_of(saved)

    @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
    @settings(max_examples=150, deadline=None)
    def try_one(at: int, change: int) -> None:
        changed = bytearray(whole)
        changed[at] ^= change
        (tmp_path / "changed.zip").write_bytes(changed)
        try:
            with open_archive(tmp_path / "changed.zip") as archive:
                # Dates and rights inside the zip are nobody's concern.
                assert {name: archive.zip.read(name) for name in archive.zip.namelist()} == contents
        except ArchiveRefused:
            pass

    try_one()


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts | {"files/" + "a" * 64: b"added"},
        lambda parts: {name: content for name, content in parts.items() if not name.startswith("files/")},
        lambda parts: {name: content for name, content in parts.items() if name != "tables/people.jsonl"},
        lambda parts: (
            parts | {"tables/people.jsonl": parts["tables/people.jsonl"].replace("😀".encode(), "😈".encode())}
        ),
        lambda parts: parts | {MANIFEST: b"{}"},
        lambda parts: parts | {MANIFEST: b"\xff"},
        lambda parts: {name: content for name, content in parts.items() if name != MANIFEST},
    ],
)
def test_a_tampered_backup_is_refused(
    sqlite_url: str, saved: Path, tmp_path: Path, change: Callable[[Parts], Parts]
) -> None:
    parts = change(parts_of(saved))
    with ZipFile(saved, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert tcpl(sqlite_url, tmp_path / "there", "restore", saved).exit_code == 2
    assert is_empty(sqlite_url)
    assert not list((tmp_path / "there").rglob("files/*"))


OUTSIDE = (
    "files/../../out files/.. /files/out files//out files/a/../../../out files/.hidden files/ out files/c:out"
    " files\\..\\..\\out tables/../../out.jsonl tables/a/b.jsonl tables/people.txt"
)


@pytest.mark.parametrize("name", OUTSIDE.split())
def test_no_part_leaves_its_folder(sqlite_url: str, saved: Path, tmp_path: Path, name: str) -> None:
    write_parts(saved, parts_of(saved) | {name: b""})
    there = tmp_path / "deep" / "there"
    assert tcpl(sqlite_url, there, "restore", saved).exit_code == 2
    assert not list(tmp_path.rglob("out*"))
    assert is_empty(sqlite_url)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "bản chương trình mới hơn"),
        ({"revision": "9999"}, "bản chương trình mới hơn"),
        ({"x": 1}, "hỏng"),
    ],
)
def test_a_backup_of_a_newer_program_is_refused(
    sqlite_url: str, saved: Path, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    write_parts(saved, parts_of(saved), **changes)
    result = tcpl(sqlite_url, tmp_path, "restore", saved)
    assert (result.exit_code, said in result.output) == (2, True)
    assert is_empty(sqlite_url)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"name":', b'"nick":'),
        (b'"created_at": "', b'"created_at": "yesterday '),
        (b'"id": 8', b'"id": 9'),
        (b'"id": 9', b'"id": 999'),
        (b"}\n", b"\n"),
        (b"}\n", b"} {}\n"),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    database_url: str, saved: Path, tmp_path: Path, old: bytes, new: bytes
) -> None:
    parts = parts_of(saved)
    people = parts["tables/people.jsonl"].replace(old, new)
    assert people != parts["tables/people.jsonl"]
    write_parts(saved, parts | {"tables/people.jsonl": people})
    result = tcpl(database_url, tmp_path / "there", "restore", saved)
    assert (result.exit_code, "không khớp" in result.output) == (2, True)
    assert is_empty(database_url)
    assert not list((tmp_path / "there").rglob("*"))


def test_a_missing_or_strange_table_is_refused(sqlite_url: str, saved: Path, tmp_path: Path) -> None:
    parts = parts_of(saved)
    write_parts(saved, {name: content for name, content in parts.items() if name != "tables/history.jsonl"})
    assert tcpl(sqlite_url, tmp_path, "restore", saved).exit_code == 2
    write_parts(saved, parts | {"tables/alembic_version.jsonl": b""})
    assert tcpl(sqlite_url, tmp_path, "restore", saved).exit_code == 2
