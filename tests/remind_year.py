"""A year of reminders, hour by hour, through the real planner on a real database, written down for an official."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, insert, select

from bot.bell import Bell
from bot.demo import fill_demo
from bot.planner import Planner
from bot.services import Services
from bot.settings import read_settings
from handlers.changes import Marked, Muted, ReminderChange, Snoozed, TaskSet
from handlers.conversation import Reply
from handlers.reminding.agenda import Ref
from handlers.reminding.owing import years_near
from handlers.reminding.planning import Item, Morning
from handlers.texts_law_days import rest_words, weekday
from handlers.texts_remind_cli import milestone
from handlers.texts_reminders import titled
from knowledge.library import Knowledge
from knowledge.reminders import milestones, next_daytime
from knowledge.working_days import rest_on
from storage.codec import load_reply
from storage.engine import reading
from storage.entry_tables import dossiers
from storage.office import load_office
from storage.own_days import put_day
from storage.people import add_address, add_membership, add_person
from storage.readers import load_batch
from storage.reminding import keep_reminder_change
from storage.tables import outbox, people, units

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = datetime(2024, 1, 1, tzinfo=ZONE)
HOURS = 366 * 24


@dataclass
class Year:
    """The database, the program and its clock."""

    engine: Engine
    knowledge: Knowledge
    now: datetime = FIRST
    seen: int = 0
    lines: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        fill_demo(self.engine, self.now)
        with self.engine.begin() as tx:
            for name, unit in (("Tâm", "huong-toan"), ("Minh", "binh-tien")):
                person = add_person(tx, name, self.now)
                add_membership(tx, person, self.unit(unit), "official", self.now)
                add_address(tx, person, "telegram", name, self.now)
        services = Services(read_settings({}), self.engine, lambda: self.now, self.knowledge, Bell(), b"")
        self.planner = Planner(services)

    def unit(self, code: str) -> int:
        with reading(self.engine) as connection:
            return int(connection.execute(select(units.c.id).where(units.c.code == code)).scalar_one())

    def person(self, name: str) -> int:
        with reading(self.engine) as connection:
            return int(connection.execute(select(people.c.id).where(people.c.name.startswith(name))).scalar_one())

    def keep(self, who: str, change: ReminderChange) -> None:
        """Somebody decides something."""
        with self.engine.begin() as tx:
            keep_reminder_change(tx, change, self.person(who), self.now)

    def pass_hour(self) -> None:
        """An hour: what happens in it, the planner's tick, and what was sent or kept back."""
        if event := EVENTS.get(f"{self.now:%m-%d %H}"):
            self.lines.append(f"\n{self._moment()}\n* {event[0]}")
            event[1](self)
        asyncio.run(self.planner.tick())
        self._write(self._heard())
        if self.now.hour == 8:
            self.lines.extend(self._silent())
        self.now += timedelta(hours=1)

    def _moment(self) -> str:
        return f"{weekday(self.now.date())} {self.now:%d/%m/%Y %H:%M}"

    def _write(self, heard: list[tuple[str, Reply]]) -> None:
        for who, reply in heard:
            indented = reply.text.replace("\n", "\n    ")
            choices = " · ".join(f"{number}. {each.label}" for number, each in enumerate(reply.choices, start=1))
            self.lines.append(f"\n{self._moment()} → {who}\n    {indented}\n    [{choices}]")
            self.counted[who] += 1

    def _heard(self) -> list[tuple[str, Reply]]:
        due = (outbox.c.sent_at.is_(None)) & (outbox.c.due_at <= self.now)
        found = select(outbox, people.c.name).join(people, people.c.id == outbox.c.person_id).where(due)
        with self.engine.begin() as tx:
            rows = tx.execute(found.order_by(outbox.c.id)).all()
            for row in rows:
                tx.execute(outbox.update().where(outbox.c.id == row.id).values(sent_at=self.now, state="sent"))
        return [(row.name.partition(" (")[0], load_reply(row.body)) for row in rows]

    def _silent(self) -> Iterator[str]:
        """What would have come this morning for the first time, and why it did not."""
        today = self.now.date()
        with reading(self.engine) as connection:
            office = load_office(connection, self.now, years_near(self.knowledge, today))
            readers = load_batch(connection, 0, 100, today)
        morning = Morning(office, self.knowledge, today)
        for reader in readers:
            found: dict[str, list[str]] = {}
            for item in morning.items(reader):
                if (why := self._why(item, morning, today)) and not item.reviewed:
                    found.setdefault(why, []).append(titled(item.due))
            for why, titles in found.items():
                more = f" và {len(titles) - 1} việc khác" if len(titles) > 1 else ""
                yield f"{self._moment()} ✗ {(reader.name or '').partition(' (')[0]} – {why} – {titles[0]}{more}"

    def _why(self, item: Item, morning: Morning, today: date) -> str | None:
        fresh = [each for each in milestones(item.due) if each.day == today]
        if not fresh or item.audience != "official":
            return None
        label = milestone(fresh[-1].label)
        match item.verdict:
            case "rest":
                rest = rest_on(morning.owing.calendar(item.unit), today)
                return f"không nhắc mốc {label}: {rest_words(rest, today)}" if rest else None
            case "done" | "muted" | "snoozed":
                return f"không nhắc mốc {label}: {SILENT[item.verdict]}"
            case _:
                return None


SILENT = {"done": "đã làm", "muted": "đã tắt", "snoozed": "đã hẹn nhắc lại"}


