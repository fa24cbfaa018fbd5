"""What the tests of `tcpl doctor` share: a sound installation and the visit."""

import json
from pathlib import Path

import click
from click.testing import CliRunner, Result

from bot.commands import upkeep

Environment = dict[str, str]


def sound_installation(database_url: str, folder: Path) -> Environment:
    """A signing key with the right rights beside a database."""
    key = folder / "secret.key"
    key.write_text("k" * 64)
    key.chmod(0o600)
    return {"TCPL_DATABASE_URL": database_url, "TCPL_DATA_DIR": str(folder)}


def doctor(environment: Environment, *arguments: str) -> Result:
    """The command in this process."""
    group = click.Group()
    upkeep.register(group)
    return CliRunner().invoke(group, ["doctor", *arguments], env=environment)


def wrong(environment: Environment) -> dict[str, str]:
    """The checks that failed, each with what was found and what to do."""
    result = doctor(environment, "--json")
    report = json.loads(result.output)
    failed = {one["id"]: f"{one['detail']}. {one['advice']}" for one in report["checks"] if not one["ok"]}
    assert (result.exit_code, report["ok"]) == ((1, False) if failed else (0, True))
    return failed
