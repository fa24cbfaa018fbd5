"""`tcpl remind …` and `tcpl day …` as an administrator and a script use them; choices of a digest, the tick."""

import asyncio
import json
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from bot.bell import Bell
from bot.cli import main
from bot.planner import Planner
from bot.services import Services
from bot.settings import read_settings
from handlers.conversation import Content, Press, Text, Update
from handlers.respond import respond
from knowledge.library import Knowledge
from storage.codec import load_reply
from storage.engine import open_engine, reading
from storage.inbox import accept
from storage.outbox import claim
from storage.reminder_tables import snoozes
from storage.tables import outbox
from storage.turns import take_turn
from tests.remind_crowd import BUSY, fill_crowd

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime.fromisoformat(BUSY).replace(tzinfo=ZONE)


@pytest.fixture
def tcpl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("TCPL_DATA_DIR", str(tmp_path))
    runner = CliRunner()
    assert runner.invoke(main, ["demo", "--fill-only"]).exit_code == 0
    return runner


def test_what_would_go_out_is_told_to_machines(tcpl: CliRunner) -> None:
    done = tcpl.invoke(main, ["remind", "--at", "2024-01-08T08:00", "--dry-run", "--json"])
    found = json.loads(done.stdout)
    assert {tuple(each) for each in found} == {("person", "unit", "deadline", "last_day", "milestone", "text")}
    official = [each for each in found if each["person"].startswith("Nguyễn Thị Lan")]
    sending = next(each for each in official if each["deadline"] == "qd-25-2021/gui-ho-so")
    assert (sending["unit"], sending["last_day"], sending["milestone"]) == ("phường Tứ Hạ", "2024-01-09", 1)
    assert len({each["text"] for each in official}) == 1
    assert "còn 1 ngày (chậm nhất hết ngày mai, thứ Ba 09/01)" in sending["text"]


def test_a_preview_keeps_nothing_and_planning_keeps_it_once(tcpl: CliRunner) -> None:
    for _ in range(2):
        preview = tcpl.invoke(main, ["remind", "--at", "2024-01-08T08:00", "--dry-run"])
        assert "3 tin nhắc việc sẽ gửi" in preview.stdout
    assert "Chưa có nhắc việc nào." in tcpl.invoke(main, ["remind", "log"]).stdout
    assert "3 tin nhắc việc đã xếp hàng" in tcpl.invoke(main, ["remind", "--at", "2024-01-08T08:00"]).stdout
    assert "Không có nhắc việc nào" in tcpl.invoke(main, ["remind", "--at", "2024-01-08T09:00"]).stdout
    log = tcpl.invoke(main, ["remind", "log", "--unit", "tu-ha", "--person", "1"]).stdout
    assert "Gửi hồ sơ đề nghị công nhận (hạn 09/01/2024)\ttrước 1 ngày\tđang chờ gửi qua web" in log


@pytest.mark.parametrize("at", ["2026-12-27T08:00", "2024-01-08T22:00", "2024-01-08T07:59", "2024-02-12T08:00"])
def test_sunday_night_and_tet_are_silent(tcpl: CliRunner, at: str) -> None:
    assert json.loads(tcpl.invoke(main, ["remind", "--at", at, "--dry-run", "--json"]).stdout) == []


def test_a_day_off_moves_what_would_come(tcpl: CliRunner) -> None:
    put = tcpl.invoke(main, ["day", "off", "2026-12-28", "--decision", "QĐ 7/QĐ-UBND", "--unit", "huong-tra"])
    assert put.stdout == "thứ Hai 28/12/2026: nghỉ (QĐ 7/QĐ-UBND), Phòng Tư pháp thị xã Hương Trà\n"
    silent = tcpl.invoke(main, ["remind", "--at", "2026-12-28T08:00", "--dry-run", "--json"])
    assert json.loads(silent.stdout) == []
    assert tcpl.invoke(main, ["day", "work", "2026-12-28", "--decision", "QĐ 8", "--unit", "huong-tra"]).exit_code == 0
    spoken = tcpl.invoke(main, ["remind", "--at", "2026-12-28T08:00", "--dry-run", "--json"])
    assert len(json.loads(spoken.stdout)) > 0
    assert tcpl.invoke(main, ["day", "list"]).stdout.count("\n") == 1


def test_a_plan_is_attached_and_taken_away(tcpl: CliRunner) -> None:
    at = ["remind", "--at", "2026-12-28T08:00", "--dry-run", "--json"]
    assert "kh-3590-2021/xa" in tcpl.invoke(main, at).stdout
    assert tcpl.invoke(main, ["remind", "plan", "kh-3590-2021", "--unit", "huong-tra", "--off"]).exit_code == 0
    assert "kh-3590-2021/xa" not in tcpl.invoke(main, at).stdout


