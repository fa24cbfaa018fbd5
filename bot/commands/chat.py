"""`tcpl chat`: the conversation in a terminal."""

import asyncio
import os
import secrets
import sys

import click

from bot.channels.console import Console
from bot.links import Links
from bot.opening import open_services
from bot.pump import Pump
from bot.services import Services
from bot.settings import read_settings
from bot.worker import Worker
from handlers import texts_cli
from handlers.conversation import Text, Update
from storage.inbox import accept


@click.command()
@click.option("--address", default="local", show_default=True, help="Who speaks: each address is a person of its own.")
def chat(address: str) -> None:
    """Talk to the assistant in this terminal."""
    services = open_services(read_settings(os.environ))
    sys.stdout.write(texts_cli.CHAT_HELLO + "\n\n")
    for line in iter(_read_line, None):
        asyncio.run(say(services, address, line))


async def say(services: Services, address: str, line: str) -> None:
    """One line in, all answers out."""
    update = Update(secrets.token_hex(8), Console.name, address, Text(line))
    accept(services.engine, [update], services.clock())
    worker, pump = Worker(services), Pump(services, Console(Links(services)))
    while await asyncio.to_thread(worker.run_once):
        pass
    while await pump.run_once():
        pass


def _read_line() -> str | None:
    try:
        return input("> ")
    except EOFError:
        return None


def register(group: click.Group) -> None:
    """Adds the command."""
    group.add_command(chat)
