"""Starts the fake in a thread of the test, or as a process of its own that outlives a killed bot."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from tests.fake_telegram.running import ROOT, bound_socket
from tests.fake_zalo.client import FakeZalo
from tests.fake_zalo.server import application
from tests.fake_zalo.world import World

TOKEN = "738499441022218443:TEST-token-of-the-fake"  # no secret: the fake's own
PATIENCE = 20.0


def new_server(world: World) -> uvicorn.Server:
    config = uvicorn.Config(application(world), log_level="critical", access_log=False, timeout_graceful_shutdown=1)
    return uvicorn.Server(config)


@contextmanager
def started_fake(token: str = TOKEN) -> Iterator[FakeZalo]:
    """The fake on a free port in a thread; gone with the block."""
    wire = bound_socket(0)
    server = new_server(World(token))
    thread = Thread(target=server.run, kwargs={"sockets": [wire]}, daemon=True)
    thread.start()
    try:
        _await(lambda: server.started)
        with FakeZalo(f"http://127.0.0.1:{wire.getsockname()[1]}", token) as fake:
            yield fake
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)
        wire.close()


@contextmanager
def spawned_fake(log: Path, token: str = TOKEN) -> Iterator[FakeZalo]:
    """The fake as a process; every call is a JSON line in `log`."""
    command = [sys.executable, "-m", "tests.fake_zalo", "--token", token, "--log", str(log)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with FakeZalo(f"http://127.0.0.1:{port}", token) as fake:
            _await(fake.is_up)
            yield fake
    finally:
        process.kill()
        process.communicate()


def _await(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "the fake did not start"
        time.sleep(0.01)
