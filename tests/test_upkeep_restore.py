"""What `tcpl restore` refuses, and that whatever stops it or a backup half-way leaves everything as it was."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from storage.archive_parts import MANIFEST, ArchiveRefused, open_archive
from storage.engine import open_engine
from storage.migrate import head, migrate
from storage.tables import dead_letters
from tests.archive_trials import ROOT, filled, keep_file, rows_in, tcpl

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
Parts = dict[str, bytes]
RUN = "from bot.cli import main; main()"


@pytest.fixture
def saved(migrated_sqlite: Path, tmp_path: Path) -> Path:
    """A backup with rows in every table and one file."""
    database = tmp_path / "source.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    filled(f"sqlite:///{database}")
    keep_file(tmp_path / "source", b"evidence" * 1000)
    assert tcpl(f"sqlite:///{database}", tmp_path / "source", "backup", tmp_path / "all.zip").exit_code == 0
    return tmp_path / "all.zip"


def parts_of(path: Path) -> Parts:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: Parts, **changes: Any) -> None:
    """A backup whose manifest fits its parts, with some of the manifest changed."""
    manifest = json.loads(parts[MANIFEST])
    listed = {name: content for name, content in parts.items() if name != MANIFEST}
    manifest["parts"] = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        | ({} if name.startswith("files/") else {"rows": content.count(b"\n")})
        for name, content in listed.items()
    ]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in listed.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps(manifest | changes))


def is_empty(url: str) -> bool:
    return not any(rows_in(url).values())


def test_a_truncated_backup_is_refused(sqlite_url: str, saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 100, len(whole) - 1):
        saved.write_bytes(whole[:length])
        result = tcpl(sqlite_url, tmp_path, "restore", saved)
        assert (result.exit_code, "Error: " in result.output) == (2, True)
    assert is_empty(sqlite_url)


def test_one_changed_byte_is_noticed_or_harmless(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    with open_archive(saved) as archive:
        manifest = archive.manifest

    @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
    @settings(max_examples=150, deadline=None)
    def try_one(at: int, change: int) -> None:
        changed = bytearray(whole)
        changed[at] ^= change
        (tmp_path / "changed.zip").write_bytes(changed)
        try:
            with open_archive(tmp_path / "changed.zip") as archive:
                # Dates and rights inside the zip are nobody's concern.
                assert archive.manifest.parts == manifest.parts
        except ArchiveRefused:
            pass

    try_one()


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts | {"files/" + "a" * 64: b"added"},
        lambda parts: {name: content for name, content in parts.items() if not name.startswith("files/")},
        lambda parts: {name: content for name, content in parts.items() if name != "tables/people.jsonl"},
        lambda parts: parts | {"tables/people.jsonl": parts["tables/people.jsonl"].replace(b"7", b"8")},
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


def test_a_part_larger_than_it_says_is_not_read_to_its_end(sqlite_url: str, saved: Path, tmp_path: Path) -> None:
    parts = parts_of(saved)
    manifest = json.loads(parts[MANIFEST])
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, b"0" * 500_000_000 if name.startswith("files/") else content)
    begun = time.monotonic()
    assert tcpl(sqlite_url, tmp_path, "restore", saved).exit_code == 2
    assert (time.monotonic() - begun < 5, len(manifest["parts"]) > 1) == (True, True)


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


def test_data_is_replaced_only_when_that_is_said_and_confirmed(database_url: str, saved: Path, tmp_path: Path) -> None:
    theirs = filled(database_url)
    engine = open_engine(database_url)
    with engine.begin() as tx:
        tx.execute(insert(dead_letters).values(channel="zalo", raw="x", fault="L-1", received_at=T0, id=99))
    engine.dispose()
    before = rows_in(database_url)
    refused = tcpl(database_url, tmp_path, "restore", saved)
    assert (refused.exit_code, "--replace" in refused.output) == (2, True)
    assert tcpl(database_url, tmp_path, "restore", saved, "--replace", typed="ok\n").exit_code == 2
    assert tcpl(database_url, tmp_path, "restore", saved, "--replace", typed="").exit_code == 1
    assert rows_in(database_url) == before
    assert tcpl(database_url, tmp_path, "restore", saved, "--replace", typed="Thay thế\n").exit_code == 0
    assert rows_in(database_url) == theirs
    assert tcpl(database_url, tmp_path, "restore", saved, "--replace", "--yes").exit_code == 0


def test_a_database_of_a_newer_program_is_left_alone(sqlite_url: str, saved: Path, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for command in ("restore", "backup"):
        result = tcpl(sqlite_url, tmp_path, command, saved, *(["--replace", "--yes"] if command == "restore" else []))
        assert (result.exit_code, "mới hơn" in result.output) == (2, True)


def test_tables_of_somebody_else_stay(database_url: str, saved: Path, tmp_path: Path) -> None:
    engine = open_engine(database_url)
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE theirs (x integer)"))
        tx.execute(text("INSERT INTO theirs VALUES (1)"))
    assert tcpl(database_url, tmp_path, "restore", saved, "--replace", "--yes").exit_code == 0
    assert tcpl(database_url, tmp_path, "backup", saved).exit_code == 0
    assert "tables/theirs.jsonl" not in parts_of(saved)
    with engine.begin() as tx:
        assert tx.execute(text("SELECT x FROM theirs")).scalar_one() == 1
    engine.dispose()


def test_what_is_no_database_is_told(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database, " * 100)
    result = tcpl(f"sqlite:///{tmp_path / 'text.db'}", tmp_path, "restore", saved)
    assert (result.exit_code, "tcpl doctor" in result.output) == (1, True)
    away = tcpl("postgresql://nobody@127.0.0.1:1/none", tmp_path, "restore", saved)
    assert (away.exit_code, "tcpl doctor" in away.output) == (1, True)


def start(url: str, data_dir: Path, *arguments: object, limit_kb: int | None = None) -> subprocess.Popen[str]:
    """A command as a process, which can be killed or forbidden to write much."""
    limit = f"ulimit -f {limit_kb}; " if limit_kb is not None else ""
    return subprocess.Popen(
        ["bash", "-c", f'{limit}exec "$0" -c "$RUN" "$@"', sys.executable, *map(str, arguments)],
        env=os.environ | {"TCPL_DATABASE_URL": url, "TCPL_DATA_DIR": str(data_dir), "RUN": RUN},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_full_disk_leaves_the_old_backup(sqlite_url: str, tmp_path: Path) -> None:
    keep_file(tmp_path, os.urandom(3_000_000))
    (tmp_path / "all.zip").write_text("old")
    process = start(sqlite_url, tmp_path, "backup", tmp_path / "all.zip", limit_kb=1000)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, "Không ghi được" in output) == (1, True), output
    assert (tmp_path / "all.zip").read_text() == "old"
    assert not list(tmp_path.glob(".all.zip*"))


def test_a_full_disk_leaves_the_database_empty(saved: Path, migrated_sqlite: Path, tmp_path: Path) -> None:
    parts = parts_of(saved)
    content = os.urandom(3_000_000)
    write_parts(saved, parts | {f"files/{hashlib.sha256(content).hexdigest()}": content})
    (tmp_path / "target.db").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'target.db'}"
    process = start(url, tmp_path / "there", "restore", saved, limit_kb=2000)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, "Không ghi được" in output) == (1, True), output
    assert is_empty(url)
    assert not [path for path in (tmp_path / "there").rglob("*") if path.is_file()]
    assert tcpl(url, tmp_path / "there", "restore", saved).exit_code == 0


def test_a_killed_restore_leaves_the_database_empty_and_usable(database_url: str, saved: Path, tmp_path: Path) -> None:
    parts = parts_of(saved)
    line = b'{"id": %d, "channel": "zalo", "raw": "%s", "fault": "L-1", "received_at": "2026-11-22T03:00:00"}\n'
    many = b"".join(line % (number, b"x" * 500) for number in range(60_000))
    write_parts(saved, parts | {"tables/dead_letters.jsonl": many})
    there = tmp_path / "there"
    process = start(database_url, there, "restore", saved)
    killed_after = _kill_when_writing(process, database_url, there)
    assert process.returncode == -signal.SIGKILL, killed_after
    assert is_empty(database_url)
    assert tcpl(database_url, there, "restore", saved).exit_code == 0
    assert len(rows_in(database_url)["dead_letters"]) == 60_000
    assert not list(there.glob(".restoring-*"))
    engine = open_engine(database_url)
    migrate(engine)
    with engine.begin() as tx:
        tx.execute(insert(dead_letters).values(channel="zalo", raw="x", fault="L-2", received_at=T0))
    engine.dispose()
    assert head()


def _kill_when_writing(process: subprocess.Popen[str], url: str, data_dir: Path) -> float:
    """Kills the process once its transaction holds the write lock; for how long it ran."""
    begun = time.monotonic()
    while not _is_writing(url) and process.poll() is None and time.monotonic() - begun < 60:
        time.sleep(0.02)
    time.sleep(0.1)
    process.kill()
    process.communicate()
    return time.monotonic() - begun


def _is_writing(url: str) -> bool:
    if url.startswith("sqlite"):
        wal = Path(url.removeprefix("sqlite:///") + "-wal")
        return wal.exists() and wal.stat().st_size > 1_000_000
    engine = open_engine(url)
    with engine.connect() as connection:
        locks = text("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND locktype = 'relation'")
        held = connection.execute(locks).scalar_one() > 0
    engine.dispose()
    return bool(held)
