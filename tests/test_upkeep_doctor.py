"""`tcpl doctor`: sound where all is well, and of each fault what it is and what to do, in one line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from handlers.conversation import Reply, Text, Update
from storage.engine import open_engine
from storage.inbox import accept, bury
from storage.outbox import enqueue_notice
from storage.turns import give_up
from tests.doctor_visits import Environment, doctor, sound_installation, wrong


@pytest.fixture
def sound(sqlite_url: str, tmp_path: Path) -> Environment:
    return sound_installation(sqlite_url, tmp_path)


def test_a_sound_installation(database_url: str, sound: Environment) -> None:
    result = doctor(sound | {"TCPL_DATABASE_URL": database_url})
    lines = result.output.splitlines()
    assert (result.exit_code, len(lines)) == (0, 17), result.output
    assert all(line.startswith("✓ ") for line in lines)
    assert any(line.startswith("✓ Kho quy định và câu trả lời: ") for line in lines)


def test_a_setting_that_cannot_be_read(sound: Environment) -> None:
    assert wrong(sound | {"TCPL_TIMEZONE": "Asia/Atlantis"}) == {
        "settings": "biến TCPL_TIMEZONE chưa đúng. Ví dụ: TCPL_TIMEZONE=Asia/Ho_Chi_Minh"
    }


def test_nothing_is_there_and_nothing_is_made(tmp_path: Path) -> None:
    failed = wrong({"TCPL_DATA_DIR": str(tmp_path / "none")})
    assert failed.keys() == {"data_dir", "database"}
    assert "tcpl run" in failed["database"]
    assert not list(tmp_path.iterdir())


def test_a_server_that_is_away_and_a_file_that_is_no_database(sound: Environment, tmp_path: Path) -> None:
    failed = wrong(sound | {"TCPL_DATABASE_URL": "postgresql://u:hidden@127.0.0.1:1/none"})
    assert failed.keys() == {"database"}
    assert "hidden" not in failed["database"]
    (tmp_path / "text.db").write_text("no database " * 100)
    assert wrong(sound | {"TCPL_DATABASE_URL": f"sqlite:///{tmp_path / 'text.db'}"}).keys() == {"database"}


def test_a_damaged_database(sound: Environment, tmp_path: Path) -> None:
    path = tmp_path / "tcpl.db"
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 12] = b"\x07" * 4096 * 8
    path.write_bytes(content)
    assert "database" in wrong(sound)


@pytest.mark.parametrize(("revision", "said"), [("9999", "mới hơn chương trình"), (None, "chưa khởi tạo")])
def test_another_schema(database_url: str, sound: Environment, revision: str | None, said: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as tx:
        tx.execute(text("DELETE FROM alembic_version"))
        if revision:
            tx.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    engine.dispose()
    failed = wrong(sound | {"TCPL_DATABASE_URL": database_url})
    assert (set(failed), said in failed["schema"]) == ({"schema"}, True)


def test_a_database_that_may_only_be_read(fresh_postgres_url: str, sound: Environment) -> None:
    url = fresh_postgres_url + "&options=-c%20default_transaction_read_only%3Don"
    failed = wrong(sound | {"TCPL_DATABASE_URL": url})
    assert (set(failed), "read-only" in failed["writing"]) == ({"writing"}, True)


def test_faulty_law(sound: Environment, tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "mine.yaml").write_text("id: x\nid: y\n")
    failed = wrong(sound | {"TCPL_REGULATIONS_DIR": str(tmp_path / "law")})
    assert (set(failed), "mine.yaml:2" in failed["knowledge"]) == ({"knowledge"}, True)


def test_a_key_that_others_may_read_or_that_is_short(sound: Environment, tmp_path: Path) -> None:
    (tmp_path / "secret.key").chmod(0o644)
    assert "chmod 600" in wrong(sound)["key"]
    (tmp_path / "secret.key").chmod(0o600)
    (tmp_path / "secret.key").write_text("")
    assert wrong(sound).keys() == {"key"}
    assert wrong(sound | {"TCPL_SECRET_KEY": "short"}).keys() == {"key"}
    assert not wrong(sound | {"TCPL_SECRET_KEY": "long enough " * 5})


def test_a_public_url_without_tls(sound: Environment) -> None:
    assert wrong(sound | {"TCPL_PUBLIC_URL": "http://tcpl.vn"}).keys() == {"public_url"}
    assert not wrong(sound | {"TCPL_PUBLIC_URL": "https://tcpl.vn"})


def test_what_waits_too_long_and_what_failed(database_url: str, sound: Environment) -> None:
    environment = sound | {"TCPL_DATABASE_URL": database_url}
    now = datetime.now(UTC)
    engine = open_engine(database_url)
    bury(engine, "telegram", "{", "L-1", now)
    accept(engine, [Update("1", "console", "a", Text("x"))], now)
    assert not wrong(environment)
    accept(engine, [Update("2", "console", "a", Text("x"))], now - timedelta(hours=1))
    assert wrong(environment).keys() == {"waiting"}
    for number in (1, 2):
        give_up(engine, number, "L-2", Reply("x"), now - timedelta(hours=2))
    assert wrong(environment).keys() == {"failed", "unsent"}
    with engine.begin() as tx:
        tx.execute(text("UPDATE outbox SET state = 'sent'"))
        tx.execute(text("UPDATE inbox SET state = 'done'"))
        enqueue_notice(tx, ("console", "a", 1), Reply("x"), now + timedelta(days=3))
    engine.dispose()
    assert not wrong(environment)
