"""`tcpl doctor`, `tcpl backup`, `tcpl restore`: keeping the program well."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import system_clock
from bot.database import is_missing, untouched_database
from bot.doctor import Check, examine_machine
from bot.doctor_channels import examine_channels
from bot.doctor_database import examine_database
from bot.files import files_folder
from bot.settings import Settings, read_settings
from handlers import texts_doctor, texts_upkeep
from knowledge.text import fold
from storage.archive import Origin, back_up
from storage.archive_files import is_sound
from storage.archive_parts import ArchiveRefused, Manifest, open_archive
from storage.archive_restore import restore as restore_archive

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check the installation, one line a check; exit code 1 if something is wrong."""
    checks = examine(os.environ)
    sound = all(check.ok for check in checks)
    if as_json:
        click.echo(json.dumps({"ok": sound, "checks": [vars(check) for check in checks]}, ensure_ascii=False))
    else:
        for check in checks:
            click.echo(texts_doctor.line(check.id, check.ok, check.detail, check.advice))
    ctx.exit(0 if sound else 1)


def examine(environ: Mapping[str, str]) -> list[Check]:
    """Every check that the settings allow."""
    checks, settings = examine_machine(environ)
    if settings:
        checks += [*examine_database(settings), *examine_channels(settings)]
    return checks


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write everything but the signing key into FILE; the program may go on running."""
    settings = read_settings(os.environ)
    _check_target(file, settings)
    origin = Origin(version("tcpl-assistant"), system_clock(settings.timezone)())
    with _told(), untouched_database(settings) as engine:
        if is_missing(settings):
            raise ArchiveRefused("no_data")
        manifest = back_up(engine, files_folder(settings), file, origin)
    click.echo(texts_upkeep.backed_up(*_counts(manifest), str(file)))
    if broken := [part.name for part in manifest.files if not is_sound(part)]:
        click.echo(texts_upkeep.unsound_files(broken), err=True)


def _check_target(file: Path, settings: Settings) -> None:
    if not file.absolute().parent.is_dir():
        raise click.UsageError(texts_upkeep.NO_FOLDER.format(folder=file.absolute().parent))
    if files_folder(settings).resolve() in file.resolve().parents:
        raise click.UsageError(texts_upkeep.INSIDE_FILES.format(folder=files_folder(settings)))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace all data that is there (asks first).")
@click.option("--yes", is_flag=True, help="Replace without asking.")
def restore(file: Path, replace: bool, yes: bool) -> None:
    """Fill an empty database from a backup FILE; stop the program first."""
    settings = read_settings(os.environ)
    with _told(), open_archive(file) as archive:
        if replace and not yes:
            _confirm()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with untouched_database(settings) as engine:
            restore_archive(engine, archive, files_folder(settings), replace=replace)
    click.echo(texts_upkeep.restored(*_counts(archive.manifest), archive.manifest.made_at))


def _confirm() -> None:
    typed = click.prompt(texts_upkeep.REPLACE_PROMPT, default="", show_default=False)
    if " ".join(fold(typed).split()) != texts_upkeep.REPLACE_WORD:
        raise click.UsageError(texts_upkeep.NOT_CONFIRMED)


@contextmanager
def _told() -> Iterator[None]:
    """What can go wrong, in words: a file that cannot be used is bad input, a full disk is not."""
    try:
        yield
    except ArchiveRefused as refused:
        raise click.UsageError(texts_upkeep.ARCHIVE_REFUSED[refused.why].format(about=refused.about)) from refused
    except OSError as error:
        raise click.ClickException(texts_upkeep.CANNOT_WRITE.format(why=error.strerror)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(texts_upkeep.DATABASE_FAULT) from error


def _counts(manifest: Manifest) -> tuple[int, int, int]:
    rows = sum(part.rows or 0 for part in manifest.parts)
    return len(manifest.tables), rows, len(manifest.files)


def register(group: click.Group) -> None:
    """Adds the commands."""
    for command in (doctor, backup, restore):
        group.add_command(command)
