"""A message is a row until it is sent: leases, retries, permanent refusals, stale replies."""

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, select

from handlers.conversation import Reply, Text, Turn, Update
from storage.codec import dump_reply
from storage.inbox import accept
from storage.outbox import LEASE, REPLY_LIFETIME, claim, enqueue_notice, mark_failed, mark_sent, try_again, unsent
from storage.people import person_at, reachable_address
from storage.tables import outbox
from storage.turns import take_turn

T0 = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def T(seconds: float) -> datetime:  # noqa: N802
    """The instant that many seconds after the start."""
    return T0 + timedelta(seconds=seconds)


def reply(engine: Engine, *texts: str, channel: str = "telegram") -> None:
    for number, text in enumerate(texts):
        accept(engine, [Update(f"{text}{number}", channel, "a", Text(text))], T0)
        take_turn(engine, lambda update, memory, text=text: Turn((Reply(text),)), T0)  # type: ignore[misc]


def states(engine: Engine) -> list[tuple[str, str | None]]:
    with engine.connect() as connection:
        return [tuple(r) for r in connection.execute(select(outbox.c.state, outbox.c.why).order_by(outbox.c.id))]


def test_a_sent_message_is_not_claimed_again(engine: Engine) -> None:
    reply(engine, "một")
    [message] = claim(engine, "telegram", "me", T0, 10)
    mark_sent(engine, [message.id], T0)
    assert claim(engine, "telegram", "me", T(3600), 10) == []
    assert unsent(engine) == 0


def test_a_lease_that_ran_out_is_taken_over(engine: Engine) -> None:
    reply(engine, "một")
    assert claim(engine, "telegram", "killed", T0, 10)
    assert claim(engine, "telegram", "me", T(LEASE.seconds - 1), 10) == []
    [again] = claim(engine, "telegram", "me", T(LEASE.seconds + 1), 10)
    assert again.attempts == 2


def test_a_retry_waits_and_keeps_the_order(engine: Engine) -> None:
    reply(engine, "một", "hai")
    [first] = claim(engine, "telegram", "me", T0, 10)
    try_again(engine, first, "429", T(5))
    assert claim(engine, "telegram", "me", T(4), 10) == []
    [first] = claim(engine, "telegram", "me", T(5), 10)
    assert first.reply.text == "một"
    mark_sent(engine, [first.id], T(5))
    assert [m.reply.text for m in claim(engine, "telegram", "me", T(5), 10)] == ["hai"]


def test_a_permanent_refusal_closes_the_message_and_the_address(engine: Engine) -> None:
    reply(engine, "một")
    [message] = claim(engine, "telegram", "me", T0, 10)
    mark_failed(engine, message, "blocked", T0)
    assert states(engine) == [("failed", "blocked")]
    with engine.begin() as tx:
        person = person_at(tx, "web", "elsewhere", T0)
        assert reachable_address(tx, person) == ("web", "elsewhere")
    with engine.connect() as connection:
        assert reachable_address(connection, 1) is None


def test_a_stale_reply_is_dropped_but_not_on_the_page(engine: Engine) -> None:
    reply(engine, "một")
    reply(engine, "hai", channel="web")
    late = T(REPLY_LIFETIME.total_seconds() + 1)
    assert claim(engine, "telegram", "me", late, 10) == []
    assert [m.reply.text for m in claim(engine, "web", "me", late, 10)] == ["hai"]
    assert states(engine)[0] == ("dropped", "stale")


def test_a_notice_never_gets_stale(engine: Engine) -> None:
    with engine.begin() as tx:
        person = person_at(tx, "telegram", "a", T0)
        enqueue_notice(tx, ("telegram", "a", person), Reply("báo"), T0)
    assert [m.reply.text for m in claim(engine, "telegram", "me", T(90 * 24 * 3600), 10)] == ["báo"]


def test_an_answer_overtakes_the_reminders_of_all_others_but_not_what_came_before_it_there(engine: Engine) -> None:
    with engine.begin() as tx:
        for address in ("x", "y", "a", "z"):
            enqueue_notice(
                tx, ("telegram", address, person_at(tx, "telegram", address, T0)), Reply(f"báo {address}"), T0
            )
    reply(engine, "trả lời")
    told = []
    for second in range(5):
        [message] = claim(engine, "telegram", "me", T(second), 1)
        mark_sent(engine, [message.id], T(second))
        told.append(message.reply.text)
    assert told == ["báo a", "trả lời", "báo x", "báo y", "báo z"]


def test_a_crowd_waiting_costs_a_claim_what_it_is_not_its_square(engine: Engine) -> None:
    """A morning's messages were written a second ago: the database has no statistics of them yet."""
    few, many = (_claiming(engine, channel, count) for channel, count in (("zalo", 200), ("telegram", 2000)))
    assert many < few * 40


def _claiming(engine: Engine, channel: str, count: int) -> float:
    with engine.begin() as tx:
        person = person_at(tx, channel, "0", T0)
        row = {"kind": "reminder", "channel": channel, "person_id": person, "body": dump_reply(Reply("nhắc"))}
        times = {"created_at": T0, "due_at": T0, "try_at": T0}
        tx.execute(insert(outbox), [row | times | {"address": str(number)} for number in range(count)])
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        assert len(claim(engine, channel, "me", T0, 1)) == 1
        taken.append(time.perf_counter() - started)
    return min(taken)
