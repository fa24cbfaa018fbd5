"""The README and CONTRIBUTING name what there is."""

import re
from pathlib import Path

import click

from bot.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme() -> None:
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r"TCPL_[A-Z_]+", source)) - set(re.findall(r"TCPL_[A-Z_]+", README)) == set()


def test_every_command_is_in_the_readme() -> None:
    assert isinstance(main, click.Group)
    missing = [name for name in main.commands if not re.search(rf"`tcpl [^`]*\b{name}\b", README)]
    assert missing == []


def test_every_package_is_in_the_readme() -> None:
    assert all(f"| `{package}/` |" in README for package in ("knowledge", "handlers", "storage", "bot"))


def test_every_file_that_the_documents_name_is_there() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|handlers|knowledge|storage|tests|docs)/[\w./-]+\.\w+)`", README + contributing)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)
