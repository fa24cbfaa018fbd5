"""Turns a second: a question asked until its reply row is committed, beside the bare step and PTB's bare echo."""

import asyncio
import itertools
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select, update
from telegram import Update as TelegramUpdate
from telegram.ext import Application, ContextTypes, MessageHandler
from telegram.request import BaseRequest

from handlers.conversation import Text, Update
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.engine import open_engine
from storage.inbox import accept
from storage.migrate import migrate
from storage.people import person_at
from storage.tables import dialogues, inbox, outbox
from storage.turns import take_turn
from tests.bench.measure import print_rates, rounds

COUNT = 200
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
QUESTIONS = ("hạn gửi hồ sơ năm 2023", "ho so gom nhung gi", "ct2 tc3 là gì", "thủ tục kết hôn", "ai chủ trì họp xã")


def bench_turns(knowledge: Knowledge) -> None:
    """Prints the rates."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(engine)
        contestants = {
            "turn: asked → reply row committed (SQLite)": Turns(engine, knowledge).run,
            "bare one-transaction dialogue step (SQLite)": BareSteps(engine).run,
            "PTB process_update, bare echo, stubbed request": BareEcho().run,
        }
        print_rates("Turns", "turns/s", rounds(contestants), COUNT)
        engine.dispose()


class Turns:
    """The real thing: inbox row, turn, outbox row."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self.engine, self.decide, self.numbers = engine, partial(respond, knowledge=knowledge), itertools.count()

    def run(self) -> None:
        """Asks COUNT questions of as many people."""
        for number in itertools.islice(self.numbers, COUNT):
            words = Text(QUESTIONS[number % len(QUESTIONS)])
            accept(self.engine, [Update(f"t{number}", "bench", f"a{number}", words)], NOW)
            assert take_turn(self.engine, self.decide, NOW)


class BareSteps:
    """What any dialogue in SQL must do: know the update, load and save the state, write the reply."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.numbers = engine, itertools.count()
        with engine.begin() as tx:
            self.person = person_at(tx, "bare", "a", NOW)
            tx.execute(insert(dialogues), {"person_id": self.person, "state": "0", "updated_at": NOW})

    def run(self) -> None:
        """Makes COUNT steps."""
        for number in itertools.islice(self.numbers, COUNT):
            with self.engine.begin() as tx:
                self._step(tx, number)

    def _step(self, tx: Any, number: int) -> None:
        sent = {"channel": "bare", "address": "a", "person_id": self.person}
        moment = {"received_at": NOW, "content": "x", "state": "done"}
        tx.execute(insert(inbox), {**sent, **moment, "update_id": f"b{number}"})
        state = tx.execute(select(dialogues.c.state).where(dialogues.c.person_id == self.person)).scalar_one()
        tx.execute(update(dialogues).where(dialogues.c.person_id == self.person), {"state": str(int(state) + 1)})
        times = {"created_at": NOW, "due_at": NOW, "try_at": NOW}
        tx.execute(insert(outbox), {**sent, **times, "kind": "reply", "body": "x", "state": "sent"})


class StubRequest(BaseRequest):
    """Answers every call at once, so that only the library's own work is measured."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The answer that Telegram would give."""
        if url.endswith("getMe"):
            return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b"}}'
        return 200, b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}'


class BareEcho:
    """PTB's own dispatcher with one handler that answers with the same words."""

    def run(self) -> None:
        """Echoes COUNT updates."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        builder = Application.builder().token("1:x").updater(None)
        application = builder.request(StubRequest()).get_updates_request(StubRequest()).build()
        application.add_handler(MessageHandler(None, _echo))
        async with application:
            for number in range(COUNT):
                await application.process_update(_telegram_update(number, application.bot))


async def _echo(update: TelegramUpdate, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    assert update.message.text
    await update.message.reply_text(update.message.text)


def _telegram_update(number: int, bot: Any) -> TelegramUpdate:
    person = {"id": number, "is_bot": False, "first_name": "n"}
    chat = {"id": number, "type": "private", "first_name": "n"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "xin chao"}
    return TelegramUpdate.de_json({"update_id": number, "message": message}, bot)
