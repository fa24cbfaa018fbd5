"""The golden conversations through real channels: what a channel brings in, and how it shows what is answered."""

import asyncio
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import httpx

from bot.bell import Bell
from bot.channels.channel import Channel
from bot.channels.pacing import Pace
from bot.channels.telegram import Telegram
from bot.channels.telegram_client import close_bot, open_bot
from bot.channels.telegram_intake import TelegramIntake
from bot.channels.telegram_polling import TelegramPolling
from bot.channels.web import WebChannel
from bot.channels.zalo import Zalo
from bot.channels.zalo_client import ZaloClient
from bot.channels.zalo_intake import ZaloIntake
from bot.channels.zalo_polling import ZaloPolling
from bot.demo import fill_demo
from bot.links import Links
from bot.pump import Pump
from bot.services import Services
from bot.settings import read_settings
from handlers.respond import respond
from storage.addresses import ensure_address
from storage.turns import take_turn
from tests.conversation import PRESS, Stage
from tests.fake_telegram import FakeTelegram
from tests.fake_zalo import FakeZalo
from tests.web_site import SECRET, Running

NEWEST = 999_999_999_999_999


@dataclass(frozen=True)
class Shown:
    """What one message shows: its text with or without the choices in it, and what can be pressed."""

    text: str
    buttons: tuple[str, ...] = ()
    revision: int = 0


class Spoken(Protocol):
    """A channel from the person's side."""

    @property
    def channel(self) -> Channel:
        """Its sending side."""
        ...

    def address(self, who: str, person_id: int) -> str:
        """Where this person writes from."""
        ...

    async def bring(self, address: str, line: str) -> bool:
        """Says the line, or presses what it names, until it is in the inbox; False where the channel cannot."""
        ...

    def shown(self, address: str) -> list[Shown]:
        """Every message at the address, in order."""
        ...


def stage_services(stage: Stage, folder: Path, **environ: str) -> Services:
    """What the channel's parts share, with the stage's clock."""
    settings = read_settings({"TCPL_DATA_DIR": str(folder), **environ})
    return Services(settings, stage.engine, lambda: stage.now, stage.knowledge, Bell(), SECRET)


@dataclass
class Player:
    """Plays on a stage through a channel."""

    stage: Stage
    spoken: Spoken
    services: Services
    here: str = ""
    known: dict[str, str] = field(default_factory=dict)

    def become(self, who: str) -> None:
        personas = {each.role: each.id for each in fill_demo(self.stage.engine, self.stage.now)}
        if who not in self.known:
            self.known[who] = self.spoken.address(who, personas.get(who, 0))
            if who in personas:
                name = self.spoken.channel.name
                ensure_address(self.stage.engine, personas[who], name, self.known[who], self.stage.now)
        self.here = self.known[who]

    async def say(self, line: str) -> list[Shown] | None:
        """What is heard of it; None where this channel cannot say such a thing."""
        # What came unasked meanwhile is there before the person speaks.
        pump = Pump(self.services, self.spoken.channel)
        await deliver(pump)
        before = len(self.spoken.shown(self.here))
        if not await self.spoken.bring(self.here, line):
            return None
        decide = partial(respond, knowledge=self.stage.knowledge)
        while take_turn(self.stage.engine, decide, self.stage.now, self.stage.read_sheet):
            pass
        await deliver(pump)
        return self.spoken.shown(self.here)[before:]


async def deliver(pump: Pump) -> None:
    while await pump.run_once():
        pass


class SpokenTelegram:
    def __init__(self, fake: FakeTelegram, services: Services) -> None:
        self._fake = fake
        self.bot = open_bot(fake.token, fake.url)
        self.channel = Telegram(self.bot, no_pace(), services)
        self._polling = TelegramPolling(self.bot, TelegramIntake(services, self.bot))

    def address(self, who: str, person_id: int) -> str:
        self._fake.user(5000 + person_id, who).opens_chat()
        return str(5000 + person_id)

    async def bring(self, address: str, line: str) -> bool:
        user = self._fake.user(int(address))
        if found := PRESS.fullmatch(line):
            heard = user.heard()
            message = heard[-2] if found[2] else next(one for one in reversed(heard) if one.data)
            user.presses(data=message.data[int(found[1]) - 1], message_id=message.message_id)
        elif not line.strip():
            return False
        else:
            user.says(line)
        await self._polling.poll()
        return True

    def shown(self, address: str) -> list[Shown]:
        heard = [one for one in self._fake.sent(int(address)) if one.method == "sendMessage"]
        return [Shown(one.text, tuple(label.split(". ", 1)[1] for label in one.buttons)) for one in heard]

    async def close(self) -> None:
        await asyncio.sleep(0.01)
        await close_bot(self.bot)


