"""`tcpl ask`: one question, or a batch of them as JSON lines, answered at the command line."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.clock import system_clock
from bot.commands.law_loading import office_regulations, refuse
from bot.settings import read_settings
from handlers import texts_answers as texts
from handlers.asking import Answered, AskContext, ask
from handlers.conversation import CLOSING_MONTHS
from knowledge.library import load_knowledge

BAD_INPUT = 2
YEARS = click.IntRange(1000, 2999)

Answer = Callable[[str, tuple[str, ...], int | None], Answered]


class AskedLine(BaseModel):
    """One line of a batch; what else a line holds is left alone."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    id: str | int
    q: str
    prev: tuple[str, ...] | None = None
    year: int | None = None


@click.command("ask")
@click.argument("question", required=False)
@click.option("--year", type=YEARS, help="The assessed year that the question is about.")
@click.option("--prev", multiple=True, help="An earlier question of the same talk, oldest first; can be repeated.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Answer as on this day.")
@click.option("--batch", is_flag=True, help="Questions as JSON lines on standard input, answers as JSON lines out.")
def ask_command(
    question: str | None, year: int | None, prev: tuple[str, ...], today: datetime | None, batch: bool
) -> None:
    """Answer QUESTION, or every line of standard input with --batch."""
    answer = _answerer(today.date() if today else _today())
    if batch:
        sys.exit(_answer_lines(sys.stdin.buffer, answer))
    if question is None:
        refuse(texts.NO_QUESTION)
    click.echo(shown(answer(question, prev, year)))


def shown(answered: Answered) -> str:
    """What a person reads: the text and the numbered choices."""
    return "\n".join([answered.text, *(f"[{at}] {label}" for at, (_, label) in enumerate(answered.choices, 1))])


def _today() -> date:
    return system_clock(read_settings(os.environ).timezone)().date()


def _answerer(today: date) -> Answer:
    settings = read_settings(os.environ)
    knowledge = load_knowledge(settings.regulations_dir)
    knowledge = replace(knowledge, regulations=office_regulations(knowledge.regulations, settings))
    assessed_year = today.year - (today.month <= CLOSING_MONTHS)

    def answer(question: str, previous: tuple[str, ...], year: int | None) -> Answered:
        return ask(question, AskContext(previous, year, assessed_year), knowledge)

    return answer


def _answer_lines(lines: Iterable[bytes], answer: Answer) -> int:
    """Answers line by line; a bad line is told on standard error and the others go on."""
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = AskedLine.model_validate_json(line)
        except ValidationError:
            click.echo(texts.bad_line(number), err=True)
            code = BAD_INPUT
        else:
            click.echo(json.dumps(_answer_line(asked, answer), ensure_ascii=False))
    return code


def _answer_line(asked: AskedLine, answer: Answer) -> dict[str, object]:
    answered = answer(asked.q, asked.prev or (), asked.year)
    return {
        "id": asked.id,
        "answer": shown(answered),
        "confident": answered.outcome == "sure",
        "cards": list(answered.cards),
        "citations": list(answered.citations),
    }


def register(group: click.Group) -> None:
    """Adds the command."""
    group.add_command(ask_command)
