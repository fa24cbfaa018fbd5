"""The assistant on Telegram for tests: real database, worker, pump and channel against the fake."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette

from bot.bell import Bell
from bot.channels.telegram_opening import TelegramParts, open_telegram
from bot.clock import system_clock
from bot.pump import Pump
from bot.services import Services
from bot.settings import Settings, read_settings
from bot.worker import Worker
from knowledge.library import Knowledge
from tests.fake_telegram import FakeTelegram

T = TypeVar("T")


@dataclass(frozen=True)
class RunningBot:
    services: Services
    parts: TelegramParts


def settings_for(fake: FakeTelegram, folder: Path) -> Settings:
    environ = {"TCPL_TELEGRAM_TOKEN": fake.token, "TCPL_TELEGRAM_API_URL": fake.url, "TCPL_DATA_DIR": str(folder)}
    return read_settings(environ)


@asynccontextmanager
async def running_bot(
    fake: FakeTelegram,
    engine: Engine,
    knowledge: Knowledge,
    folder: Path,
    public_url: str | None = None,
    token: str | None = None,
) -> AsyncIterator[RunningBot]:
    """Runs everything but the web server; a job that breaks fails the test."""
    settings = replace(settings_for(fake, folder), public_url=public_url, webhook_secret="right-secret")
    services = Services(settings, engine, system_clock("Asia/Ho_Chi_Minh"), knowledge, Bell(), b"key")
    parts = open_telegram(services, token or fake.token)
    jobs = [Worker(services).run(), Pump(services, parts.channel).run(), parts.run()]
    tasks = [asyncio.create_task(job) for job in jobs]
    yield RunningBot(services, parts)
    assert not any(task.done() for task in tasks), "a job ended"
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def serving(bot: RunningBot, wire: socket.socket) -> AsyncIterator[None]:
    """A web server with the channel's routes alone."""
    app = Starlette(routes=list(bot.parts.routes))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    running = asyncio.create_task(server.serve([wire]))
    yield
    server.should_exit = True
    await running


async def away(act: Callable[[], T]) -> T:
    """What waits for the bot must wait outside the loop that the bot runs in."""
    return await asyncio.to_thread(act)
