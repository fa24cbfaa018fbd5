"""One stage, several channels: what is said at one address and heard at any, turn by turn on a real database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine, select

from bot.demo import fill_demo
from handlers.conversation import Text as Words
from handlers.conversation import Update
from handlers.plain import plain
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.codec import load_reply
from storage.inbox import accept
from storage.people import add_address
from storage.tables import addresses, outbox
from storage.turns import take_turn
from tests.conversation import ZONE

Place = tuple[str, str]


@dataclass
class Hopping:
    engine: Engine
    knowledge: Knowledge
    now: datetime = datetime(2026, 11, 22, 8, 0, tzinfo=ZONE)
    said: int = 0
    heard_until: dict[Place, int] = field(default_factory=dict)

    def persona(self, role: str, *places: Place) -> int:
        """The demo's person with that role, reachable at these places."""
        [persona] = [each for each in fill_demo(self.engine, self.now) if each.role == role][:1]
        with self.engine.begin() as tx:
            for channel, address in places:
                add_address(tx, persona.id, channel, address, self.now)
        return persona.id

    def accept(self, place: Place, text: str) -> None:
        self.said += 1
        self.now += timedelta(seconds=1)
        accept(self.engine, [Update(f"u{self.said}", *place, Words(text))], self.now)

    def turn(self) -> bool:
        return take_turn(self.engine, partial(respond, knowledge=self.knowledge), self.now)

    def say(self, place: Place, text: str) -> str:
        """Says a line and returns what is heard there, messages joined."""
        self.accept(place, text)
        while self.turn():
            pass
        return "\n".join(self.hear(place))

    def hear(self, place: Place) -> list[str]:
        channel, address = place
        here = (outbox.c.channel == channel) & (outbox.c.address == address)
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(outbox.c.id, outbox.c.body).where(here, outbox.c.id > self.heard_until.get(place, 0))
            ).all()
        self.heard_until[place] = max((row.id for row in rows), default=self.heard_until.get(place, 0))
        return [plain(load_reply(row.body)) for row in sorted(rows)]

    def person_at(self, place: Place) -> int:
        channel, address = place
        found = select(addresses.c.person_id).where(addresses.c.channel == channel, addresses.c.address == address)
        with self.engine.connect() as connection:
            return int(connection.execute(found).scalar_one())
