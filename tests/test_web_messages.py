"""What a page sends: kept before it is told so, once, within limits, from our own page alone."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.web.limits import Buckets
from handlers import texts, texts_web
from handlers.conversation import Press, Text
from handlers.typed import LONGEST_TEXT
from knowledge.library import Knowledge
from storage.codec import load_content
from storage.engine import reading
from storage.tables import inbox, people
from tests.web_site import Running, heard, make_services, new_id, running, say, stream


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as started:
        yield started


@pytest.fixture
def quiet_site(tmp_path: Path, database_url: str, knowledge: Knowledge) -> Iterator[Running]:
    """Makes no turns, so that the inbox shows what was accepted; on both databases."""
    with running(make_services(database_url, tmp_path, knowledge), working=False) as started:
        yield started


def contents(site: Running) -> list[object]:
    with reading(site.services.engine) as connection:
        return [load_content(row) for row in connection.execute(select(inbox.c.content).order_by(inbox.c.id)).scalars()]


def test_what_is_said_is_in_the_inbox_when_the_page_is_told(quiet_site: Running) -> None:
    client, update_id = quiet_site.guest(), new_id()
    answer = say(client, "hạn gửi hồ sơ", update_id)
    assert (answer.status_code, answer.json()) == (202, {"id": update_id})
    assert contents(quiet_site) == [Text("hạn gửi hồ sơ")]


def test_a_press_is_taken_as_one(quiet_site: Running) -> None:
    body = {"id": new_id(), "press": {"revision": 3, "number": 2}}
    assert quiet_site.guest().post("/api/messages", json=body).status_code == 202
    assert contents(quiet_site) == [Press(3, 2)]


def test_the_same_id_counts_once(quiet_site: Running) -> None:
    client, update_id = quiet_site.guest(), new_id()
    assert [say(client, "một", update_id).status_code for _ in range(3)] == [202, 202, 202]
    assert contents(quiet_site) == [Text("một")]


def test_requests_at_the_same_moment_make_one_guest_and_lose_nothing(quiet_site: Running) -> None:
    client = quiet_site.guest()
    twice = [new_id(), new_id()] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: say(client, one, one).status_code, twice))
    assert answers == [202] * 8
    assert len(contents(quiet_site)) == 2
    with reading(quiet_site.services.engine) as connection:
        assert connection.execute(select(func.count()).select_from(people)).scalar() == 1


REFUSED: dict[str, Any] = {
    "no id": {"text": "a"},
    "an id that can be guessed": {"id": "1", "text": "a"},
    "neither": {"id": "x"},
    "text and press": {"id": "x", "text": "a", "press": {"revision": 1, "number": 1}},
    "more": {"id": "x", "text": "a", "more": 1},
    "no text": {"id": "x", "text": 5},
    "a number that is a word": {"id": "x", "press": {"revision": "1", "number": 1}},
    "a number that is true": {"id": "x", "press": {"revision": True, "number": 1}},
    "a number below zero": {"id": "x", "press": {"revision": -1, "number": 1}},
    "a list": [1],
}


@pytest.mark.parametrize("case", REFUSED)
def test_another_shape_is_refused(site: Running, case: str) -> None:
    body = REFUSED[case]
    if isinstance(body, dict) and body.get("id") == "x":
        body = body | {"id": new_id()}
    answer = site.guest().post("/api/messages", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == texts_web.NOT_JSON


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 60_000, b"\xff\xfe", b'{"id": 1e400}'])
def test_what_is_no_json_is_refused(site: Running, content: bytes) -> None:
    answer = site.guest().post("/api/messages", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_types_that_a_foreign_form_can_send_are_refused(site: Running, kind: str) -> None:
    answer = site.guest().post("/api/messages", content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize("size", [65 * 1024, 10 * 1024 * 1024])
def test_too_much_is_answered_with_the_limit(site: Running, size: int) -> None:
    answer = say(site.guest(), "a" * size)
    assert answer.status_code == 413
    assert "giới hạn là 64 KB" in answer.json()["error"]


def test_a_long_text_within_the_body_is_answered_by_the_assistant(site: Running) -> None:
    client = site.guest()
    say(client, "a" * 10_000)
    with stream(client) as page:
        assert page.entries(heard(1))[-1]["text"] == texts.too_long(10_000, LONGEST_TEXT)


@pytest.mark.parametrize("said", ["\x00", "a\x00b", "\ud83d", "🙂🙂", "<b>x</b>", "\u202egnut", "/khongco", " "])
def test_odd_text_gets_an_answer_and_never_a_fault(site: Running, said: str) -> None:
    client = site.guest()
    body = json.dumps({"id": new_id(), "text": said})
    answer = client.post("/api/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202
    with stream(client) as page:
        assert "Mã sự cố" not in page.entries(heard(1))[-1]["text"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_speak_for_a_visitor(site: Running, headers: dict[str, str]) -> None:
    body = {"id": new_id(), "text": "a"}
    answer = site.guest().post("/api/messages", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")
    ours = {"Origin": site.url, "Sec-Fetch-Site": "same-origin"}
    assert site.guest().post("/api/messages", json=body, headers=ours).status_code == 202


def test_without_a_cookie_the_page_is_told_to_load_again(site: Running) -> None:
    answer = httpx.post(f"{site.url}/api/messages", json={"id": new_id(), "text": "a"})
    assert (answer.status_code, answer.json()["error"]) == (401, texts_web.SESSION_OVER)


def test_too_fast_is_slowed_down_and_says_for_how_long(quiet_site: Running) -> None:
    client = quiet_site.guest()
    answers = [say(client, str(number)) for number in range(25)]
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed
    assert slowed[0].headers["retry-after"] == "1"
    assert slowed[0].json()["error"] == texts_web.TOO_FAST
    assert len(contents(quiet_site)) == len(answers) - len(slowed)


def test_a_bucket_is_a_keys_own_and_fills_again() -> None:
    buckets = Buckets(burst=3, per_second=1000)
    slow = Buckets(burst=3, per_second=0.001)
    assert [slow.take("a") > 0 for _ in range(4)] == [False, False, False, True]
    assert slow.take("b") == 0
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 0]
    time.sleep(0.01)
    assert buckets.take("a") == 0


def test_a_sender_that_reads_only_when_done_still_reads_the_answer(site: Running) -> None:
    cookie = site.guest().cookies["tcpl"]
    size = 10 * 1024 * 1024
    head = f"POST /api/messages HTTP/1.1\r\nHost: x\r\nCookie: tcpl={cookie}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", int(site.url.rsplit(":", 1)[1])), 20) as wire:
        wire.sendall(f"{head}Content-Length: {size}\r\n\r\n".encode())
        for _ in range(size // 65536):
            wire.sendall(b"a" * 65536)
        assert wire.recv(12) == b"HTTP/1.1 413"
