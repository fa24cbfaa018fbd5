"""`tcpl run` and `tcpl demo`: the program itself."""

import asyncio
import os
from datetime import date, datetime

import click

from bot.clock import Clock, shifted_clock, system_clock
from bot.demo import fill_demo
from bot.logs import start_logging
from bot.opening import demo_settings, open_database, open_services
from bot.run import serve
from bot.settings import read_settings
from bot.signin import Signer
from handlers import texts_cli

DEMO_LINK_HOURS = 24


@click.command()
def run() -> None:
    """Run the assistant with the settings of the environment."""
    start_logging()
    services = open_services(read_settings(os.environ))
    asyncio.run(serve(services))


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Pretend that the demo starts on this day.")
@click.option("--fill-only", is_flag=True, help="Fill the environment's database with the demo data and exit.")
def demo(today: datetime | None, fill_only: bool) -> None:
    """Run the demo: made-up people in the communes of Hương Trà, one sign-in link each."""
    if fill_only:
        settings = read_settings(os.environ)
        fill_demo(open_database(settings), system_clock(settings.timezone)())
        click.echo(texts_cli.DEMO_FILLED)
        return
    start_logging()
    settings = demo_settings(os.environ)
    services = open_services(settings, _clock(settings.timezone, today.date() if today else None))
    signer = Signer(services.secret)
    click.echo(texts_cli.DEMO_LINKS.format(hours=DEMO_LINK_HOURS))
    for persona in fill_demo(services.engine, services.clock()):
        link = f"{settings.base_url}/vao/{signer.link_token(persona.id, DEMO_LINK_HOURS * 3600)}"
        click.echo(texts_cli.persona(persona.role, persona.name, persona.unit, link))
    asyncio.run(serve(services))


def _clock(zone: str, today: date | None) -> Clock:
    return shifted_clock(zone, today) if today else system_clock(zone)


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(run)
    group.add_command(demo)
