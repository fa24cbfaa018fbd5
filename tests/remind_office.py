"""A small office for tests of reminders: a reviewing unit, two communes, people with roles, and its mornings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete, insert, select, update

from bot.planner import planned
from handlers.changes import TaskSet
from handlers.reminding.planning import Digest
from knowledge.library import Knowledge
from knowledge.regulation import Regulation
from storage.engine import reading
from storage.entry_tables import assignments, dossiers, entries
from storage.people import add_address, add_membership, add_person
from storage.reminders import plan_batch
from storage.reminding import keep_reminder_change
from storage.units import find_unit, put_unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SINCE = datetime(2024, 1, 1, 8, 0, tzinfo=ZONE)
SEND = "qd-25-2021/gui-ho-so"


@dataclass
class RemindOffice:
    """The units are "p" (Phòng Tư pháp) with "a" (xã An) and "b" (xã Bình)."""

    engine: Engine
    knowledge: Knowledge
    since: datetime = SINCE

    def __post_init__(self) -> None:
        with self.engine.begin() as tx:
            put_unit(tx, "p", "Phòng Tư pháp", "district", None)
            above = find_unit(tx, "p")
            assert above is not None
            for code, name in (("a", "xã An"), ("b", "xã Bình")):
                put_unit(tx, code, name, "commune", above.id)

    def unit(self, code: str) -> int:
        with reading(self.engine) as connection:
            found = find_unit(connection, code)
        assert found is not None
        return found.id

    def person(self, name: str, *roles: tuple[str, str], channel: str | None = "telegram") -> int:
        with self.engine.begin() as tx:
            person = add_person(tx, name, self.since)
            for code, role in roles:
                unit = find_unit(tx, code)
                assert unit is not None
                add_membership(tx, person, unit.id, role, self.since)
            if channel:
                add_address(tx, person, channel, name, self.since)
        return person

    def plan(self, now: datetime) -> list[Digest]:
        return list(planned(self.engine, self.knowledge, now, plan_batch))

    def rows(self, *columns: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(*columns)).all())

    def told(self, now: datetime, key: str = SEND) -> dict[str, str]:
        """Who is told of a thing at a moment, and with which milestone."""
        return {
            each.person or "": told.milestone
            for each in self.plan(now)
            for told in each.told
            if told.ref.key.startswith(key)
        }

    def text(self, now: datetime, person: str) -> str:
        return next(each.reply.text for each in self.plan(now) if each.person == person)

    def set_day(self, by: int, now: datetime, day: date | None, *codes: str, year: int = 2023) -> None:
        """The reviewing unit sets an earlier day for sending the dossier."""
        to = tuple(self.unit(code) for code in codes)
        change = TaskSet(self.unit("p"), "Phòng Tư pháp", "Gửi hồ sơ", day, False, to, now, SEND, year)
        with self.engine.begin() as tx:
            keep_reminder_change(tx, change, by, now)

    def dossier(self, code: str, year: int, state: str = "draft", returned_at: datetime | None = None) -> int:
        row = {"unit_id": self.unit(code), "year": year, "practice": False, "state": state, "created_at": SINCE}
        with self.engine.begin() as tx:
            made = tx.execute(insert(dossiers), row | {"returned_at": returned_at}).inserted_primary_key
        return int(made[0]) if made else 0

    def turn(self, dossier: int, state: str, returned_at: datetime | None = None) -> None:
        """The dossier is in another state."""
        with self.engine.begin() as tx:
            here = dossiers.c.id == dossier
            tx.execute(update(dossiers).where(here).values(state=state, returned_at=returned_at))

    def give(self, dossier: int, person: int, *indicators: str) -> None:
        """Assigns indicators to a colleague."""
        rows = [{"dossier_id": dossier, "indicator": each, "person_id": person} for each in indicators]
        with self.engine.begin() as tx:
            tx.execute(insert(assignments), rows)

    def enter(self, dossier: int, person: int, *indicators: str, year: int = 2023) -> None:
        """Values for every content of some indicators, or of all."""
        regulation = self.knowledge.regulation_for(year)
        assert isinstance(regulation, Regulation)
        wanted = [each for each in regulation.indicators() if not indicators or each.id in indicators]
        contents = [content.id for each in wanted for content in regulation.contents(each)]
        with self.engine.begin() as tx:
            there = {
                row.content for row in tx.execute(select(entries.c.content).where(entries.c.dossier_id == dossier))
            }
            row: dict[str, Any] = {"dossier_id": dossier, "value": "{}", "revision": 1, "person_id": person}
            rows = [row | {"content": each, "saved_at": SINCE} for each in contents if each not in there]
            tx.execute(insert(entries), rows)

    def clear(self, *beginnings: str) -> None:
        """Takes away the values of the contents that begin so."""
        with self.engine.begin() as tx:
            for each in beginnings:
                tx.execute(delete(entries).where(entries.c.content.startswith(each)))
