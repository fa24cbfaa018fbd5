"""`tcpl unit import`: many units at once, from a list of the office or from the official communes."""

from pathlib import Path

import click
from sqlalchemy import Engine

from bot.commands.units import unit
from bot.communes import Province, communes_of
from bot.database import database
from bot.documents.table_file import TableRefused
from bot.documents.unit_sheet import UnitSheet, read_unit_sheet
from handlers import texts_cli, texts_import
from handlers.unit_rows import CellFault, ListedUnit, UnitPlan, as_listed, circles, clashes, faults_of, plan_units
from storage.unit_tree import listed_units, put_plan


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--communes", metavar="PROVINCE", help="Take the communes of 2025 of a province, or of all.")
@click.option("--parent", help="The code of the unit above those that name none.")
@click.option("--dry-run", is_flag=True, help="Show what would change, change nothing.")
def import_units(file: Path | None, communes: str | None, parent: str | None, dry_run: bool) -> None:
    """Add and update units from FILE (XLSX or CSV: code, name, kind, parent) or from the official communes."""
    if (file is None) == (communes is None):
        raise click.UsageError(texts_import.ONE_SOURCE)
    sheet = _read(file) if file else None
    provinces = _provinces(communes, parent) if communes else []
    with database() as engine:
        plan = _import(engine, sheet, provinces, parent, dry_run)
    if sheet and sheet.ignored:
        click.echo(texts_import.IGNORED.format(headings=", ".join(sheet.ignored)))
    click.echo(texts_import.planned(plan, dry=dry_run))


def _read(file: Path) -> UnitSheet:
    try:
        sheet = read_unit_sheet(file)
        if not sheet.rows:
            raise TableRefused("no_rows")
    except TableRefused as refused:
        raise click.UsageError(texts_import.REFUSED[refused.why]) from refused
    return sheet


def _provinces(words: str, parent: str | None) -> list[Province]:
    found = communes_of(words)
    if not found:
        raise click.UsageError(texts_import.NO_PROVINCE.format(words=words))
    if parent and len(found) > 1:
        raise click.UsageError(texts_import.ONE_PROVINCE)
    return found


def _import(
    engine: Engine, sheet: UnitSheet | None, provinces: list[Province], parent: str | None, dry_run: bool
) -> UnitPlan:
    with engine.begin() as tx:
        known = listed_units(tx)
        own = {row.code for row in sheet.rows} if sheet else set()
        if parent and parent not in known.keys() | own:
            raise click.UsageError(texts_cli.NO_UNIT.format(code=parent))
        asked = _from_sheet(sheet, known, parent) if sheet else _from_provinces(provinces, known, parent)
        plan = plan_units(asked, known)
        if not dry_run:
            put_plan(tx, plan)
    return plan


def _from_sheet(sheet: UnitSheet, known: dict[str, ListedUnit], parent: str | None) -> list[ListedUnit]:
    _refuse(sheet, faults_of(sheet.rows, known))
    asked = as_listed(sheet.rows, known, parent)
    round_and_round = circles(asked, known)
    turning = (row for row in sheet.rows if row.code in round_and_round)
    _refuse(sheet, tuple(CellFault(row.line, "parent", "circle") for row in turning))
    return asked


def _refuse(sheet: UnitSheet, faults: tuple[CellFault, ...]) -> None:
    if faults:
        columns = {field: (column.letter, column.heading) for field, column in sheet.columns.items()}
        raise click.UsageError(texts_import.bad_cells(faults, columns))


def _from_provinces(provinces: list[Province], known: dict[str, ListedUnit], parent: str | None) -> list[ListedUnit]:
    asked: list[ListedUnit] = []
    for one in provinces:
        above = parent or one.code
        if above not in known:
            asked.append(ListedUnit(above, texts_import.reviewing_office(one.name), "province", None))
        asked += [ListedUnit(code, name, "commune", above) for code, name in one.communes]
    if clashing := clashes(asked, known):
        raise click.UsageError(texts_import.clashing(clashing))
    return asked


def register(group: click.Group) -> None:
    """Adds the command to `tcpl unit`."""
    group.add_command(unit)
    unit.add_command(import_units)
