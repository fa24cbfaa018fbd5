"""`tcpl remind …` and `tcpl day …`: what is told when and to whom, and which days are worked."""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.commands.people import PERSON_ID
from bot.opening import open_services
from bot.planner import open_morning, planned
from bot.services import Services
from bot.settings import read_settings
from handlers import texts_cli, texts_remind_cli
from handlers.plain import plain
from handlers.reminding.planning import Digest
from knowledge.reminders import SET_DAY
from storage.engine import reading
from storage.own_days import list_days, put_day
from storage.readers import load_reader
from storage.reminder_log import load_log
from storage.reminders import plan_batch, preview_batch
from storage.roster import find_person
from storage.unit_plans import attach_plan, detach_plan
from storage.units import Unit, find_unit

AT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"])
DAY = click.DateTime(["%Y-%m-%d"])


def _services() -> Services:
    return open_services(read_settings(os.environ))


def _moment(services: Services, at: datetime | None) -> datetime:
    return at.replace(tzinfo=ZoneInfo(services.settings.timezone)) if at else services.clock()


def _unit(services: Services, code: str) -> Unit:
    with reading(services.engine) as connection:
        found = find_unit(connection, code)
    if found is None:
        raise click.UsageError(texts_cli.NO_UNIT.format(code=code))
    return found


@click.group(invoke_without_command=True)
@click.option("--at", type=AT, help="Plan as if it were then, in the office's zone; default: now.")
@click.option("--dry-run", is_flag=True, help="Only show what would go out.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_context
def remind(ctx: click.Context, at: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Plan the reminders of a moment once, or show what would go out; the running program does so by itself."""
    if ctx.invoked_subcommand:
        return
    services = _services()
    now = _moment(services, at)
    keep = preview_batch if dry_run else plan_batch
    found = list(planned(services.engine, services.knowledge, now, keep))
    if as_json:
        click.echo(json.dumps(list(_objects(found)), ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(texts_remind_cli.message(each.person_id, each.person, plain(each.reply)))
        click.echo(texts_remind_cli.planned(len(found), kept=not dry_run))


def _objects(found: Iterable[Digest]) -> Iterable[dict[str, object]]:
    """One object a reminder; those of one person stand in one message, so they share its text."""
    for digest in found:
        text = plain(digest.reply)
        for each in digest.told:
            yield {
                "person": digest.person or f"#{digest.person_id}",
                "unit": each.unit,
                "deadline": each.ref.key,
                "last_day": each.last_day.isoformat(),
                "milestone": _milestone(each.milestone),
                "text": text,
            }


def _milestone(label: str) -> int | str:
    """Days before the last day as a number."""
    name = label.partition(SET_DAY)[0]
    return int(name) if name.isdigit() else name


@remind.command("log")
@click.option("--unit", "unit_code", help="Only of the unit with this code.")
@click.option("--person", type=PERSON_ID, help="Only to the person with this id.")
@click.option("--most", type=click.IntRange(1, 100_000), default=200, show_default=True)
def log(unit_code: str | None, person: int | None, most: int) -> None:
    """What went out, when, or why not: the newest first."""
    services = _services()
    unit = _unit(services, unit_code) if unit_code else None
    with reading(services.engine) as connection:
        rows = load_log(connection, unit.id if unit else None, person, most)
    for row in rows:
        sent_at = row.sent_at.astimezone(ZoneInfo(services.settings.timezone)) if row.sent_at else None
        who = row.person or f"#{row.person_id}"
        told = texts_remind_cli.told_line(row.day, who, row.unit, row.title, row.milestone, row.last_day)
        click.echo(told + texts_remind_cli.fate(row.state, row.channel, sent_at, row.why))
    if not rows:
        click.echo(texts_remind_cli.NOTHING_SENT)


@remind.command("why")
@click.option("--person", type=PERSON_ID, required=True, help="The person's id.")
@click.option("--at", type=AT, help="As if it were then; default: now.")
def why(person: int, at: datetime | None) -> None:
    """What one person is told of each due thing that morning, or why nothing."""
    services = _services()
    now = _moment(services, at)
    with reading(services.engine) as connection:
        if find_person(connection, person) is None:
            raise click.UsageError(texts_cli.NO_PERSON.format(person=person))
        reader = load_reader(connection, person, now.date())
    if reader.address is None:
        click.echo(texts_remind_cli.NO_ADDRESS)
    if reader.told_today:
        click.echo(texts_remind_cli.TOLD_TODAY)
    items = list(open_morning(services.engine, services.knowledge, now).items(reader))
    for each in sorted(items, key=lambda item: item.due.last_day):
        click.echo(texts_remind_cli.verdict_line(each.unit.name, each.due.title, each.due.last_day, each.verdict))
    if not items:
        click.echo(texts_remind_cli.NOTHING_CONCERNS)


@remind.command("plan")
@click.argument("plan_id")
@click.option("--unit", "unit_code", required=True, help="The unit for which, with all below it, the plan holds.")
@click.option("--off", is_flag=True, help="Take it away again.")
def plan(plan_id: str, unit_code: str, off: bool) -> None:
    """Attach a plan of the knowledge base to a part of the tree, so that its tasks are reminded of."""
    services = _services()
    known = [each.id for each in services.knowledge.plans]
    if plan_id not in known:
        raise click.UsageError(texts_remind_cli.no_plan(plan_id, known))
    unit = _unit(services, unit_code)
    with services.engine.begin() as tx:
        if off:
            detach_plan(tx, unit.id, plan_id)
        else:
            attach_plan(tx, unit.id, plan_id)
    click.echo(texts_remind_cli.attached(plan_id, unit.name, off=off))


@click.group()
def day() -> None:
    """Days off and days worked beside the public holidays."""


def _put(moment: datetime, decision: str, unit_code: str | None, *, is_working: bool) -> None:
    services = _services()
    unit = _unit(services, unit_code) if unit_code else None
    said = " ".join(decision.split())
    if not said:
        raise click.UsageError(texts_remind_cli.NO_DECISION)
    with services.engine.begin() as tx:
        put_day(tx, unit.id if unit else None, moment.date(), said, services.clock(), is_working=is_working)
    click.echo(texts_remind_cli.day_line(moment.date(), is_working, said, unit.name if unit else None))


@day.command("off")
@click.argument("moment", metavar="YYYY-MM-DD", type=DAY)
@click.option("--decision", required=True, help="The decision that says so, with its number.")
@click.option("--unit", "unit_code", help="Only for this unit and all below it.")
def off(moment: datetime, decision: str, unit_code: str | None) -> None:
    """This day is not worked."""
    _put(moment, decision, unit_code, is_working=False)


@day.command("work")
@click.argument("moment", metavar="YYYY-MM-DD", type=DAY)
@click.option("--decision", required=True, help="The decision that says so, with its number.")
@click.option("--unit", "unit_code", help="Only for this unit and all below it.")
def work(moment: datetime, decision: str, unit_code: str | None) -> None:
    """This day is worked."""
    _put(moment, decision, unit_code, is_working=True)


@day.command("list")
def show() -> None:
    """The days that were recorded."""
    with reading(_services().engine) as connection:
        for each in list_days(connection):
            click.echo(texts_remind_cli.day_line(each.day, each.is_working, each.decision, each.unit))


def register(group: click.Group) -> None:
    """Adds the commands."""
    group.add_command(remind)
    group.add_command(day)
