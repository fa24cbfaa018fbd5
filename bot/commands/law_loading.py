"""What the commands on the law share: the law as this office has it, and saying no."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy import make_url

from bot.opening import open_database
from bot.recorded_law import recorded_regulations
from bot.settings import Settings, read_settings
from handlers.texts_law_refused import refusal
from knowledge.assess_request import checked_regulation
from knowledge.assess_values import Refused
from knowledge.law import Law, load_law
from knowledge.regulation import Regulation


def extra_regulations() -> Path | None:
    """The folder with more regulation files, when the environment names one."""
    return read_settings(os.environ).regulations_dir


def law_of_office() -> Law:
    """The shipped law, the files of TCPL_REGULATIONS_DIR, and what the office recorded."""
    settings = read_settings(os.environ)
    law = load_law(settings.regulations_dir)
    return replace(law, regulations=office_regulations(law.regulations, settings))


def office_regulations(regulations: Iterable[Regulation], settings: Settings) -> tuple[Regulation, ...]:
    """The regulations with the office's records; where no database was made yet, nothing was recorded."""
    target = make_url(settings.database_url)
    if target.get_backend_name() == "sqlite" and not Path(target.database or "").exists():
        return tuple(regulations)
    engine = open_database(settings)
    try:
        return recorded_regulations(regulations, engine, settings.timezone)
    finally:
        engine.dispose()


def regulation_of(law: Law, year: int) -> Regulation:
    """The regulation of an assessed year; ends the command where there is none."""
    try:
        return checked_regulation({}, law.regulation_for(year), year)
    except Refused as refused:
        refuse(refusal(refused, law.documents))


def refuse(reason: str) -> NoReturn:
    """Exit code 2 with the reason on standard error."""
    click.echo(reason, err=True)
    sys.exit(2)
