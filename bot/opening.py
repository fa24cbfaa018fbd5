"""Opens what a command needs: settings, database, knowledge, signing key."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from bot.bell import Bell
from bot.clock import Clock, system_clock
from bot.recorded_law import recorded_regulations
from bot.secret import load_secret
from bot.services import Services
from bot.settings import Settings, read_settings
from knowledge.library import load_knowledge
from storage.engine import open_engine
from storage.migrate import migrate


def open_database(settings: Settings) -> Engine:
    """The database, made and brought to the newest schema."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url)
    migrate(engine)
    return engine


def open_services(settings: Settings, clock: Clock | None = None) -> Services:
    """Everything that a running program shares."""
    engine = open_database(settings)
    knowledge = load_knowledge(settings.regulations_dir)
    knowledge = replace(knowledge, regulations=recorded_regulations(knowledge.regulations, engine, settings.timezone))
    clock = clock or system_clock(settings.timezone)
    return Services(settings, engine, clock, knowledge, Bell(), load_secret(settings))


def demo_settings(environ: Mapping[str, str]) -> Settings:
    """The environment's settings; the demo keeps to a folder of its own unless it is told where."""
    if environ.get("TCPL_DATA_DIR") or environ.get("TCPL_DATABASE_URL"):
        return read_settings(environ)
    return read_settings({**environ, "TCPL_DATA_DIR": str(Path("var") / "demo")})
