"""People who type and press anything at all, one message a turn, on a real database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select, update

from bot.demo import fill_demo
from handlers.conversation import Content, Memory, Offer, Press, Reply, Turn, Update
from handlers.dialogues import Dialogue
from handlers.dossiers import DossierState
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.codec import load_reply, load_standing
from storage.engine import reading
from storage.entry_tables import dossiers
from storage.inbox import accept
from storage.people import add_address, add_membership, add_person, load_person
from storage.records import DatabaseRecords
from storage.tables import dialogues, outbox
from storage.turns import take_turn
from storage.units import find_unit
from tests.scoring_habits import Habits

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2026, 11, 22, 8, 0, tzinfo=ZONE)


LOCKED: tuple[DossierState, ...] = ("submitted", "assessed", "recognised", "not_recognised")


@dataclass(frozen=True)
class Walker:
    """Somebody with an id, the addresses they write from, and the units whose dossiers they may change."""

    name: str
    id: int
    addresses: tuple[str, ...]
    units: frozenset[int] = frozenset()


@dataclass
class Town:
    """The database, the clock, the people, and what was said last (for whoever reads a failure)."""

    engine: Engine
    knowledge: Knowledge
    habits: Habits
    now: datetime = START
    said: list[str] = field(default_factory=list)
    revisions: dict[int, list[int]] = field(default_factory=dict)
    updates: int = 0

    def settle(self) -> list[Walker]:
        """Two people of one commune, one of two others, a reviewer, an admin, a guest."""
        demo = {each.role: each for each in fill_demo(self.engine, self.now)}
        with self.engine.begin() as tx:
            codes = ("tu-ha", "huong-chu", "huong-xuan", "huong-tra")
            ours, theirs, too, desk = (unit.id for code in codes if (unit := find_unit(tx, code)))
            other, admin, guest = (add_person(tx, name, self.now) for name in ("Khác xã", "Quản trị", "Khách"))
            add_membership(tx, other, theirs, "official", self.now)
            add_membership(tx, other, theirs, "leader", self.now)
            add_membership(tx, other, too, "leader", self.now)
            add_membership(tx, admin, desk, "admin", self.now)
            walkers = [
                Walker("official", demo["official"].id, ("official", "official-phone"), frozenset({ours})),
                Walker("leader", demo["leader"].id, ("leader",), frozenset({ours})),
                Walker("other", other, ("other",), frozenset({theirs, too})),
                Walker("reviewer", demo["reviewer"].id, ("reviewer",)),
                Walker("admin", admin, ("admin",)),
                Walker("guest", guest, ("guest",)),
            ]
            for each in walkers:
                for address in each.addresses:
                    add_address(tx, each.id, "console", address, self.now)
        return walkers

    def turn(self, walker: Walker, content: Content) -> list[Reply]:
        """One message of theirs, and what they hear; raises TurnFailed where the turn breaks."""
        self.updates += 1
        address = self.habits.dice.choice(walker.addresses)
        self.said = [*self.said[-25:], f"{self.now:%d/%m %H:%M} {walker.name}: {str(content)[:90]}"]
        accept(self.engine, [Update(str(self.updates), "console", address, content)], self.now)
        with reading(self.engine) as connection:
            last = connection.execute(select(outbox.c.id).order_by(outbox.c.id.desc()).limit(1)).scalar() or 0
        assert take_turn(self.engine, partial(respond, knowledge=self.knowledge), self.now)
        with reading(self.engine) as connection:
            new = select(outbox).where(outbox.c.id > last, outbox.c.kind == "reply").order_by(outbox.c.id)
            rows = connection.execute(new).all()
        assert all((row.person_id, row.address) == (walker.id, address) for row in rows), self.said
        self.revisions.setdefault(walker.id, [0]).extend(row.revision for row in rows[-1:])
        return [load_reply(row.body) for row in rows]

    def standing(self, walker: Walker) -> tuple[Dialogue, Offer]:
        """Where their talk stands, read back from its row."""
        found = select(dialogues.c.state).where(dialogues.c.person_id == walker.id)
        with reading(self.engine) as connection:
            standing = load_standing(connection.execute(found).scalar())
        return standing.dialogue, standing.offer

    def try_every_choice(self, walker: Walker) -> list[Turn]:
        """What each offered choice would do, without keeping it."""
        dialogue, offer = self.standing(walker)
        turns = []
        with reading(self.engine) as connection:
            records = DatabaseRecords(connection, walker.id)
            memory = Memory(self.now, load_person(connection, walker.id), records, dialogue, offer)
            for number in range(1, len(offer.choices) + 1):
                pressed = Update("x", "console", walker.addresses[0], Press(offer.revision, number))
                turns.append(respond(pressed, memory, self.knowledge))
        return turns

    def lock_or_open(self) -> None:
        """What the reviewing unit does: locks a dossier now and then, opens it again soon after."""
        with self.engine.begin() as tx:
            ids = tx.execute(select(dossiers.c.id)).scalars().all()
            tx.execute(update(dossiers).values(state=self.habits.dice.choice(("draft", "returned"))))
            if ids and self.habits.dice.random() < 0.3:
                state = self.habits.dice.choice(LOCKED)
                tx.execute(update(dossiers).where(dossiers.c.id == self.habits.dice.choice(ids)).values(state=state))

    def pass_time(self) -> None:
        """Seconds between messages, now and then weeks."""
        pause = (
            timedelta(days=self.habits.dice.randint(1, 40))
            if self.habits.dice.random() < 0.01
            else timedelta(seconds=20)
        )
        self.now += pause

    def anything(self, walker: Walker) -> Content:
        """Their next message."""
        return self.habits.anything(*self.standing(walker), self.revisions.get(walker.id, [0])[-6:])
