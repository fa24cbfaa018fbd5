"""The stream: the whole talk, never less, never twice, over breaks, processes and late rows."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select, update

from bot.web.site import CHANNEL
from handlers.conversation import Attachment, Choice, Reply
from knowledge.library import Knowledge
from storage.codec import dump_reply
from storage.outbox import enqueue_notice
from storage.tables import addresses, outbox
from tests.web_site import Running, heard, make_services, new_id, running, say, stream


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as started:
        yield started


def keys(entries: list[dict[str, object]]) -> list[object]:
    return [each["key"] for each in entries]


def test_what_is_said_and_heard_comes_at_once_and_in_order(site: Running) -> None:
    client, update_id = site.guest(), new_id()
    with stream(client) as page:
        page.until_beat()
        began = time.monotonic()
        say(client, "trợ giúp", update_id)
        entries = page.entries(heard(1))
    assert time.monotonic() - began < 2
    said, answer = entries
    assert (said["key"], said["text"], said["done"]) == (f"s:{update_id}", "trợ giúp", True)
    assert answer["answers"] == said["id"]
    assert answer["at"] >= said["at"]


def test_a_reload_brings_the_whole_talk_again(site: Running) -> None:
    client = site.guest()
    for text in ("trợ giúp", "huỷ"):
        say(client, text)
    with stream(client) as page:
        first = page.entries(heard(2))
    with stream(client) as page:
        events = page.until_beat()
    assert keys([data for name, data in events if name == "entry"]) == keys(first)


@pytest.mark.parametrize("how", ["header", "query"])
def test_after_a_break_nothing_is_missing(site: Running, how: str) -> None:
    client = site.guest()
    with stream(client) as page:
        say(client, "/mot")
        before = page.entries(heard(1))
        last_id = page.last_id
    say(client, "/hai")
    say(client, "/ba")
    again = stream(client, last_id) if how == "header" else stream(client, after=last_id)
    with again as page:
        after = page.entries(heard(3))
    assert [each["text"] for each in after if each["side"] == "said"] == ["/mot", "/hai", "/ba"]
    assert set(keys(before)) <= set(keys(after))


def test_an_open_page_is_given_each_entry_once(site: Running) -> None:
    client = site.guest()
    found: list[dict[str, object]] = []
    with stream(client) as page:
        for number in range(5):
            say(client, f"/lenh{number}")
        while sum(each["side"] == "heard" for each in found) < 5:
            found += [data for name, data in page.until_beat() if name == "entry"]
    states = [(each["key"], each.get("done")) for each in found]
    assert len(states) == len(set(states))


def tell(site: Running, texts: list[str], state: str = "sent", late: timedelta = timedelta()) -> list[int]:
    """Rows in the outbox of the only guest, as another process would have put them there."""
    now = site.services.clock() + late
    with site.services.engine.begin() as tx:
        to = tx.execute(select(addresses)).one()
        known = {"channel": CHANNEL, "address": to.address, "person_id": to.person_id, "kind": "notice", "state": state}
        rows = [
            known | {"body": dump_reply(Reply(each)), "created_at": now, "due_at": now, "try_at": now} for each in texts
        ]
        return [tx.execute(insert(outbox).returning(outbox.c.id), row).scalar_one() for row in rows]


def guest_with_a_talk(site: Running) -> httpx.Client:
    client = site.guest()
    say(client, "/lenh")
    with stream(client) as page:
        page.entries(heard(1))
    return client


def test_a_row_that_becomes_visible_late_is_not_lost(site: Running) -> None:
    client = guest_with_a_talk(site)
    (late,) = tell(site, ["muộn"], state="failed")
    tell(site, ["sớm"])
    with stream(client) as page:
        assert "sớm" in [each["text"] for each in page.entries(heard(2))]
        with site.services.engine.begin() as tx:
            tx.execute(update(outbox).where(outbox.c.id == late).values(state="sent"))
        assert "muộn" in [each["text"] for each in page.entries(heard(1))]


def test_a_long_absence_is_made_good(site: Running) -> None:
    client = guest_with_a_talk(site)
    with stream(client) as page:
        page.until_beat()
        last_id = page.last_id
    missed = [f"tin {number}" for number in range(150)]
    tell(site, missed)
    with stream(client, last_id) as page:
        texts = [each["text"] for each in page.entries(heard(150))]
    assert set(missed) <= set(texts)


def test_the_page_goes_back_in_a_long_talk(site: Running) -> None:
    client = guest_with_a_talk(site)
    tell(site, [f"tin {number}" for number in range(150)])
    with stream(client) as page:
        events = page.until_beat()
    shown = [data for name, data in events if name == "entry"]
    earlier = True
    while earlier:
        oldest = {side: min([e["id"] for e in shown if e["side"] == side], default=0) for side in ("said", "heard")}
        answer = client.get("/api/earlier", params=oldest).json()
        shown, earlier = answer["entries"] + shown, answer["earlier"]
    assert len(shown) == len(set(keys(shown))) == 152
    assert min(shown, key=lambda each: each["at"])["text"] == "/lenh"


@pytest.mark.parametrize("query", ["", "?said=a&heard=1", "?said=1", f"?said={'9' * 30}&heard=1", "?said=-1&heard=0"])
def test_going_back_needs_two_numbers(site: Running, query: str) -> None:
    assert site.guest().get(f"/api/earlier{query}").status_code == 400


def test_nobody_reads_anothers_talk(site: Running) -> None:
    first, second = guest_with_a_talk(site), site.guest()
    with stream(second) as page:
        assert [name for name, _ in page.until_beat()] == ["who"]
    assert second.get("/api/earlier?said=99&heard=99").json()["entries"] == []
    with stream(first) as page:
        assert len(page.entries(heard(1))) == 2


def test_without_a_cookie_the_stream_says_that_it_is_over(site: Running) -> None:
    with httpx.Client(base_url=site.url) as client, stream(client) as page:
        assert page.next() == ("over", {})


def test_a_notice_comes_to_an_open_page(site: Running) -> None:
    client = guest_with_a_talk(site)
    with stream(client) as page:
        page.until_beat()
        with site.services.engine.begin() as tx:
            to = tx.execute(select(addresses)).one()
            enqueue_notice(tx, (CHANNEL, to.address, to.person_id), Reply("nhắc việc"), site.services.clock())
        assert page.entries(heard(1))[-1]["text"] == "nhắc việc"


def test_choices_and_attachments_are_told(site: Running) -> None:
    client = guest_with_a_talk(site)
    reply = Reply("chọn", (Choice("a", "Một"), Choice("b", "Hai")), Attachment("indicator_list", 2024))
    (row,) = tell(site, ["x"])
    with site.services.engine.begin() as tx:
        tx.execute(update(outbox).where(outbox.c.id == row).values(body=dump_reply(reply), revision=7, kind="reply"))
    with stream(client) as page:
        told = next(each for each in page.entries(heard(2)) if each["id"] == row and each["side"] == "heard")
    assert (told["choices"], told["revision"], told["numbered"]) == (["Một", "Hai"], 7, True)
    assert told["attachment"]["href"] == f"/api/attachments/{row}"