class SpokenZalo:
    def __init__(self, fake: FakeZalo, services: Services) -> None:
        self._fake = fake
        self._client = ZaloClient(fake.token, fake.url)
        self.channel = Zalo(self._client, no_pace(), Links(services))
        self._polling = ZaloPolling(self._client, ZaloIntake(services, self._client))

    def address(self, who: str, person_id: int) -> str:
        # A bot can only write to somebody who wrote to it once.
        self._fake.user(f"{person_id:016x}", who).blocks(False)
        return f"{person_id:016x}"

    async def bring(self, address: str, line: str) -> bool:
        """There is nothing to press: the number is typed, or the words where a number is awaited."""
        found = PRESS.fullmatch(line)
        if (found and found[2]) or not line.strip():
            return False
        self._fake.user(address).says(self._typed(address, int(found[1])) if found else line)
        await self._polling.poll()
        return True

    def _typed(self, address: str, number: int) -> str:
        for one in reversed(self.shown(address)):
            if f"[{number}] " in one.text:
                return str(number)
            if offered := or_type(one.text):
                return offered[number - 1]
        raise AssertionError("nothing is offered")

    def shown(self, address: str) -> list[Shown]:
        return [Shown(one.text) for one in self._fake.sent(address) if one.method == "sendMessage"]

    async def close(self) -> None:
        await asyncio.sleep(0.01)
        await self._client.close()


class SpokenWeb:
    def __init__(self, site: Running) -> None:
        self._site = site
        self.channel = WebChannel(site.services.bell)

    def address(self, who: str, person_id: int) -> str:
        return f"person-{person_id}" if person_id else "guest-of-the-stage"

    async def bring(self, address: str, line: str) -> bool:
        # The limits of a page count real seconds; on a stage hours pass in one.
        self._site.site.messages._levels.clear()
        body: dict[str, Any] = {"id": str(uuid.uuid4())}
        if found := PRESS.fullmatch(line):
            revision = self._revisions(address)[-2 if found[2] else -1]
            body["press"] = {"revision": revision, "number": int(found[1])}
        else:
            body["text"] = line
        answer = await asyncio.to_thread(self._client(address).post, "/api/messages", json=body)
        assert answer.status_code == 202, answer.text
        return True

    def _revisions(self, address: str) -> list[int]:
        return [one.revision for one in self.shown(address)]

    def shown(self, address: str) -> list[Shown]:
        client, entries = self._client(address), list[dict[str, Any]]()
        while page := self._page(client, entries):
            entries = page + entries
        # On a stage the clock jumps, so the order of rows is surer than the order of times.
        heard = sorted((one for one in entries if one["side"] == "heard"), key=lambda one: int(one["id"]))
        return [Shown(one["text"], tuple(one["choices"]), one["revision"]) for one in heard]

    def _page(self, client: httpx.Client, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entries before the known ones, as a page that goes back asks for them."""
        oldest = {
            side: min((one["id"] for one in known if one["side"] == side), default=NEWEST) for side in ("said", "heard")
        }
        found: list[dict[str, Any]] = client.get("/api/earlier", params=oldest).json()["entries"]
        return found

    def _client(self, address: str) -> httpx.Client:
        client = self._site.browsers.enter_context(httpx.Client(base_url=self._site.url, trust_env=False))
        client.cookies.set("tcpl", self._site.site.signer.cookie(address))
        return client


def no_pace() -> Pace:
    clock: Callable[[], float] = asyncio.get_running_loop().time
    return Pace(clock, 10_000, 0)


def or_type(text: str) -> list[str]:
    """The words that a message without numbers offers."""
    found = re.search(r"^Hoặc gõ: (.*)$", text, re.MULTILINE)
    return found[1].split(" · ") if found else []
