"""Messages of an entry a second: typed until saved and the reply row is committed, beside the bare dialogue step."""

import itertools
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, func, select

from handlers.conversation import Text, Update
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.engine import open_engine, reading
from storage.entry_tables import entries
from storage.inbox import accept
from storage.migrate import migrate
from storage.people import add_address, add_membership, add_person
from storage.turns import take_turn
from storage.units import find_unit, put_unit
from tests.bench.measure import ROUNDS, print_rates, rounds
from tests.bench.turns import COUNT, BareSteps

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
# The opening, then a value and the way on for each content; a ratio has two counts.
MESSAGES_A_DOSSIER = 44
OFFICIALS = ROUNDS * COUNT // MESSAGES_A_DOSSIER + 1


def bench_entering(knowledge: Knowledge) -> None:
    """Prints the rates."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(engine)
        contestants = {
            "bare one-transaction dialogue step (SQLite)": BareSteps(engine).run,
            "entry: value or way on → reply row committed": Answers(engine, knowledge).run,
        }
        print_rates("Entering a dossier", "messages/s", rounds(contestants), COUNT)
        with reading(engine) as connection:
            saved = connection.execute(select(func.count()).select_from(entries)).scalar_one()
        assert saved > 0.4 * ROUNDS * COUNT, "every other message is a value"
        engine.dispose()


class Answers:
    """Officials who each enter a whole dossier with the key "1": it is an option, points, a count, and the way on."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self.engine, self.decide, self.numbers = engine, partial(respond, knowledge=knowledge), itertools.count()
        _settle(engine)

    def run(self) -> None:
        """Enters COUNT messages: values, and what comes next after each."""
        for number in itertools.islice(self.numbers, COUNT):
            official, message = divmod(number, MESSAGES_A_DOSSIER)
            self._say(number, f"official-{official}", "1" if message else "/chamdiem 2023")

    def _say(self, number: int, address: str, text: str) -> None:
        accept(self.engine, [Update(f"e{number}", "bench", address, Text(text))], NOW)
        assert take_turn(self.engine, self.decide, NOW)


def _settle(engine: Engine) -> None:
    with engine.begin() as tx:
        for number in range(OFFICIALS):
            put_unit(tx, f"bench-{number}", f"xã {number}", "commune", None)
            unit, person = find_unit(tx, f"bench-{number}"), add_person(tx, f"Cán bộ {number}", NOW)
            assert unit
            add_membership(tx, person, unit.id, "official", NOW)
            add_address(tx, person, "bench", f"official-{number}", NOW)
