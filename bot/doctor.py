"""Examines an installation: each check says what it found and, where something is wrong, what to do."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.clock import system_clock
from bot.settings import Settings, SettingsError, read_settings
from handlers.texts_doctor import finding
from handlers.texts_law_faults import fault_line
from knowledge.library import load_knowledge
from knowledge.strict_yaml import DataError

LEAST_PYTHON = (3, 11)
LEAST_FREE_MB = 500
LEAST_KEY = 32
_SHOWN_FAULTS = 3


@dataclass(frozen=True)
class Check:
    """One line of the report."""

    id: str
    ok: bool
    detail: str
    advice: str


def check(id: str, key: str, *, ok: bool, **about: object) -> Check:  # noqa: A002  # what the report calls it
    """A check with the words of a finding."""
    return Check(id, ok, *finding(key, **about))


def examine_machine(environ: Mapping[str, str]) -> tuple[list[Check], Settings | None]:
    """Everything but the database and the outside; no settings where they cannot be read."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [check("settings", "settings_bad", ok=False, name=error.name, example=error.example), _python()], None
    checks = [
        check("settings", "settings_ok", ok=True),
        _python(),
        *_data_dir(settings.data_dir),
        _knowledge(settings),
        _timezone(settings),
        _key(settings),
        _public_url(settings),
    ]
    return checks, settings


def _python() -> Check:
    words = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= LEAST_PYTHON:
        return check("python", "python_ok", ok=True, version=words)
    return check("python", "python_old", ok=False, version=words, least=".".join(map(str, LEAST_PYTHON)))


def _data_dir(path: Path) -> Iterator[Check]:
    if not path.is_dir():
        yield check("data_dir", "data_dir_missing", ok=False, path=path)
        return
    try:
        with tempfile.TemporaryFile(dir=path):
            pass
        yield check("data_dir", "data_dir_ok", ok=True, path=path)
    except OSError:
        yield check("data_dir", "data_dir_closed", ok=False, path=path)
    free = shutil.disk_usage(path).free // 1_000_000
    enough = free >= LEAST_FREE_MB
    yield check("disk", "disk_ok" if enough else "disk_low", ok=enough, free=free, least=LEAST_FREE_MB)


def _knowledge(settings: Settings) -> Check:
    try:
        known = load_knowledge(settings.regulations_dir)
    except DataError as error:
        shown = " | ".join(map(fault_line, error.faults[:_SHOWN_FAULTS]))
        return check("knowledge", "knowledge_bad", ok=False, count=len(error.faults), faults=shown)
    counts = {"regulations": len(known.regulations), "cards": len(known.cards), "documents": len(known.documents)}
    return check("knowledge", "knowledge_ok", ok=True, **counts)


def _timezone(settings: Settings) -> Check:
    # That the zone exists was seen when the settings were read.
    now = system_clock(settings.timezone)()
    return check("timezone", "timezone_ok", ok=True, zone=settings.timezone, now=f"{now:%H:%M %d/%m/%Y}")


def _key(settings: Settings) -> Check:
    path = settings.data_dir / "secret.key"
    if settings.secret_key:
        long = len(settings.secret_key) >= LEAST_KEY
        return check("key", "key_environment" if long else "key_short", ok=long, least=LEAST_KEY, path=path)
    try:
        found = path.stat()
    except OSError:
        return check("key", "key_later", ok=True)
    if stat.S_IMODE(found.st_mode) & 0o077 and os.name == "posix":
        return check("key", "key_open", ok=False, path=path)
    long = found.st_size >= LEAST_KEY
    return check("key", "key_ok" if long else "key_short", ok=long, least=LEAST_KEY, path=path)


def _public_url(settings: Settings) -> Check:
    if settings.public_url is None:
        return check("public_url", "public_url_unset", ok=True, base=settings.base_url)
    secure = settings.public_url.startswith("https://")
    return check("public_url", "public_url_ok" if secure else "public_url_plain", ok=secure, base=settings.base_url)
