"""What nobody waits for goes to another address of the person when one takes nothing any more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from handlers.conversation import Reply
from storage.outbox import claim, enqueue_notice, give_up_message, mark_failed
from storage.people import add_address, add_person, person_at
from storage.tables import outbox

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ZALO, TELEGRAM, WEB = ("zalo", "z"), ("telegram", "t"), ("web", "w")
LATER = T0 + timedelta(minutes=5)


@pytest.fixture
def person(engine: Engine) -> int:
    """Somebody with three addresses, Zalo used last, and a notice for Zalo."""
    with engine.begin() as tx:
        id_ = add_person(tx, "An", T0)
        for minute, place in enumerate((WEB, TELEGRAM, ZALO)):
            add_address(tx, id_, *place, T0 + timedelta(minutes=minute))
        enqueue_notice(tx, (*ZALO, id_), Reply("Sắp đến hạn."), T0)
    return id_


def fail(engine: Engine, channel: str) -> None:
    [message] = claim(engine, channel, "me", LATER, 5)
    mark_failed(engine, message, "blocked", LATER)


def give_up(engine: Engine, channel: str) -> None:
    [message] = claim(engine, channel, "me", LATER, 5)
    give_up_message(engine, message, "refused", LATER)


def row(engine: Engine) -> tuple[object, ...]:
    with engine.connect() as connection:
        found = connection.execute(select(outbox.c.channel, outbox.c.address, outbox.c.state, outbox.c.why)).one()
    return tuple(found)


def test_it_goes_on_from_address_to_address_until_none_is_left(engine: Engine, person: int) -> None:
    fail(engine, "zalo")
    assert row(engine) == (*TELEGRAM, "queued", "moved: blocked")
    [message] = claim(engine, "telegram", "me", LATER, 5)
    assert (message.reply.text, message.attempts) == ("Sắp đến hạn.", 1)
    mark_failed(engine, message, "no_chat", LATER)
    assert row(engine) == (*WEB, "queued", "moved: no_chat")
    fail(engine, "web")
    assert row(engine) == (*WEB, "failed", "blocked")


def test_a_reply_stays_where_it_was_asked_for(engine: Engine, person: int) -> None:
    [message] = claim(engine, "zalo", "me", LATER, 5)
    mark_failed(engine, replace(message, kind="reply"), "blocked", LATER)
    assert row(engine) == (*ZALO, "failed", "blocked")


def test_without_another_address_it_has_failed(engine: Engine) -> None:
    with engine.begin() as tx:
        enqueue_notice(tx, (*ZALO, person_at(tx, *ZALO, T0)), Reply("x"), T0)
    fail(engine, "zalo")
    assert row(engine) == (*ZALO, "failed", "blocked")


def test_a_message_that_every_channel_refuses_does_not_go_round(engine: Engine, person: int) -> None:
    give_up(engine, "zalo")
    assert row(engine) == (*TELEGRAM, "queued", "moved: refused")
    give_up(engine, "telegram")
    assert row(engine) == (*TELEGRAM, "failed", "refused")
