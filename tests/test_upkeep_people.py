"""`tcpl person list`, `tcpl person name`, `tcpl link`."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.commands import people
from bot.secret import load_secret
from bot.settings import read_settings
from bot.signin import Signer
from storage.engine import open_engine
from storage.people import add_membership, add_person
from storage.units import find_unit, put_unit

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
Command = Callable[..., Result]


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    engine = open_engine(database_url)
    with engine.begin() as tx:
        for code in ("a", "b"):
            put_unit(tx, code, f"xã {code.upper()}", "commune", None)
        units = [find_unit(tx, code) for code in ("a", "b")]
        lan, _guest = add_person(tx, "Lan", T0), add_person(tx, None, T0)
        for unit, role in zip(units, ("official", "leader"), strict=True):
            assert unit
            add_membership(tx, lan, unit.id, role, T0)
    engine.dispose()
    return {"TCPL_DATABASE_URL": database_url, "TCPL_DATA_DIR": str(tmp_path), "TCPL_PUBLIC_URL": "https://tcpl.vn/"}


@pytest.fixture
def tcpl(environment: dict[str, str]) -> Command:
    group = click.Group()
    people.register(group)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(group, arguments, env=environment)

    return call


def test_it_lists_everybody_or_a_unit(tcpl: Command) -> None:
    lan = "1\tLan\txã A (công chức theo dõi); xã B (lãnh đạo UBND)\n"
    assert tcpl("person", "list").output == lan + "2\t(chưa có tên)\tkhách, chưa tham gia đơn vị nào\n"
    assert tcpl("person", "list", "--unit", "b").output == lan
    unknown = tcpl("person", "list", "--unit", "z")
    assert (unknown.exit_code, "“z”" in unknown.output) == (2, True)


def test_it_names_a_person(tcpl: Command) -> None:
    assert tcpl("person", "name", "2", "  Trần\u200b  Bình\n").exit_code == 0
    assert "2\tTrần Bình\t" in tcpl("person", "list").output
    for bad in (("9", "Ai"), ("2", " "), ("2", "x" * 101), ("0", "Ai"), ("99999999999", "Ai")):
        assert tcpl("person", "name", *bad).exit_code == 2
    assert "2\tTrần Bình\t" in tcpl("person", "list").output


def test_a_link_signs_that_person_in(tcpl: Command, environment: dict[str, str]) -> None:
    printed = tcpl("link", "1", "--hours", "2").output.splitlines()
    assert printed[1].startswith("https://tcpl.vn/vao/")
    signer = Signer(load_secret(read_settings(environment)))
    assert signer.person_of(printed[1].rpartition("/")[2]) == 1


@pytest.mark.parametrize("arguments", [("7",), ("1", "--hours", "0"), ("1", "--hours", "169"), ("x",)])
def test_a_link_for_nobody_or_for_ever_is_refused(tcpl: Command, arguments: tuple[str, ...]) -> None:
    assert tcpl("link", *arguments).exit_code == 2
