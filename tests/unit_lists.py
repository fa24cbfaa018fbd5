"""What the tests of `tcpl unit import` share: the command, the kept units, and lists as files."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import click
from click.testing import CliRunner, Result
from openpyxl import Workbook

from bot.commands import importing
from handlers.unit_rows import ListedUnit
from storage.engine import open_engine
from storage.unit_tree import listed_units

Import = Callable[..., Result]
HEADER = ("Mã", "Tên", "Cấp", "Mã cấp trên")


def run_import(url: str, data_dir: Path, *arguments: str) -> Result:
    group = click.Group()
    importing.register(group)
    environment = {"TCPL_DATABASE_URL": url, "TCPL_DATA_DIR": str(data_dir)}
    return CliRunner().invoke(group, ["unit", "import", *arguments], env=environment)


def kept(url: str) -> dict[str, ListedUnit]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = listed_units(connection)
    engine.dispose()
    return found


def in_csv(path: Path, *rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return str(path)


def in_xlsx(path: Path, *rows: tuple[str | float | None, ...]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    book.save(path)
    return str(path)