def test_why_something_is_not_told(tcpl: CliRunner) -> None:
    early = tcpl.invoke(main, ["remind", "why", "--person", "2", "--at", "2024-01-05T08:00"]).stdout
    assert "09/01/2024\tphường Tứ Hạ\tGửi hồ sơ đề nghị công nhận\tkhông nhắc: chưa đến mốc của người này" in early
    tcpl.invoke(main, ["remind", "--at", "2024-01-08T08:00"])
    told = tcpl.invoke(main, ["remind", "why", "--person", "1", "--at", "2024-01-08T09:00"]).stdout
    assert told.startswith("Hôm nay người này đã nhận tin nhắc việc")
    assert "không nhắc: mốc này đã nhắc" in told
    assert "nhắc: ngày cuối" in tcpl.invoke(main, ["remind", "why", "--person", "2", "--at", "2024-01-09T08:00"]).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["remind", "--at", "hôm nay"],
        ["remind", "log", "--unit", "khong-co"],
        ["remind", "why", "--person", "99"],
        ["remind", "plan", "kh-9", "--unit", "huong-tra"],
        ["day", "off", "2026-13-01", "--decision", "x"],
        ["day", "off", "2026-12-28"],
        ["day", "off", "2026-12-28", "--decision", " "],
    ],
)
def test_bad_input_is_refused(tcpl: CliRunner, words: list[str]) -> None:
    assert tcpl.invoke(main, words).exit_code == 2


def services_at(url: str, knowledge: Knowledge, now: datetime) -> Services:
    return Services(read_settings({}), open_engine(url), lambda: now, knowledge, Bell(), b"")


def test_the_tick_works_once_a_day_and_rings(database_url: str, knowledge: Knowledge) -> None:
    services = services_at(database_url, knowledge, NOW)
    fill_crowd(services.engine, 2, 1, NOW)
    planner = Planner(services)
    for _ in range(3):
        asyncio.run(planner.tick())
    assert services.bell.count("outbox") == 1
    with reading(services.engine) as connection:
        assert len(connection.execute(select(outbox.c.id)).all()) == 2
    services.engine.dispose()


def test_the_buttons_of_a_digest_stay_good(database_url: str, knowledge: Knowledge) -> None:
    services = services_at(database_url, knowledge, NOW)
    engine = services.engine
    fill_crowd(engine, 1, 1, NOW)
    asyncio.run(Planner(services).tick())
    (message,) = claim(engine, "telegram", "me", NOW, 10)
    labels = [each.label for each in message.reply.choices]
    later = labels.index("Nhắc lại sáng mai") + 1
    said: list[Content] = [
        Text("hạn gửi hồ sơ năm 2023"),
        Press(message.revision, later),
        Press(message.revision, later),
    ]
    for number, content in enumerate(said):
        accept(engine, [Update(str(number), "telegram", "1", content)], NOW)
        assert take_turn(engine, partial(respond, knowledge=knowledge), NOW + timedelta(minutes=number))
    with reading(engine) as connection:
        replies = connection.execute(select(outbox.c.body).where(outbox.c.kind == "reply").order_by(outbox.c.id)).all()
        put_off = connection.execute(select(snoozes.c.until)).all()
    assert load_reply(replies[-1].body).text.startswith("Em sẽ nhắc lại sáng thứ Tư 18/12.")
    assert len(replies) == 2, "the second press of the same button is silent"
    assert {row.until for row in put_off} == {(NOW + timedelta(days=1)).date()}
    engine.dispose()


def test_somebody_elses_button_does_nothing(database_url: str, knowledge: Knowledge) -> None:
    services = services_at(database_url, knowledge, NOW)
    engine = services.engine
    fill_crowd(engine, 2, 1, NOW)
    asyncio.run(Planner(services).tick())
    message = next(each for each in claim(engine, "telegram", "me", NOW, 10) if each.address == "1")
    accept(engine, [Update("x", "telegram", "2", Press(message.revision, 1))], NOW)
    assert take_turn(engine, partial(respond, knowledge=knowledge), NOW)
    with reading(engine) as connection:
        body = connection.execute(select(outbox.c.body).where(outbox.c.kind == "reply")).scalar_one()
    assert load_reply(body).text.startswith("Lựa chọn này đã cũ")
    engine.dispose()
