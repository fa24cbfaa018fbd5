"""`tcpl restore` over other data, and that whatever stops it or a backup half-way leaves everything as it was."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from storage.engine import open_engine
from storage.migrate import migrate
from storage.tables import dead_letters
from tests.archive_trials import ROOT, filled, is_empty, keep_file, new_backup, parts_of, rows_in, tcpl, write_parts

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
RUN = "from bot.cli import main; main()"


@pytest.fixture
def saved(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return new_backup(migrated_sqlite, tmp_path)


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
    (there / ".restoring-left").mkdir(parents=True)
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
