"""Pages that people open: guests, sign-in links, invitations, signing out, what is refused."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text, update

from bot.signin import Signer
from bot.web.shield import SECURITY_HEADERS
from handlers import texts_web
from knowledge.library import Knowledge
from storage.invitations import add_invitation
from storage.tables import inbox
from storage.units import find_unit
from tests.web_site import SECRET, Running, heard, make_services, new_id, running, say, stream

CODE = "7KQ2-9XMD-4TRB"


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as started:
        yield started


def test_a_visitor_becomes_a_guest_and_stays_the_same_one(site: Running) -> None:
    first = httpx.get(site.url)
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert texts_web.GUEST in first.text
    again = httpx.get(site.url, cookies=first.cookies)
    assert Signer(SECRET).address_of(again.cookies["tcpl"]) == Signer(SECRET).address_of(first.cookies["tcpl"])


def test_the_cookie_is_for_https_alone_where_the_page_is(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> None:
    services = make_services(sqlite_url, tmp_path, knowledge, TCPL_PUBLIC_URL="https://tcpl.example.gov.vn")
    with running(services) as site:
        assert "Secure" in httpx.get(site.url).headers["set-cookie"]


def test_a_forged_cookie_is_worth_nothing(site: Running) -> None:
    forged = Signer(b"another key").cookie("person-1")
    page = httpx.get(site.url, cookies={"tcpl": forged})
    assert texts_web.GUEST in page.text
    assert Signer(SECRET).address_of(page.cookies["tcpl"]) != "person-1"


def test_a_link_signs_in_and_leaves_no_trace(site: Running) -> None:
    answer = httpx.get(f"{site.url}/vao/{site.link_token()}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    page = httpx.get(site.url, cookies=answer.cookies)
    assert "phường Tứ Hạ · công chức theo dõi" in page.text


def test_two_devices_of_a_person_share_one_talk(site: Running) -> None:
    phone, desk = site.member(), site.member()
    say(phone, "trợ giúp")
    with stream(desk) as reading:
        entries = reading.entries(heard(1))
    assert [each["side"] for each in entries] == ["said", "heard"]


@pytest.mark.parametrize("token", ["expired", "forged", "cookie", "x" * 3000])
def test_a_link_that_is_over_says_what_to_do(site: Running, token: str) -> None:
    made = {
        "expired": site.link_token(seconds=-1),
        "forged": Signer(b"another key").link_token(1),
        "cookie": Signer(SECRET).cookie("person-1"),
    }
    answer = httpx.get(f"{site.url}/vao/{made.get(token, token)}")
    assert answer.status_code == 410
    assert texts_web.LINK_OVER in answer.text
    assert "set-cookie" not in answer.headers


def invite(site: Running) -> None:
    now = site.services.clock()
    site.link_token()
    with site.services.engine.begin() as tx:
        unit = find_unit(tx, "tu-ha")
        assert unit is not None
        add_invitation(tx, CODE, unit.id, "official", now, now + timedelta(days=1))


def test_an_invitation_is_used_by_the_button_and_not_by_looking(site: Running) -> None:
    invite(site)
    client = site.guest()
    page = client.get(f"/moi/{CODE}")
    assert CODE in page.text
    assert texts_web.GUEST in client.get("/").text
    answer = client.post(f"/moi/{CODE}", data={"id": new_id()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    with stream(client) as reading:
        entries = reading.entries(heard(1))
    assert "đã tham gia" in entries[-1]["text"]
    assert texts_web.GUEST not in client.get("/").text


def test_joining_in_the_talk_changes_who_the_page_shows(site: Running) -> None:
    invite(site)
    client = site.guest()
    with stream(client) as reading:
        assert reading.until_beat() == [("who", {"who": texts_web.GUEST, "guest": True})]
        say(client, CODE)
        names = []
        while ("who", False) not in names:
            names += [(name, data.get("guest")) for name, data in reading.until_beat()]


@pytest.mark.parametrize("path", ["/moi/7KQ2-9XMD-4TRB", "/ra"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_another_site_cannot_press_our_buttons(site: Running, path: str, headers: dict[str, str]) -> None:
    client = site.guest()
    answer = client.post(path, data={"id": new_id()}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert client.post(path, data={"id": new_id()}, headers={"Origin": site.url}).status_code == 303


def test_signing_out_needs_the_button(site: Running) -> None:
    client = site.member()
    assert "Đăng xuất" in client.get("/ra").text
    assert "phường Tứ Hạ" in client.get("/").text
    client.post("/ra")
    assert texts_web.GUEST in client.get("/").text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/khong-co", 404), ("POST", "/", 405)])
def test_an_unknown_page_is_said_in_words(site: Running, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, site.url + path)
    assert answer.status_code == status
    assert texts_web.NO_SUCH_PAGE in answer.text


def test_every_answer_carries_the_security_headers(site: Running) -> None:
    client = site.guest()
    with site.services.engine.begin() as tx:
        tx.execute(update(inbox).values(content="{}"))
    for answer in (client.get("/"), client.get("/x"), client.get("/healthz"), client.post("/api/messages")):
        assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_fault_of_ours_has_a_code_and_no_details(site: Running) -> None:
    client = site.guest()
    say(client, "xin chào")
    with site.services.engine.begin() as tx:
        tx.execute(update(inbox).values(content="{}"))
    answer = client.get("/api/earlier?said=9&heard=9")
    assert answer.status_code == 500
    assert answer.json()["code"] == "fault"
    assert "Mã sự cố: L-" in answer.json()["error"]
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_database_that_is_away_is_said_and_not_hidden(site: Running) -> None:
    client = site.guest()
    health = client.get("/healthz")
    assert health.status_code == 200
    assert health.json()["status"] == "ok"
    assert min(health.json()["knowledge"].values()) > 0
    assert health.json()["waiting"] == {"count": 0, "oldest_seconds": 0.0}
    with site.services.engine.begin() as tx:
        tx.execute(text("ALTER TABLE inbox RENAME TO away"))
    assert client.get("/healthz").status_code == 503
    answer = say(client, "xin chào")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["error"] == texts_web.AWAY
    with site.services.engine.begin() as tx:
        tx.execute(text("ALTER TABLE away RENAME TO inbox"))
    assert say(client, "xin chào").status_code == 202


def test_the_pages_files_are_kept_by_the_browser_until_they_change(site: Running) -> None:
    url = site.site.assets.url("main.js")
    answer = httpx.get(site.url + url)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert httpx.get(f"{site.url}/static/older/main.js").headers["cache-control"] == "no-cache"
    assert httpx.get(f"{site.url}/static/older/passwd").status_code == 404
    assert httpx.get(f"{site.url}/static/older/..%2fapp.py").status_code == 404
