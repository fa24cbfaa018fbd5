"""`tcpl doctor` asks Telegram and Zalo for the bot, and never tells a token."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.doctor_visits import Environment, doctor, sound_installation, wrong

TOKEN = "123456:very-secret-token"


@pytest.fixture
def sound(sqlite_url: str, tmp_path: Path) -> Environment:
    return sound_installation(sqlite_url, tmp_path)


@contextmanager
def bot_server(status: int, body: str) -> Iterator[tuple[str, list[str]]]:
    """Answers every call the same; yields its address and the paths that were asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name of the inherited argument
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


KNOWN = '{"ok": true, "result": {"id": 1, "username": "tcpl_bot"}}'


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, KNOWN, None),
        (200, '{"ok": true, "result": {"id": 1, "account_name": "tcpl_bot"}}', None),
        (401, '{"ok": false, "error_code": 401}', "bị từ chối"),
        (200, '{"ok": false, "error_code": -216}', "bị từ chối"),
        (502, '{"ok": false}', "502"),
        (200, "<html>blocked</html>", "không kết nối được"),
        (200, "[]", "không kết nối được"),
        (200, '{"ok": true}', "không kết nối được"),
    ],
)
@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_the_bot_of_a_channel(sound: Environment, channel: str, status: int, body: str, said: str | None) -> None:
    name = channel.upper()
    with bot_server(status, body) as (url, asked):
        environment = sound | {f"TCPL_{name}_TOKEN": TOKEN, f"TCPL_{name}_API_URL": url}
        failed, shown = wrong(environment), doctor(environment).output
    assert set(asked) == {f"/bot{TOKEN}/getMe"}
    assert failed.keys() == ({channel} if said else set())
    assert (said or "tên tcpl_bot") in shown
    assert "very-secret" not in shown + str(failed)


@pytest.mark.parametrize("token", [TOKEN, "with\nnewline\x00", "với dấu cách/../x?y#z"])
def test_a_channel_that_is_away_does_not_tell_the_token(sound: Environment, token: str) -> None:
    environment = sound | {"TCPL_TELEGRAM_TOKEN": token, "TCPL_TELEGRAM_API_URL": "http://127.0.0.1:1"}
    result = doctor({key: value.replace("\0", "\x01") for key, value in environment.items()})
    assert (result.exit_code, "✗ Telegram: không kết nối được" in result.output) == (1, True)
    assert token[:6] not in result.output
