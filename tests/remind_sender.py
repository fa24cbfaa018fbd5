"""A process that plans a morning and delivers it to the fake: two of them share one database, one may be killed."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.channels.telegram_opening import open_telegram
from bot.clock import system_clock
from bot.opening import open_services
from bot.planner import Planner
from bot.pump import Pump
from bot.settings import read_settings
from tests.fake_telegram import FakeTelegram

ROOT = Path(__file__).parent.parent


async def send(at: str) -> None:
    """Plans once and then delivers until the process is ended."""
    settings = read_settings(os.environ)
    services = open_services(settings, system_clock(settings.timezone))
    morning = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(settings.timezone))
    planned = asyncio.create_task(asyncio.to_thread(Planner(services).plan, morning))
    parts = open_telegram(services, settings.telegram_token or "")
    await asyncio.gather(planned, Pump(services, parts.channel).run())


@contextmanager
def sender(fake: FakeTelegram, folder: Path, at: str, url: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """One sender, on the database of the folder or another; killed with -9 at the end."""
    environ = {
        **os.environ,
        "TCPL_TELEGRAM_TOKEN": fake.token,
        "TCPL_TELEGRAM_API_URL": fake.url,
        "TCPL_DATA_DIR": str(folder),
        "TCPL_DATABASE_URL": url or f"sqlite:///{folder / 'tcpl.db'}",
    }
    command = [sys.executable, "-m", "tests.remind_sender", at]
    with (folder / "sender.txt").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(10)


if __name__ == "__main__":
    asyncio.run(send(sys.argv[1]))
