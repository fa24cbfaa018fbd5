"""Brings the database to the newest schema, and says whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


def migrate(engine: Engine) -> None:
    """Upgrades to the newest revision; harmless where it is there already."""
    with engine.begin() as connection:
        upgrade(connection, "head")


def upgrade(tx: Connection, revision: str) -> None:
    """Upgrades to a revision inside the transaction at hand."""
    config = _config()
    config.attributes["connection"] = tx
    command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the schema is the one that this program was written for."""
    with engine.connect() as connection:
        return revision_of(connection) == ScriptDirectory.from_config(_config()).get_current_head()


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None where it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this program can make a schema of that revision; one from a newer program it cannot."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return revision in {script.revision for script in scripts}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
