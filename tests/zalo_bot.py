"""The assistant on Zalo for tests: real database, worker, pump, web pages and channel against the fake."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import uvicorn
from sqlalchemy import Engine

from bot.bell import Bell
from bot.channels.web import WebChannel
from bot.channels.zalo_opening import ZaloParts, open_zalo
from bot.clock import system_clock
from bot.pump import Pump
from bot.services import Services
from bot.settings import Settings, read_settings
from bot.web.app import build_app
from bot.worker import Worker
from knowledge.library import Knowledge
from tests.fake_telegram.running import bound_socket
from tests.fake_zalo import FakeZalo

T = TypeVar("T")
SECRET = "right-secret"


@dataclass(frozen=True)
class RunningZalo:
    """`url` is where the web pages are."""

    services: Services
    parts: ZaloParts
    url: str


def settings_for(fake: FakeZalo, folder: Path, port: int) -> Settings:
    environ = {
        "TCPL_ZALO_TOKEN": fake.token,
        "TCPL_ZALO_API_URL": fake.url,
        "TCPL_DATA_DIR": str(folder),
        "TCPL_PORT": str(port),
        "TCPL_WEBHOOK_SECRET": SECRET,
    }
    return read_settings(environ)


@asynccontextmanager
async def running_zalo(
    fake: FakeZalo, engine: Engine, knowledge: Knowledge, folder: Path, *, webhook: bool = False, token: str = ""
) -> AsyncIterator[RunningZalo]:
    """Runs everything, the web pages too; a job that breaks fails the test."""
    wire = bound_socket(0)
    port = wire.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = replace(settings_for(fake, folder, port), public_url=url if webhook else None)
    services = Services(settings, engine, system_clock("Asia/Ho_Chi_Minh"), knowledge, Bell(), b"key")
    parts = open_zalo(services, token or fake.token)
    pumps = [Pump(services, channel).run() for channel in (parts.channel, WebChannel(services.bell))]
    async with serving(services, parts, wire):
        tasks = [asyncio.create_task(job) for job in (Worker(services).run(), *pumps, parts.run())]
        yield RunningZalo(services, parts, url)
        assert not any(task.done() for task in tasks), "a job ended"
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def serving(services: Services, parts: ZaloParts, wire: socket.socket) -> AsyncIterator[None]:
    """The web pages, with the channel's routes."""
    # Whoever comes before the server has started waits in the queue.
    wire.listen()
    app = build_app(services, parts.routes)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
    running = asyncio.create_task(server.serve([wire]))
    yield
    server.should_exit = True
    await running


async def away(act: Callable[[], T]) -> T:
    """What waits for the bot must wait outside the loop that the bot runs in."""
    return await asyncio.to_thread(act)
