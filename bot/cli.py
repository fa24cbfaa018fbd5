"""The command `tcpl`: one group, its subcommands in bot.commands."""

import click
from click import ClickException

from bot.commands import asking, chat, importing, law, people, reminding, running, units, upkeep
from bot.settings import SettingsError
from handlers import texts_cli
from handlers.texts_law_faults import fault_line
from knowledge.strict_yaml import DataError


class Refused(ClickException):
    """Bad input: exit code 2, the reason on standard error."""

    exit_code = 2


class Tcpl(click.Group):
    """Turns the program's own refusals into words and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the subcommand."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise Refused(texts_cli.BAD_SETTING.format(name=error.name, example=error.example)) from error
        except DataError as error:
            raise Refused(texts_cli.DATA_FAULTS.format(faults="\n".join(map(fault_line, error.faults)))) from error


@click.group(cls=Tcpl)
@click.version_option(package_name="tcpl-assistant")
def main() -> None:
    """Trợ lý TCPL: answers, score entry and reminders for the legal-access standard."""


for family in (asking, chat, law, units, importing, people, reminding, running, upkeep):
    family.register(main)