def _submit(year: Year) -> None:
    with year.engine.begin() as tx:
        row = {"unit_id": year.unit("huong-toan"), "year": 2023, "practice": False, "state": "submitted"}
        tx.execute(insert(dossiers), row | {"created_at": year.now})


def _storm(year: Year) -> None:
    with year.engine.begin() as tx:
        put_day(tx, year.unit("huong-toan"), date(2024, 11, 6), "Công điện số 5", year.now, is_working=False)
        put_day(tx, year.unit("huong-toan"), date(2024, 11, 9), "Công điện số 5", year.now, is_working=True)


def _task(year: Year) -> None:
    at = next_daytime(year.now, year.knowledge.calendar)
    to = (year.unit("tu-ha"), year.unit("huong-toan"))
    text = "báo cáo số liệu hòa giải quý I"
    office = "Phòng Tư pháp thị xã Hương Trà"
    year.keep("Lê Thị Hoa", TaskSet(year.unit("huong-tra"), office, text, date(2024, 3, 29), False, to, at))


def _earlier_day(year: Year) -> None:
    to = tuple(year.unit(each) for each in ("tu-ha", "huong-toan"))
    title = "Gửi hồ sơ đề nghị công nhận (năm đánh giá 2024)"
    text = f"{title}: chậm nhất hết thứ Hai 30/12/2024 (hạn của luật: hết thứ Năm 09/01/2025)"
    office = "Phòng Tư pháp thị xã Hương Trà"
    about = ("qd-25-2021/gui-ho-so", 2024)
    year.keep(
        "Lê Thị Hoa", TaskSet(year.unit("huong-tra"), office, text, date(2024, 12, 30), False, to, year.now, *about)
    )


def _close(year: Year) -> None:
    with year.engine.begin() as tx:
        tx.execute(units.update().where(units.c.code == "binh-tien").values(closed_on=date(2024, 12, 1)))


def _done(who: str, unit: str, of: int, key: str) -> Callable[[Year], None]:
    return lambda year: year.keep(who, Marked(Ref(year.unit(unit), of, key), done=True))


def _all_duties(who: str, unit: str) -> Callable[[Year], None]:
    keys = ("du-toan-pbgdpl", "hoi-nghi-doi-thoai", "hoi-nghi-cong-dong", "kien-toan-to-hoa-giai")

    def mark(year: Year) -> None:
        for key in keys:
            year.keep(who, Marked(Ref(year.unit(unit), 2023, f"duty/{key}"), done=True))
        year.keep(who, Marked(Ref(year.unit(unit), 2023, "kh-3590-2021/xa"), done=True))

    return mark


def _snooze(year: Year) -> None:
    ref = Ref(year.unit("tu-ha"), 2024, "task/1")
    year.keep("Nguyễn Thị Lan", Snoozed((ref,), date(2024, 3, 25)))


EVENTS: dict[str, tuple[str, Callable[[Year], None]]] = {
    "01-02 10": ("Lan đánh dấu đã làm các việc năm 2023 của phường Tứ Hạ.", _all_duties("Nguyễn Thị Lan", "tu-ha")),
    "01-03 09": ("Lan đánh dấu đã niêm yết.", _done("Nguyễn Thị Lan", "tu-ha", 2023, "qd-25-2021/niem-yet")),
    "01-05 15": ("Xã Hương Toàn gửi hồ sơ năm 2023.", _submit),
    "03-01 22": ("Hoa giao việc lúc 22 giờ, hạn 29/03: tin chờ đến sáng ngày làm việc.", _task),
    "03-15 09": ("Lan hẹn nhắc lại việc được giao vào 25/03.", _snooze),
    "03-27 09": ("Hương Toàn báo đã làm việc được giao.", _done("Tâm", "huong-toan", 2024, "task/1")),
    "08-30 17": ("Minh tắt nhắc việc hằng năm theo luật.", lambda year: year.keep("Minh", Muted("duty", on=False))),
    "11-05 16": ("Hương Toàn nghỉ bão 06/11, làm bù thứ Bảy 09/11.", _storm),
    "11-07 11": ("Lan đánh dấu đã làm Ngày Pháp luật.", _done("Nguyễn Thị Lan", "tu-ha", 2024, "duty/ngay-phap-luat")),
    "11-27 09": ("Hoa đặt ngày gửi hồ sơ năm 2024 sớm hơn hạn của luật: 30/12/2024.", _earlier_day),
    "11-30 09": ("Xã Bình Tiến sáp nhập từ 01/12: không nhắc nữa.", _close),
}


def written_year(engine: Engine, knowledge: Knowledge) -> str:
    """The whole year as text."""
    year = Year(engine, knowledge)
    for _ in range(HOURS):
        year.pass_hour()
    count = "; ".join(f"{name} {count}" for name, count in sorted(year.counted.items()))
    return "\n".join([HEADING, *year.lines, "", f"Số tin cả năm: {count}."]) + "\n"


HEADING = """Một năm nhắc việc (2024), từng giờ một, ba đơn vị: phường Tứ Hạ (Lan – công chức, Bình – lãnh đạo),
xã Hương Toàn (Tâm – công chức), xã Bình Tiến (Minh – công chức); Hoa – Phòng Tư pháp.
→ tin đã đến, trong [ ] là những lựa chọn trả lời bằng một số;
✗ mốc đến nhưng không nhắc, và vì sao (chỉ của công chức); * việc xảy ra."""
