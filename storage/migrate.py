"""Brings the database to the newest schema, and says whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect

from storage.engine import changing_schema

# Where alembic keeps the revision of a database.
VERSIONS = "alembic_version"


def migrate(engine: Engine) -> None:
    """Upgrades to the newest revision; harmless where it is there already."""
    with changing_schema(engine) as connection:
        upgrade(connection, "head")


def upgrade(tx: Connection, revision: str) -> None:
    """Upgrades to a revision inside the transaction at hand."""
    config = _config()
    config.attributes["connection"] = tx
    command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the schema is the one that this program was written for."""
    with engine.connect() as connection:
        return revision_of(connection) == head()


def head() -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None where it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this program can make a schema of that revision; one from a newer program it cannot."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return revision in {script.revision for script in scripts}


def tables_at(revision: str) -> set[str]:
    """The tables that the migrations make up to a revision; a database may hold somebody else's beside them."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection, revision)
        names = inspect(connection).get_table_names()
    engine.dispose()
    return set(names) - {VERSIONS}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
