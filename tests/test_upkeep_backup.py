"""`tcpl backup` and `tcpl restore`: everything goes from any database to any other, as it was at one instant."""

import os
import shutil
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text

from handlers.conversation import Text, Update
from storage import migrate
from storage.archive import Origin, back_up
from storage.archive_parts import open_archive
from storage.engine import open_engine
from storage.inbox import accept
from storage.schema import metadata
from storage.tables import dead_letters
from storage.units import find_unit, put_unit
from tests.archive_trials import ROOT, bare_postgres, filled, keep_file, rows_in, tcpl

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ORIGIN = Origin("0.1.0", T0)
TOMORROW = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "tomorrow", "{today}", None, None


def upgrade():
    op.add_column("units", sa.Column("colour", sa.Text(), server_default="red", nullable=False))
"""


@pytest.fixture(params=["to sqlite", "to postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path, postgres_url: str) -> str:
    """A database that holds nothing, not even tables."""
    return f"sqlite:///{tmp_path / 'bare.db'}" if request.param == "to sqlite" else bare_postgres(postgres_url)


def test_every_table_and_file_goes_from_any_database_to_any_other(
    database_url: str, bare_url: str, tmp_path: Path
) -> None:
    before = filled(database_url)
    assert before.keys() >= metadata.tables.keys()
    assert all(len(rows) == 3 for rows in before.values())
    name = keep_file(tmp_path / "here", b"%PDF" * 300_000)
    (tmp_path / "here" / "files" / "0123.part").write_bytes(b"half an upload")
    (tmp_path / "here" / "secret.key").write_bytes(b"k" * 64)
    saved = tcpl(database_url, tmp_path / "here", "backup", tmp_path / "all.zip")
    assert (saved.exit_code, f"{len(before)} bảng, {3 * len(before)} dòng, 1 tệp" in saved.output) == (0, True)
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600

    brought = tcpl(bare_url, tmp_path / "there", "restore", tmp_path / "all.zip")
    assert brought.exit_code == 0, brought.output
    assert rows_in(bare_url) == before
    assert [path.name for path in (tmp_path / "there").rglob("*") if path.is_file()] == [name]
    assert (tmp_path / "there" / "files" / name).read_bytes() == b"%PDF" * 300_000


def test_new_rows_get_new_numbers_after_a_restore(database_url: str, bare_url: str, tmp_path: Path) -> None:
    filled(database_url)
    tcpl(database_url, tmp_path, "backup", tmp_path / "all.zip")
    assert tcpl(bare_url, tmp_path, "restore", tmp_path / "all.zip").exit_code == 0
    engine = open_engine(bare_url)
    with engine.begin() as tx:
        assert put_unit(tx, "new", "xã Mới", "commune", None)
        found = find_unit(tx, "new")
        assert found
        assert found.id == 10
    engine.dispose()


def test_an_empty_database_travels_as_well(database_url: str, bare_url: str, tmp_path: Path) -> None:
    assert tcpl(database_url, tmp_path, "backup", tmp_path / "all.zip").exit_code == 0
    assert tcpl(bare_url, tmp_path, "restore", tmp_path / "all.zip").exit_code == 0
    engine = open_engine(bare_url)
    assert migrate.is_current(engine)
    with engine.begin() as tx:
        put_unit(tx, "new", "xã Mới", "commune", None)
    engine.dispose()


def test_todays_backup_grows_into_the_schema_of_tomorrows_program(
    bare_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    before = filled(sqlite_url)
    tcpl(sqlite_url, tmp_path, "backup", tmp_path / "all.zip")
    tomorrow = tmp_path / "tomorrow"
    shutil.copytree(ROOT / "storage", tomorrow / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    migration = TOMORROW.format(today=migrate.head())
    (tomorrow / "storage" / "migrations" / "versions" / "tomorrow.py").write_text(migration)
    process = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "restore", tmp_path / "all.zip"],
        env=os.environ | {"TCPL_DATABASE_URL": bare_url, "TCPL_DATA_DIR": str(tmp_path), "PYTHONPATH": str(tomorrow)},
        cwd=tomorrow,
        check=False,
        capture_output=True,
        text=True,
    )
    assert process.returncode == 0, process.stderr
    engine = open_engine(bare_url)
    with engine.connect() as connection:
        assert migrate.revision_of(connection) == "tomorrow"
        grown = connection.execute(text("SELECT id, code, colour FROM units ORDER BY id")).all()
    engine.dispose()
    assert [tuple(row) for row in grown] == [(row["id"], row["code"], "red") for row in before["units"]]


def test_a_backup_shows_one_instant_while_others_write(engine: Engine, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            # Accepting makes a person, an address and an inbox row in one transaction.
            number += 1
            accept(engine, [Update(str(number), "console", f"a{number}", Text("x"))], T0)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for each in range(5):
            back_up(engine, tmp_path / "files", tmp_path / f"{each}.zip", ORIGIN)
    finally:
        stop.set()
        writer.join()
    sizes = []
    for each in range(5):
        with open_archive(tmp_path / f"{each}.zip") as archive:
            tables = archive.manifest.tables
            assert tables["people"].rows == tables["addresses"].rows == tables["inbox"].rows
            sizes.append(tables["people"].rows or 0)
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_what_postgresql_cannot_hold_does_not_stop_a_move(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as tx:
        tx.execute(insert(dead_letters).values(channel="zalo", raw="a\0b", fault="L-1", received_at=T0))
    engine.dispose()
    tcpl(sqlite_url, tmp_path, "backup", tmp_path / "all.zip")
    target = bare_postgres(postgres_url)
    assert tcpl(target, tmp_path, "restore", tmp_path / "all.zip").exit_code == 0
    assert rows_in(target)["dead_letters"][0]["raw"] == "a\ufffdb"


def test_a_file_that_rotted_is_told(sqlite_url: str, tmp_path: Path) -> None:
    name = keep_file(tmp_path, b"whole")
    (tmp_path / "files" / name).write_bytes(b"rotten")
    result = tcpl(sqlite_url, tmp_path, "backup", tmp_path / "all.zip")
    assert (result.exit_code, f"hỏng trên đĩa: files/{name}" in result.output) == (0, True)


def test_there_must_be_something_to_back_up_and_a_place_for_it(sqlite_url: str, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    keep_file(tmp_path, b"x")
    for url, target in (
        (f"sqlite:///{missing}", tmp_path / "a.zip"),
        (sqlite_url, tmp_path / "no" / "folder.zip"),
        (sqlite_url, tmp_path / "files" / "a.zip"),
        (sqlite_url, tmp_path),
    ):
        assert tcpl(url, tmp_path, "backup", target).exit_code == 2
    assert not missing.exists()
    assert not list(tmp_path.rglob("*.zip"))


def test_a_new_backup_takes_the_place_of_the_old_one(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_text("old")
    assert tcpl(sqlite_url, tmp_path, "backup", tmp_path / "all.zip").exit_code == 0
    with open_archive(tmp_path / "all.zip") as archive:
        assert archive.manifest.made_at > T0
    assert not list(tmp_path.glob(".all.zip*"))
