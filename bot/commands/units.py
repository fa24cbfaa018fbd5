"""`tcpl unit …` and `tcpl invite`: who takes part."""

import os
import secrets
from datetime import timedelta

import click

from bot.clock import system_clock
from bot.database import database
from bot.settings import read_settings
from handlers import texts_cli
from handlers.typed import CODE_ALPHABET
from storage.engine import reading
from storage.invitations import add_invitation
from storage.units import find_unit, list_units, put_unit

KINDS = ("ministry", "province", "district", "commune")
ROLES = ("official", "leader", "reviewer", "admin")


@click.group()
def unit() -> None:
    """Units of the tree: add, import, list."""


@unit.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="commune", show_default=True)
@click.option("--parent", help="The code of the unit above it, which reviews.")
def add(code: str, name: str, kind: str, parent: str | None) -> None:
    """Add a unit, or rename and move the one with this CODE."""
    with database() as engine, engine.begin() as tx:
        above = find_unit(tx, parent) if parent else None
        if parent and above is None:
            raise click.UsageError(texts_cli.NO_UNIT.format(code=parent))
        is_new = put_unit(tx, code, name, kind, above.id if above else None)
    words = texts_cli.UNIT_ADDED if is_new else texts_cli.UNIT_CHANGED
    click.echo(words.format(name=name, code=code))


@unit.command("list")
def show() -> None:
    """List the units: code, name, kind, parent's code."""
    with database() as engine, reading(engine) as connection:
        every = list_units(connection)
    codes = {one.id: one.code for one in every}
    for one in every:
        above = codes.get(one.parent_id, "") if one.parent_id else ""
        click.echo(f"{one.code}\t{one.name}\t{texts_cli.UNIT_KINDS[one.kind]}\t{above}")


def new_code() -> str:
    """A code of twelve letters and digits in three groups, with a digit in it (handlers.typed.read_code)."""
    while True:
        letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
        if any(c.isdigit() for c in letters):
            return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


@click.command()
@click.option("--unit", "unit_code", required=True, help="The unit's code.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--days", type=click.IntRange(1, 60), default=7, show_default=True, help="How long the code is good.")
def invite(unit_code: str, role: str, days: int) -> None:
    """Print a one-time code that makes a person a member of a unit."""
    settings = read_settings(os.environ)
    now = system_clock(settings.timezone)()
    code = new_code()
    with database() as engine, engine.begin() as tx:
        there = find_unit(tx, unit_code)
        if there is None:
            raise click.UsageError(texts_cli.NO_UNIT.format(code=unit_code))
        add_invitation(tx, code, there.id, role, now, now + timedelta(days=days))
    link = f"{settings.base_url}/moi/{code}"
    click.echo(texts_cli.invitation(code, there.name, role, now + timedelta(days=days), link))


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(unit)
    group.add_command(invite)
