"""`tcpl regulation annex …` and `tcpl regulation confirm`: what the office adds to the law that we hold."""

import os
from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.law_loading import law_of_office, refuse, regulation_of
from bot.documents.annex import annex_template
from bot.documents.annex_reading import AnnexFileRefused, read_annex
from bot.opening import open_database
from bot.settings import read_settings
from handlers import texts_law_annex as texts
from knowledge.annex_applied import value_of
from knowledge.regulation import Regulation
from knowledge.regulation_values import Sourced, sourced_values
from storage.law_records import add_annex, add_confirmation

NAMED = {"document": "The official document that was read.", "by": "Who read it: name and office."}


@click.group()
def annex() -> None:
    """The points that the regulation's own text does not hold: export a template, import a filled-in one."""


@annex.command("export")
@click.argument("year", type=click.IntRange(1000, 2999))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(year: int, file: Path) -> None:
    """Write an empty annex for an assessed YEAR to FILE (XLSX)."""
    law = law_of_office()
    found = regulation_of(law, year)
    if found.result != "points":
        refuse(texts.annex_fault("", "no_points", (found.id,)))
    if file.exists():
        refuse(texts.FILE_EXISTS.format(path=file))
    file.write_bytes(annex_template(found, law))
    click.echo(texts.EXPORTED.format(path=file))


@annex.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--document", required=True, help=NAMED["document"])
@click.option("--by", required=True, help=NAMED["by"])
def import_(file: Path, document: str, by: str) -> None:
    """Check a filled-in annex and record it."""
    law = law_of_office()
    try:
        found = read_annex(file.read_bytes(), {each.id: each for each in law.regulations}, _name(document))
    except AnnexFileRefused as error:
        faults = [texts.annex_fault(each.cell, each.kind, each.about) for each in error.faults]
        refuse("\n".join([texts.FAULTS_HEAD, *faults]))
    settings = read_settings(os.environ)
    now = system_clock(settings.timezone)()
    with open_database(settings).begin() as tx:
        add_annex(tx, found, _name(by), now)
    said = {"document": found.document, "regulation": found.regulation, "by": by, "on": f"{now:%d/%m/%Y}"}
    click.echo(texts.IMPORTED.format(**said))


@click.command()
@click.argument("year", type=click.IntRange(1000, 2999))
@click.argument("key", required=False)
@click.option("--document", default="", help=NAMED["document"])
@click.option("--by", default="", help=NAMED["by"])
def confirm(year: int, key: str | None, document: str, by: str) -> None:
    """Confirm the value KEY of the YEAR's regulation; without KEY, list what nobody confirmed."""
    law = law_of_office()
    found = regulation_of(law, year)
    if key is None:
        _list_unsure(found)
        return
    value = dict(sourced_values(found)).get(key)
    if value is None:
        refuse(texts.NO_VALUE.format(key=key, regulation=found.id))
    if value.is_sure:
        refuse(texts.SURE_ALREADY.format(key=key))
    _record(found, key, value, (_name(document), _name(by)))


def _record(found: Regulation, key: str, value: Sourced, named: tuple[str, str]) -> None:
    document, by = named
    settings = read_settings(os.environ)
    now = system_clock(settings.timezone)()
    with open_database(settings).begin() as tx:
        add_confirmation(tx, found.id, key, value_of(found, key) or "", (by, document, now))
    click.echo(texts.CONFIRMED.format(by=by, key=key, value=texts.value_words(value), document=document))


def _list_unsure(found: Regulation) -> None:
    unsure = [(key, value) for key, value in sourced_values(found) if not value.is_sure]
    click.echo(texts.UNSURE_HEAD if unsure else texts.NOTHING_UNSURE)
    for key, value in unsure:
        click.echo(texts.unsure_value(key, value))


def _name(text: str) -> str:
    """A name that was really given."""
    if not text.strip():
        refuse(texts.NAME_NEEDED)
    return " ".join(text.split())


def register(group: click.Group) -> None:
    """Adds the commands to `tcpl regulation`."""
    group.add_command(annex)
    group.add_command(confirm)
