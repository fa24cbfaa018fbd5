"""The web channel on a free loopback port, with a real database and the real worker; a reader of its stream."""

import asyncio
import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import uvicorn

from bot.bell import Bell
from bot.channels.web import WebChannel
from bot.clock import system_clock
from bot.demo import fill_demo
from bot.pump import Pump
from bot.run import open_socket, until_stopped
from bot.services import Services
from bot.settings import read_settings
from bot.signin import Signer
from bot.web.app import build_app
from bot.web.server import WebServer
from bot.web.site import Site
from bot.worker import Worker
from knowledge.library import Knowledge
from storage.engine import open_engine

SECRET = b"a key for tests"
PATIENCE = 20.0
Json = dict[str, Any]


@dataclass
class Running:
    """A running site: its address, and what it shares."""

    url: str
    services: Services
    site: Site
    server: WebServer
    browsers: ExitStack = field(default_factory=ExitStack)

    def browser(self) -> httpx.Client:
        """A browser that has opened nothing; it is closed with the site."""
        return self.browsers.enter_context(httpx.Client(base_url=self.url, timeout=PATIENCE))

    def guest(self) -> httpx.Client:
        """A browser that has opened the page."""
        client = self.browser()
        client.get("/").raise_for_status()
        return client

    def member(self, role: str = "official") -> httpx.Client:
        """The browser of one of the demo's people, signed in by link."""
        client = self.browser()
        assert client.get(f"/vao/{self.link_token(role)}").status_code == 303
        return client

    def link_token(self, role: str = "official", seconds: int = 600) -> str:
        personas = {each.role: each for each in fill_demo(self.services.engine, self.services.clock())}
        return Signer(SECRET).link_token(personas[role].id, seconds)

    def stop(self) -> None:
        self.server.should_exit = True


def make_services(url: str, folder: Path, knowledge: Knowledge, **environ: str) -> Services:
    settings = read_settings({"TCPL_DATA_DIR": str(folder), "TCPL_DATABASE_URL": url, **environ})
    return Services(settings, open_engine(url), system_clock(settings.timezone), knowledge, Bell(), SECRET)


@contextmanager
def running(services: Services, working: bool = True) -> Iterator[Running]:
    """The site in a thread; without `working` it neither makes turns nor delivers, as a second process would not."""
    socket = open_socket("127.0.0.1", 0)
    app = build_app(services)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=3)
    server = WebServer(config, app.state.site.pages)
    jobs = [Worker(services).run(), Pump(services, WebChannel(services.bell)).run()] if working else []
    thread = Thread(target=asyncio.run, args=(until_stopped(server.serve([socket]), jobs),), daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    site = Running(f"http://127.0.0.1:{socket.getsockname()[1]}", services, app.state.site, server)
    try:
        yield site
    finally:
        site.browsers.close()
        server.should_exit = True
        thread.join(PATIENCE)
        services.engine.dispose()
        assert not thread.is_alive(), "the site did not stop"


def wait_until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def new_id() -> str:
    return str(uuid.uuid4())


def say(client: httpx.Client, text: str, update_id: str | None = None) -> httpx.Response:
    return client.post("/api/messages", json={"id": update_id or new_id(), "text": text})


class Reading:
    """An open stream, event by event."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()
        self.last_id = ""

    def next(self) -> tuple[str, Json]:
        """The next event: its name and what it carries."""
        name = ""
        for line in self._lines:
            kind, _, value = line.partition(": ")
            if kind == "event":
                name = value
            elif kind == "id":
                self.last_id = value
            elif kind == "data":
                return name, json.loads(value)
        raise EOFError

    def until_beat(self) -> list[tuple[str, Json]]:
        """Everything up to the next beat."""
        events = [self.next()]
        while events[-1][0] != "beat":
            events.append(self.next())
        return events[:-1]

    def entries(self, until: Callable[[list[Json]], bool]) -> list[Json]:
        """Entries, the newest state of each, until there are the wanted ones; the beat after them is read too."""
        found: dict[str, Json] = {}
        while not until(list(found.values())):
            found |= {data["key"]: data for name, data in self.until_beat() if name == "entry"}
        return list(found.values())


@contextmanager
def stream(client: httpx.Client, last_id: str = "", **query: str) -> Iterator[Reading]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    with client.stream("GET", "/api/stream", headers=headers, params=query) as response:
        response.raise_for_status()
        yield Reading(response)


def heard(count: int) -> Callable[[list[Json]], bool]:
    """Wanted: so many answers."""
    return lambda entries: sum(each["side"] == "heard" for each in entries) >= count
