"""Composes the running program: web server, channels, worker and pumps in one event loop."""

import asyncio
import os
import socket
from collections.abc import Coroutine
from typing import Any

import click
import uvicorn

from bot import logs
from bot.channels.channel import Channel
from bot.channels.telegram_opening import TelegramParts, open_telegram
from bot.channels.web import WebChannel
from bot.channels.zalo_opening import ZaloParts, open_zalo
from bot.planner import Planner
from bot.pump import Pump
from bot.services import Services
from bot.web.app import build_app
from bot.web.server import WebServer
from bot.worker import Worker
from handlers import texts_cli
from storage.inbox import waiting


async def serve(services: Services) -> None:
    """Runs until the server is told to stop."""
    socket_in_hand = open_socket(services.settings.host, services.settings.port)
    messengers = open_messengers(services)
    channels: list[Channel] = [WebChannel(services.bell), *(each.channel for each in messengers)]
    jobs = [Worker(services).run(), Planner(services).run(), *(Pump(services, channel).run() for channel in channels)]
    app = build_app(services, [route for each in messengers for route in each.routes])
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=3)
    _say_started(services, socket_in_hand.getsockname()[1])
    server = WebServer(config, app.state.site.pages).serve([socket_in_hand])
    await until_stopped(server, [*jobs, *(each.run() for each in messengers)])


def open_messengers(services: Services) -> list[TelegramParts | ZaloParts]:
    """The channels that have a token in the settings."""
    telegram, zalo = services.settings.telegram_token, services.settings.zalo_token
    opened: list[TelegramParts | ZaloParts] = [open_telegram(services, telegram)] if telegram else []
    return [*opened, *([open_zalo(services, zalo)] if zalo else [])]


def _say_started(services: Services, port: int) -> None:
    logs.event("started", port=port, pid=os.getpid(), waiting=waiting(services.engine)[0])
    click.echo(texts_cli.READY.format(url=services.settings.base_url))


async def until_stopped(main: Coroutine[Any, Any, None], jobs: list[Coroutine[Any, Any, None]]) -> None:
    """Runs the jobs beside `main` and ends them with it; a job that breaks ends everything, loudly."""
    server = asyncio.create_task(main)
    running = {asyncio.create_task(job) for job in jobs}
    while not server.done() and not any(job.done() and job.exception() for job in running):
        # A job that came to its end (a webhook that is registered) leaves the others running.
        going = {job for job in running if not job.done()}
        await asyncio.wait({server, *going}, return_when=asyncio.FIRST_COMPLETED)
    for task in (server, *running):
        task.cancel()
    results = await asyncio.gather(server, *running, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


def open_socket(host: str, port: int) -> socket.socket:
    """A listening socket; a taken port is said in words before anything starts."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise click.ClickException(texts_cli.PORT_TAKEN.format(port=port)) from error
    listener.listen(128)
    return listener
