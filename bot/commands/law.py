"""`tcpl assess` and `tcpl regulation …`: the law as data, at the command line."""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from handlers.texts_law_assess import assessment_object
from handlers.texts_law_faults import NO_FAULTS, fault_line
from handlers.texts_law_refused import refusal
from handlers.texts_law_show import regulation_lines
from knowledge.assess import assess as assess_situation
from knowledge.assess_request import checked_regulation, parse_request, request_year, situation_of
from knowledge.assess_values import Refused
from knowledge.law import Law, load_law
from knowledge.strict_yaml import DataError

REGULATIONS_DIR = "TCPL_REGULATIONS_DIR"


def extra_regulations() -> Path | None:
    """The folder with more regulation files, when the environment names one."""
    folder = os.environ.get(REGULATIONS_DIR)
    return Path(folder) if folder else None


def refuse(reason: str) -> NoReturn:
    """Exit code 2 with the reason on standard error."""
    click.echo(reason, err=True)
    sys.exit(2)


@click.command()
def assess() -> None:
    """Judge one unit: a JSON request on standard input, the judgement on standard output."""
    knowledge = load_law(extra_regulations())
    try:
        found = _assessed(sys.stdin.buffer.read(), knowledge)
    except Refused as refused:
        refuse(refusal(refused, knowledge.documents))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _assessed(text: bytes, knowledge: Law) -> dict[str, object]:
    raw = parse_request(text)
    year = request_year(raw)
    regulation = checked_regulation(raw, knowledge.regulation_for(year), year)
    return assessment_object(assess_situation(regulation, situation_of(raw, regulation, year)), knowledge.documents)


@click.group()
def regulation() -> None:
    """The regulations: check the files, show a year."""


@regulation.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Check the shipped files and those of FOLDER; print file and place of every fault."""
    try:
        load_law(folder or extra_regulations())
    except DataError as error:
        for fault in error.faults:
            click.echo(fault_line(fault), err=True)
        sys.exit(1)
    click.echo(NO_FAULTS)


@regulation.command("show")
@click.argument("year", type=click.IntRange(1000, 2999))
def show(year: int) -> None:
    """Print the criteria, conditions and deadlines of an assessed YEAR with articles and status."""
    knowledge = load_law(extra_regulations())
    try:
        found = checked_regulation({}, knowledge.regulation_for(year), year)
    except Refused as refused:
        refuse(refusal(refused, knowledge.documents))
    click.echo("\n".join(regulation_lines(found, year, knowledge.documents)))


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(assess)
    group.add_command(regulation)
