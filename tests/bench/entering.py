"""Messages of an entry a second: typed until saved and the reply row is committed, beside the bare dialogue step."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, func, select

from handlers.conversation import Memory, Reply, Text, Topic, Turn, Update
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.engine import open_engine, reading
from storage.entry_tables import entries
from storage.inbox import accept
from storage.migrate import migrate
from storage.people import add_address, add_membership, add_person
from storage.turns import Decide, take_turn
from storage.units import find_unit, put_unit
from tests.bench.async_step import AsyncBareSteps
from tests.bench.measure import ROUNDS, print_rates, rounds
from tests.bench.turns import COUNT, BareSteps

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
# The opening, then a value and the way on for each content; a ratio has two counts.
MESSAGES_A_DOSSIER = 44
# How many officials' messages one polling brings.
TOGETHER = 10


def bench_entering(knowledge: Knowledge) -> None:
    """Prints the rates."""
    enter = partial(respond, knowledge=knowledge)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(engine)
        bare = BareSteps(engine)
        commonly = AsyncBareSteps(engine.url, bare.person, COUNT)
        contestants: dict[str, Callable[[], None]] = {
            "bare one-transaction dialogue step (SQLite)": bare.run,
            "the same step by the async engine (aiosqlite)": commonly.run,
            "life of an update, nothing decided": Talks(engine, "echo", echo).run,
            "entry: value or way on → reply row committed": Talks(engine, "alone", enter).run,
            f"batches: entries of {TOGETHER} officials come together": Talks(engine, "together", enter, TOGETHER).run,
        }
        taken = rounds(contestants)
        commonly.close()
        print_rates("Entering a dossier", "messages/s", taken, COUNT)
        with reading(engine) as connection:
            saved = connection.execute(select(func.count()).select_from(entries)).scalar_one()
        assert saved > 2 * 0.4 * ROUNDS * COUNT, "every other message is a value"
        engine.dispose()


def echo(update: Update, memory: Memory) -> Turn:
    """Decides nothing; what was said is remembered, so that the dialogue is saved as in every turn."""
    assert isinstance(update.content, Text)
    return Turn((Reply(update.content.text),), topic=Topic((update.id,)))


class Talks:
    """Officials who each enter a whole dossier with the key "1": it is an option, points, a count, and the way on.

    So many at a time write in turn, and their messages come together.
    """

    def __init__(self, engine: Engine, name: str, decide: Decide, together: int = 1) -> None:
        self.engine, self.name, self.decide, self.together = engine, name, decide, together
        officials = ROUNDS * COUNT // MESSAGES_A_DOSSIER + together
        _settle(engine, [f"{name}-{number}" for number in range(officials)])
        self.said = self._messages()

    def run(self) -> None:
        """Accepts COUNT messages, as many at once as come together, and makes their turns."""
        for _ in range(COUNT // self.together):
            accept(self.engine, list(itertools.islice(self.said, self.together)), NOW)
            for _ in range(self.together):
                assert take_turn(self.engine, self.decide, NOW)

    def _messages(self) -> Iterator[Update]:
        for first in itertools.count(step=self.together):
            for number in range(MESSAGES_A_DOSSIER):
                for official in range(first, first + self.together):
                    text = Text("1" if number else "/chamdiem 2023")
                    yield Update(f"{self.name}-{official}/{number}", "bench", f"{self.name}-{official}", text)


def _settle(engine: Engine, names: list[str]) -> None:
    with engine.begin() as tx:
        for name in names:
            put_unit(tx, name, f"xã {name}", "commune", None)
            unit, person = find_unit(tx, name), add_person(tx, f"Cán bộ {name}", NOW)
            assert unit
            add_membership(tx, person, unit.id, "official", NOW)
            add_address(tx, person, "bench", name, NOW)
