"""Streams and processes: another process's answers, a server that stops, pages that go."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import Knowledge
from tests.web_site import Running, heard, make_services, running, say, stream, wait_until


@pytest.fixture
def site(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> Iterator[Running]:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as started:
        yield started


def test_a_page_at_one_process_hears_what_another_one_answers(
    tmp_path: Path, database_url: str, knowledge: Knowledge
) -> None:
    talking, working = (make_services(database_url, tmp_path, knowledge) for _ in range(2))
    with running(talking, working=False) as pages, running(working):
        client = pages.guest()
        with stream(client) as page:
            page.until_beat()
            say(client, "trợ giúp")
            began = time.monotonic()
            assert len(page.entries(heard(1))) == 2
        assert time.monotonic() - began < 5


def test_the_server_stops_at_once_with_pages_open(tmp_path: Path, sqlite_url: str, knowledge: Knowledge) -> None:
    with running(make_services(sqlite_url, tmp_path, knowledge)) as site:
        client = site.guest()
        with stream(client) as page:
            page.until_beat()
            began = time.monotonic()
            site.stop()
            with pytest.raises(EOFError):
                page.next()
        assert time.monotonic() - began < 2


def test_a_closed_page_is_forgotten(site: Running) -> None:
    client = site.guest()
    with stream(client) as page:
        page.until_beat()
        assert len(site.site.pages) == 1
    wait_until(lambda: len(site.site.pages) == 0)
