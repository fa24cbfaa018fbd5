"""Runs a written conversation through the real turn on a real database, one saved and reloaded turn a line.

In a file: "# key: value" sets the scene, "> …" is said, "< …" is heard, "> (bấm 2)" presses the second button,
"> (bấm 2 cũ)" presses it on the message before, "> (tệp biên bản.pdf)" sends a file, "@ 2026-11-22 08:00" moves the
clock. "# ai: leader" is who speaks from here on, "# kênh: zalo" from which other address of theirs.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from bot.demo import fill_demo
from handlers.conversation import Content, File, Press, Text, Update
from handlers.plain import plain
from handlers.respond import respond
from handlers.sheets import ReadSheet, no_sheet
from knowledge.library import Knowledge
from storage.codec import load_reply
from storage.inbox import accept
from storage.invitations import add_invitation
from storage.people import add_address
from storage.tables import outbox
from storage.turns import take_turn
from storage.units import find_unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PRESS = re.compile(r"\(bấm (\d+)( cũ)?\)")
FILE = re.compile(r"\(tệp (.+)\)")


@dataclass
class Stage:
    """Where a conversation is played: the database, the clock and the one who speaks."""

    engine: Engine
    knowledge: Knowledge
    now: datetime = datetime(2026, 11, 22, 8, 0, tzinfo=ZONE)
    address: str = "khach"
    updates: int = 0
    heard_until: int = 0
    known: set[str] = field(default_factory=set)
    revisions: list[int] = field(default_factory=lambda: [0])
    read_sheet: ReadSheet = no_sheet

    def set_scene(self, key: str, value: str) -> None:
        """Carries out one "# key: value" line; unknown keys are remarks."""
        if key == "ai":
            self._become(value, value)
        elif key == "kênh":
            self._become(self.address, f"{self.address}-{value}")
        elif key == "mã":
            code, role, unit_code = value.split()
            with self.engine.begin() as tx:
                unit = find_unit(tx, unit_code)
                assert unit is not None
                add_invitation(tx, code, unit.id, role, self.now, self.now + timedelta(days=7))

    def _become(self, role: str, address: str) -> None:
        """Speaks as the demo's person with that role, from that address."""
        personas = {persona.role: persona for persona in fill_demo(self.engine, self.now)}
        if role in personas:
            self.address = address
            if address not in self.known:
                self.known.add(address)
                with self.engine.begin() as tx:
                    add_address(tx, personas[role].id, "console", address, self.now)

    def say(self, line: str) -> list[str]:
        """Says a line and returns what is heard, message by message."""
        return self.give(self._content(line))

    def give(self, content: Content) -> list[str]:
        """The same for anything that a channel can bring."""
        self.updates += 1
        accept(self.engine, [Update(str(self.updates), "console", self.address, content)], self.now)
        while take_turn(self.engine, partial(respond, knowledge=self.knowledge), self.now, self.read_sheet):
            pass
        return self._hear()

    def _content(self, line: str) -> Content:
        if found := PRESS.fullmatch(line):
            return Press(self.revisions[-2 if found[2] else -1], int(found[1]))
        if named := FILE.fullmatch(line):
            return File(named[1], "application/pdf", 240_000, sha256(named[1].encode()).hexdigest())
        return Text(line)

    def _hear(self) -> list[str]:
        here = (outbox.c.address == self.address) & (outbox.c.id > self.heard_until)
        with self.engine.connect() as connection:
            rows = connection.execute(select(outbox).where(here).order_by(outbox.c.id)).all()
        replies = [load_reply(row.body) for row in rows]
        if rows:
            self.heard_until = rows[-1].id
            self.revisions.append(rows[-1].revision)
        return [
            plain(reply) + (f"\n(tệp: {reply.attachment.document})" if reply.attachment else "") for reply in replies
        ]


def play(script: str, engine: Engine, knowledge: Knowledge) -> str:
    """The script with what is really heard in it."""
    stage = Stage(engine, knowledge)
    lines: list[str] = []
    for line in script.splitlines():
        if line.startswith(("<", "  ")):
            continue
        lines.append(line)
        if found := re.match(r"# (\w+): (.*)", line):
            stage.set_scene(found[1], found[2])
        elif line.startswith("@ "):
            stage.now = datetime.strptime(line[2:], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        elif line.startswith("> "):
            lines.extend("< " + heard.replace("\n", "\n  ") for heard in stage.say(line[2:]))
    return "\n".join(lines) + "\n"
