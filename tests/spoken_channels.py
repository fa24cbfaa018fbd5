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
from tests.conversation import FILE, PRESS, Stage
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.sent import Sent, read_sent
from tests.fake_zalo import FakeZalo
from tests.fake_zalo.client import read_sent as read_zalo
from tests.golden_lines import or_type
from tests.web_site import SECRET, Running

NEWEST = 999_999_999_999_999
# As large as the files of the written conversations.
FILE_SIZE = 240_000
UPLOAD_PATH = re.compile(r"/tep/\S+")


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
        self._calls: list[dict[str, Any]] = []

    def address(self, who: str, person_id: int) -> str:
        self._fake.user(5000 + person_id, who).opens_chat()
        return str(5000 + person_id)

    async def bring(self, address: str, line: str) -> bool:
        user = self._fake.user(int(address))
        if found := PRESS.fullmatch(line):
            heard = self._heard(address)
            message = heard[-2] if found[2] else next(one for one in reversed(heard) if one.data)
            user.presses(data=message.data[int(found[1]) - 1], message_id=message.message_id)
        elif named := FILE.fullmatch(line):
            user.sends_document(named[1], a_file(named[1]))
        elif not line.strip():
            return False
        else:
            user.says(line)
        await self._polling.poll()
        return True

    def shown(self, address: str) -> list[Shown]:
        heard = self._heard(address)
        return [Shown(one.text, tuple(re.sub(r"^\d+\. ", "", label) for label in one.buttons)) for one in heard]

    def _heard(self, address: str) -> list[Sent]:
        self._calls += self._fake.calls(start=len(self._calls))
        sent = [read_sent(call) for call in self._calls if call["sent"] and call["method"] == "sendMessage"]
        return [one for one in sent if one.chat == int(address)]

    async def close(self) -> None:
        await asyncio.sleep(0.01)
        await close_bot(self.bot)


class SpokenZalo:
    def __init__(self, fake: FakeZalo, services: Services, site: Running) -> None:
        self._fake, self._site = fake, site
        self._client = ZaloClient(fake.token, fake.url)
        self.channel = Zalo(self._client, no_pace(), Links(services))
        self._polling = ZaloPolling(self._client, ZaloIntake(services, self._client))
        self._calls: list[dict[str, Any]] = []

    def address(self, who: str, person_id: int) -> str:
        # A bot can only write to somebody who wrote to it once.
        self._fake.user(f"{person_id:016x}", who).blocks(False)
        return f"{person_id:016x}"

    async def bring(self, address: str, line: str) -> bool:
        """There is nothing to press: the number is typed, or the words where a number is awaited."""
        if named := FILE.fullmatch(line):
            await asyncio.to_thread(self._upload, address, named[1])
            return True
        found = PRESS.fullmatch(line)
        if (found and found[2]) or not line.strip():
            return False
        self._fake.user(address).says(self._typed(address, int(found[1])) if found else line)
        await self._polling.poll()
        return True

    def _upload(self, address: str, name: str) -> None:
        """Through the newest link that the person was given."""
        links = [found[0] for one in self.shown(address) if (found := UPLOAD_PATH.search(one.text))]
        self._site.site.files._levels.clear()
        with httpx.Client(base_url=self._site.url, trust_env=False, follow_redirects=True) as browser:
            answer = browser.post(f"{links[-1]}?id={uuid.uuid4()}", files={"file": (name, a_file(name))})
        assert answer.status_code == 200, answer.text

    def _typed(self, address: str, number: int) -> str:
        for one in reversed(self.shown(address)):
            if f"[{number}] " in one.text:
                return str(number)
            if offered := or_type(one.text):
                return offered[number - 1]
        raise AssertionError("nothing is offered")

    def shown(self, address: str) -> list[Shown]:
        self._calls += self._fake.calls(start=len(self._calls))
        sent = [read_zalo(call) for call in self._calls if call["sent"] and call["method"] == "sendMessage"]
        return [Shown(one.text) for one in sent if one.chat == address]

    async def close(self) -> None:
        await asyncio.sleep(0.01)
        await self._client.close()


class SpokenWeb:
    def __init__(self, site: Running) -> None:
        self._site = site
        self.channel = WebChannel(site.services.bell)
        self._clients: dict[str, httpx.Client] = {}
        self._known: dict[str, dict[int, Shown]] = {}

    def address(self, who: str, person_id: int) -> str:
        return f"person-{person_id}" if person_id else "guest-of-the-stage"

    async def bring(self, address: str, line: str) -> bool:
        # The limits of a page count real seconds; on a stage hours pass in one.
        self._site.site.messages._levels.clear()
        if named := FILE.fullmatch(line):
            return await asyncio.to_thread(self._upload, address, named[1])
        body: dict[str, Any] = {"id": str(uuid.uuid4())}
        if found := PRESS.fullmatch(line):
            revision = self._revisions(address)[-2 if found[2] else -1]
            body["press"] = {"revision": revision, "number": int(found[1])}
        else:
            body["text"] = line
        answer = await asyncio.to_thread(self._client(address).post, "/api/messages", json=body)
        assert answer.status_code == 202, answer.text
        return True

    def _upload(self, address: str, name: str) -> bool:
        self._site.site.files._levels.clear()
        answer = self._client(address).post(f"/api/files?id={uuid.uuid4()}", files={"file": (name, a_file(name))})
        assert answer.status_code == 202, answer.text
        return True

    def _revisions(self, address: str) -> list[int]:
        return [one.revision for one in self.shown(address)]

    def shown(self, address: str) -> list[Shown]:
        client, known = self._client(address), self._known.setdefault(address, {})
        oldest = {"said": NEWEST, "heard": NEWEST}
        while page := client.get("/api/earlier", params=oldest).json()["entries"]:
            heard = [one for one in page if one["side"] == "heard"]
            new = [one for one in heard if one["id"] not in known]
            known |= {one["id"]: Shown(one["text"], tuple(one["choices"]), one["revision"]) for one in new}
            if heard and not new:
                break
            oldest = {side: min([o["id"] for o in page if o["side"] == side] + [oldest[side]]) for side in oldest}
        # On a stage the clock jumps, so the order of rows is surer than the order of times.
        return [known[id_] for id_ in sorted(known)]

    def _client(self, address: str) -> httpx.Client:
        if address not in self._clients:
            client = self._site.browsers.enter_context(httpx.Client(base_url=self._site.url, trust_env=False))
            client.cookies.set("tcpl", self._site.site.signer.cookie(address))
            self._clients[address] = client
        return self._clients[address]


def no_pace() -> Pace:
    clock: Callable[[], float] = asyncio.get_running_loop().time
    return Pace(clock, 10_000, 0)


def a_file(name: str) -> bytes:
    """A PDF that is the same for the same name."""
    return (b"%PDF-1.7\n" + name.encode()).ljust(FILE_SIZE, b"x")
