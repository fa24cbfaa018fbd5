"""What an office records about the law - an annex, a confirmed value - and how it counts from then on."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from bot.commands import asking, law
from bot.recorded_law import recorded_regulations
from storage.law_records import add_annex, add_confirmation, recorded_annexes
from tests.test_law_annex import DEMO, LAW, filled, read

T0 = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # the 23rd at the office


def test_what_was_recorded_counts_the_last_annex_first(engine: Engine) -> None:
    with engine.begin() as tx:
        add_annex(tx, DEMO.model_copy(update={"made_up": False, "document": "bản cũ"}), "A", T0)
        add_annex(tx, read(filled()), "Lê Thị B, Sở Tư pháp", T0)
        add_confirmation(tx, "qd-27-2025", "criteria/9/title", "{}", ("A", "x", T0))
        recorded = recorded_annexes(tx, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert [each.on for each in recorded] == [date(2026, 11, 23)] * 2
    found = {each.id: each for each in recorded_regulations(LAW.regulations, engine, "Asia/Ho_Chi_Minh")}
    annex = found["qd-25-2021"].annex
    assert annex is not None
    assert (annex.document, annex.by) == ("Phụ lục I", "Lê Thị B, Sở Tư pháp")


def run(database: Path, *arguments: str, given: str = "", command: str = "regulation") -> Result:
    group = click.Group()
    law.register(group)
    asking.register(group)
    env = {"TCPL_REGULATIONS_DIR": "", "TCPL_DATA_DIR": str(database), "TCPL_DATABASE_URL": ""}
    return CliRunner().invoke(group, [command, *arguments] if arguments else ["assess"], input=given, env=env)


REQUEST = (
    '{"year": 2023, "criteria": {"1": 10, "2": 20, "3": 18, "4": 20, "5": 20},'
    ' "declarations": {"head_not_disciplined": true}}'
)


def test_from_the_template_to_a_sure_verdict(tmp_path: Path) -> None:
    file, home = tmp_path / "annex.xlsx", tmp_path / "var"
    assert '"verdict": "incomplete"' in run(home, given=REQUEST).stdout
    assert not home.exists(), "assessing alone makes no database"
    assert run(home, "annex", "export", "2023", str(file)).exit_code == 0
    assert run(home, "annex", "export", "2023", str(file)).exit_code == 2
    assert run(home, "annex", "import", str(file), "--document", "Phụ lục I", "--by", "B").exit_code == 2
    file.write_bytes(filled())
    said = run(home, "annex", "import", str(file), "--document", "Phụ lục I", "--by", "Lê Thị B")
    assert said.exit_code == 0
    assert "“Phụ lục I” cho qd-25-2021, do Lê Thị B nhập ngày" in said.stdout
    verdict = run(home, given=REQUEST).stdout
    assert '"verdict": "met"' in verdict
    assert '"provisional": false' in verdict
    assert "Điểm theo: Phụ lục I (Lê Thị B)" in run(home, "show", "2023").stdout
    assert "Điểm tối đa: 4." in run(home, "ct1 tc2 qđ 25", command="ask").stdout, "answers know the annex as well"


def test_a_reviewer_confirms_a_value(tmp_path: Path) -> None:
    half = '{"year": 2023, "criteria": {"1": 4.99, "2": 80}}'
    listed = run(tmp_path, "confirm", "2023").stdout
    assert "criteria/1/max = 10 (nguồn thứ cấp: Bảng chấm điểm của xã Đông Quang" in listed
    assert '"provisional": true' in run(tmp_path, given=half).stdout
    assert run(tmp_path, "confirm", "2023", "criteria/1/max").exit_code == 2
    assert run(tmp_path, "confirm", "2023", "criteria/1/min", "--document", "x", "--by", "y").exit_code == 2
    assert run(tmp_path, "confirm", "2023", "criteria/1", "--document", "x", "--by", "y").exit_code == 2
    said = run(tmp_path, "confirm", "2023", "criteria/1/max", "--document", "Phụ lục I", "--by", "Lê Thị B")
    assert said.exit_code == 0
    assert said.stdout == "Đã ghi nhận: Lê Thị B xác nhận criteria/1/max = 10 đúng với “Phụ lục I”.\n"
    assert '"provisional": false' in run(tmp_path, given=half).stdout


def test_a_regulation_without_points_has_no_annex(tmp_path: Path) -> None:
    result = run(tmp_path, "annex", "export", "2026", str(tmp_path / "a.xlsx"))
    assert (result.exit_code, (tmp_path / "a.xlsx").exists()) == (2, False)
