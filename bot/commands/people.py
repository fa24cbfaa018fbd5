"""`tcpl person …` and `tcpl link`: who is known, by what name, and how they get in."""

import os
from datetime import timedelta

import click

from bot.clock import system_clock
from bot.database import database
from bot.secret import load_secret
from bot.settings import read_settings
from bot.signin import Signer
from handlers import texts_cli, texts_upkeep
from knowledge.text import tidy
from storage.engine import reading
from storage.roster import find_person, list_people, name_person
from storage.units import find_unit

LONGEST_NAME = 100
# Ids are 32-bit integers on PostgreSQL.
PERSON_ID = click.IntRange(1, 2**31 - 1)


@click.group()
def person() -> None:
    """People: list, name."""


@person.command("list")
@click.option("--unit", "unit_code", help="Only the members of the unit with this code.")
def show(unit_code: str | None) -> None:
    """List people: id, name, units and roles."""
    with database() as engine, reading(engine) as connection:
        unit = find_unit(connection, unit_code) if unit_code else None
        if unit_code and unit is None:
            raise click.UsageError(texts_cli.NO_UNIT.format(code=unit_code))
        every = list_people(connection, unit.id if unit else None)
    for one in every:
        click.echo(texts_upkeep.person_line(one.id, one.name, one.roles))


@person.command("name")
@click.argument("person_id", type=PERSON_ID)
@click.argument("name")
def rename(person_id: int, name: str) -> None:
    """Set the NAME that a person is shown by."""
    tidied = " ".join(tidy(name).split())
    if not 0 < len(tidied) <= LONGEST_NAME:
        raise click.UsageError(texts_upkeep.BAD_NAME.format(most=LONGEST_NAME))
    with database() as engine, engine.begin() as tx:
        if not name_person(tx, person_id, tidied):
            raise click.UsageError(texts_cli.NO_PERSON.format(person=person_id))
    click.echo(texts_upkeep.NAMED.format(person=person_id, name=tidied))


@click.command()
@click.argument("person_id", type=PERSON_ID)
@click.option("--hours", type=click.IntRange(1, 168), default=24, show_default=True, help="How long the link is good.")
def link(person_id: int, hours: int) -> None:
    """Print a sign-in link for the web page; whoever has it is signed in as that person."""
    settings = read_settings(os.environ)
    with database() as engine, reading(engine) as connection:
        known = find_person(connection, person_id)
    if known is None:
        raise click.UsageError(texts_cli.NO_PERSON.format(person=person_id))
    token = Signer(load_secret(settings)).link_token(person_id, hours * 3600)
    until = system_clock(settings.timezone)() + timedelta(hours=hours)
    click.echo(texts_upkeep.sign_in_link(known.name, until, f"{settings.base_url}/vao/{token}"))


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(person)
    group.add_command(link)
