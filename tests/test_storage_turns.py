"""One turn is kept whole or not at all, in order, once; on SQLite and on PostgreSQL."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from handlers.changes import Joined
from handlers.conversation import Choice, Memory, Reply, Text, Topic, Turn, Update
from storage.codec import load_standing
from storage.errors import TurnConflicted, TurnFailed
from storage.inbox import accept, bury, waiting
from storage.invitations import add_invitation
from storage.outbox import claim
from storage.tables import dead_letters, dialogues, inbox, memberships, outbox
from storage.turns import give_up, take_turn
from storage.units import find_unit, put_unit

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def said(number: int, text: str, address: str = "a") -> Update:
    return Update(str(number), "console", address, Text(text))


def echo(update: Update, memory: Memory) -> Turn:
    assert isinstance(update.content, Text)
    choices = (Choice("x", "một"),)
    return Turn((Reply(update.content.text, choices),), topic=Topic((*memory.topic.questions, update.content.text)))


def heard(engine: Engine, now: datetime = T0) -> list[str]:
    """Everything that is out, in the order it would be sent."""
    with engine.connect() as connection:
        rows = connection.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars().all()
    return [row.split('"text":"')[1].split('"')[0] for row in rows]


def test_it_keeps_an_update_once(engine: Engine) -> None:
    assert accept(engine, [said(1, "một"), said(1, "một")], T0) == 1
    assert accept(engine, [said(1, "một")], T0) == 0
    assert waiting(engine)[0] == 1


def test_it_answers_in_the_order_of_asking_and_remembers(engine: Engine) -> None:
    accept(engine, [said(1, "một"), said(2, "hai"), said(3, "ba")], T0)
    topics: list[tuple[str, ...]] = []

    def remember(update: Update, memory: Memory) -> Turn:
        topics.append(memory.topic.questions)
        return echo(update, memory)

    while take_turn(engine, remember, T0):
        pass
    assert heard(engine) == ["một", "hai", "ba"]
    assert topics == [(), ("một",), ("một", "hai")]


def test_a_turn_that_breaks_keeps_nothing_and_is_apologised_for(engine: Engine) -> None:
    accept(engine, [said(1, "hỏng"), said(2, "tốt")], T0)

    def broken(update: Update, memory: Memory) -> Turn:
        if update.content == Text("hỏng"):
            raise ZeroDivisionError
        return echo(update, memory)

    with pytest.raises(TurnFailed) as failed:
        take_turn(engine, broken, T0)
    assert heard(engine) == []
    give_up(engine, failed.value.inbox_id, "L-ABC", Reply("xin lỗi L-ABC"), T0)
    assert take_turn(engine, broken, T0)
    assert heard(engine) == ["xin lỗi L-ABC", "tốt"]
    with engine.connect() as connection:
        states = connection.execute(select(inbox.c.state, inbox.c.fault).order_by(inbox.c.id)).all()
    assert [tuple(s) for s in states] == [("failed", "L-ABC"), ("done", None)]


def test_an_unreadable_update_is_buried(engine: Engine) -> None:
    bury(engine, "telegram", "{" + "x" * 50_000, "L-1", T0)
    with engine.connect() as connection:
        assert len(connection.execute(select(dead_letters.c.raw)).scalar_one()) == 20_000


def test_text_that_no_database_can_keep_is_kept_readable(engine: Engine) -> None:
    accept(engine, [said(1, "hạn\x00 gửi \ud800hồ sơ")], T0)
    bury(engine, "telegram", "a\x00b\udfff", "L-1", T0)
    assert take_turn(engine, echo, T0)
    assert heard(engine) == ["hạn gửi hồ sơ"]


def test_an_invitation_makes_one_member_of_two_who_hurry(engine: Engine) -> None:
    with engine.begin() as tx:
        put_unit(tx, "tu-ha", "phường Tứ Hạ", "commune", None)
        unit = find_unit(tx, "tu-ha")
        assert unit
        add_invitation(tx, "AAAA-BBBB-CCC2", unit.id, "official", T0, T0 + timedelta(days=1))
    accept(engine, [said(1, "x", "a"), said(2, "x", "b")], T0)

    def join_blindly(update: Update, memory: Memory) -> Turn:
        return Turn((Reply("ok"),), changes=(Joined(1),))

    assert take_turn(engine, join_blindly, T0)
    with pytest.raises(TurnConflicted):
        take_turn(engine, join_blindly, T0)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(memberships)).scalar_one() == 1


def test_many_workers_take_each_update_once_and_keep_each_persons_order_and_memory(engine: Engine) -> None:
    people, each = 5, 60
    accept(engine, [said(n, f"{n}", address=f"a{n % people}") for n in range(people * each)], T0)

    def work() -> None:
        while waiting(engine)[0]:
            take_turn(engine, echo, T0)

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with engine.connect() as connection:
        rows = connection.execute(select(outbox.c.address, outbox.c.body).order_by(outbox.c.id)).all()
        remembered = connection.execute(select(dialogues.c.state)).scalars().all()
    everything = [[str(n) for n in range(first, people * each, people)] for first in range(people)]
    told = [(row.address, row.body.split('"text":"')[1].split('"')[0]) for row in rows]
    assert [[text for address, text in told if address == f"a{first}"] for first in range(people)] == everything
    # A turn that began while the one before was being kept has seen all that it kept.
    assert sorted(list(load_standing(state).topic.questions) for state in remembered) == sorted(everything)


def test_claiming_gives_one_message_an_address_in_order(engine: Engine) -> None:
    accept(engine, [said(1, "một"), said(2, "hai"), said(3, "ba", "b")], T0)
    while take_turn(engine, echo, T0):
        pass
    assert [m.reply.text for m in claim(engine, "console", "me", T0, 10)] == ["một", "ba"]
    assert claim(engine, "console", "other", T0, 10) == []
