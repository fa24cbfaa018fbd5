"""The schema: the same from migrations and tables, upgraded by one process at a time, keys checked afterwards."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from storage.engine import open_engine
from storage.migrate import is_current, migrate
from storage.schema import metadata


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_two_that_start_together_migrate_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("both") / "tcpl.db"
    engines = [open_engine(f"sqlite:///{path}") for _ in range(3)]
    starting = [threading.Thread(target=migrate, args=(engine,)) for engine in engines]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert all(is_current(engine) for engine in engines)
    for engine in engines:
        engine.dispose()


def test_references_are_checked_after_migrating(engine: Engine) -> None:
    migrate(engine)
    with pytest.raises(IntegrityError), engine.begin() as tx:
        tx.execute(
            text("INSERT INTO memberships (person_id, unit_id, role, since) VALUES (9, 9, 'official', '2026-01-01')")
        )


def test_many_that_open_a_fresh_file_at_once_all_can(tmp_path: Path) -> None:
    def use(number: int) -> int:
        engine = open_engine(f"sqlite:///{tmp_path / f'{number // 8}.db'}")
        with engine.begin() as tx:
            found = tx.exec_driver_sql("SELECT 1").scalar_one()
        engine.dispose()
        return int(found)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(use, range(160))) == [1] * 160
