"""Enters values in processes of its own, to be killed: `python -m tests.entering_program DATABASE_URL`.

The law is loaded once; for every line "NAME FIRST LAST" on standard input a process is forked that says the messages
FIRST…LAST of NAME, through the real inbox and turn. Out come "started PID" and, when it is gone, "ended".
Each message whose turn was kept is noted as a line in NAME.acks, in the folder where the program runs.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Engine, select

from handlers.conversation import Text, Update
from handlers.dialogues import AwaitingReason
from handlers.respond import respond
from knowledge.library import Knowledge, load_knowledge
from storage.codec import load_standing
from storage.engine import open_engine, reading
from storage.errors import TurnConflicted
from storage.inbox import accept
from storage.tables import addresses, dialogues, inbox
from storage.turns import Decide, take_turn

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
OPENING = ("/chamdiem 2023", "mục lục")
INDICATORS = ("2.1", "2.2", "2.3")
VALUES = 1000
NAMES = ("official", "leader")
REASON = "đối chiếu lại sổ"


def messages(name: str) -> list[str]:
    """Opens the dossier, then an indicator and its new value, again and again; all values of all names differ."""
    said, first = [*OPENING], NAMES.index(name) * VALUES
    for number in range(VALUES):
        value = first + number
        said += [INDICATORS[number % len(INDICATORS)], f"{value // 100},{value % 100:02}"]
    return said


def say(engine: Engine, name: str, first: int, last: int, knowledge: Knowledge) -> None:
    """Says the messages, one turn each; where somebody else saved meanwhile, insists and gives a reason."""
    acks = os.open(f"{name}.acks", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    decide = partial(respond, knowledge=knowledge)
    for number, text in enumerate(messages(name)[first : last + 1], start=first):
        _say_one(engine, name, f"{number}", text, decide)
        for more, answer in enumerate(_insisting(engine, name)):
            _say_one(engine, name, f"{number}-{more}", answer, decide)
        os.write(acks, f"{number}\n".encode())


def _say_one(engine: Engine, name: str, id_: str, text: str, decide: Decide) -> None:
    accept(engine, [Update(f"{name}-{id_}", "console", name, Text(text))], NOW)
    mine = select(inbox.c.state).where(inbox.c.update_id == f"{name}-{id_}")
    waiting = True
    while waiting:
        try:
            # Another process may have it in hand: then nothing is left to take, and it is not done yet.
            take_turn(engine, decide, NOW)
        except TurnConflicted:
            continue
        with reading(engine) as connection:
            waiting = connection.execute(mine).scalar_one() == "new"


def _insisting(engine: Engine, name: str) -> Iterator[str]:
    """What is answered as long as a conflict is shown."""
    state = select(dialogues.c.state).join(addresses, addresses.c.person_id == dialogues.c.person_id)
    while True:
        with reading(engine) as connection:
            dialogue = load_standing(connection.execute(state.where(addresses.c.address == name)).scalar()).dialogue
        if not isinstance(dialogue, AwaitingReason):
            return
        yield REASON if dialogue.chosen else "2"


def main(url: str) -> None:
    """Forks a process a line, one after another."""
    knowledge = load_knowledge()
    assert knowledge.search
    for line in sys.stdin:
        name, first, last = line.split()
        pid = os.fork()
        if not pid:
            say(open_engine(url), name, int(first), int(last), knowledge)
            os._exit(0)
        print("started", pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
