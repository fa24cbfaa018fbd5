"""`tcpl assess` and `tcpl regulation …`: the law as data, at the command line."""

import json
import sys
from pathlib import Path

import click

from bot.commands import law_annex
from bot.commands.law_loading import extra_regulations, law_of_office, refuse, regulation_of
from handlers.texts_law_assess import assessment_object
from handlers.texts_law_faults import NO_FAULTS, fault_line
from handlers.texts_law_refused import refusal
from handlers.texts_law_show import regulation_lines
from knowledge.assess import assess as assess_situation
from knowledge.assess_request import checked_regulation, parse_request, request_year, situation_of
from knowledge.assess_values import Refused
from knowledge.law import Law, load_law
from knowledge.strict_yaml import DataError

__all__ = ["extra_regulations", "refuse", "register"]


@click.command()
def assess() -> None:
    """Judge one unit: a JSON request on standard input, the judgement on standard output."""
    law = law_of_office()
    try:
        found = _assessed(sys.stdin.buffer.read(), law)
    except Refused as refused:
        refuse(refusal(refused, law.documents))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _assessed(text: bytes, law: Law) -> dict[str, object]:
    raw = parse_request(text)
    year = request_year(raw)
    found = checked_regulation(raw, law.regulation_for(year), year)
    return assessment_object(assess_situation(found, situation_of(raw, found, year)), law.documents)


@click.group()
def regulation() -> None:
    """The regulations: check the files, show a year, fill in an annex, confirm a value."""


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
    law = law_of_office()
    click.echo("\n".join(regulation_lines(regulation_of(law, year), year, law.documents)))


law_annex.register(regulation)


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(assess)
    group.add_command(regulation)
