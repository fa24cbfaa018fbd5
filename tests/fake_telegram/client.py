"""The test's hand on the fake: users who act, what they heard, faults to order."""

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import httpx

from tests.fake_telegram.faults import Kind
from tests.fake_telegram.refusal import Json
from tests.fake_telegram.sent import Sent, read_sent

STEP = 0.02


class FakeTelegram:
    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def is_up(self) -> bool:
        try:
            return self._http.get("/sim/state").status_code == 200
        except httpx.HTTPError:
            return False

    def user(self, number: int, name: str = "Lan") -> "User":
        return User(self, number, name)

    def act(self, act: str, **how: Any) -> int | None:
        answer = self._http.post(f"/sim/{act}", json=how)
        assert answer.status_code == 200, answer.text
        update_id: int | None = answer.json()["update_id"]
        return update_id

    def order(self, kind: Kind, **how: Any) -> None:
        """A fault for the next calls: see Fault for what can be said."""
        self.act("order_fault", kind=kind, **how)

    def limits(self, *, flood: bool = False, query_age: float = 60.0) -> None:
        self.act("set_limits", flood=flood, query_age=query_age)

    def calls(self, method: str = "", start: int = 0) -> list[Json]:
        found: list[Json] = self._http.get("/sim/calls", params={"from": start}).json()
        return [call for call in found if method.lower() in ("", call["method"].lower())]

    def state(self) -> Json:
        answer: Json = self._http.get("/sim/state").json()
        return answer

    def file(self, file_id: str) -> bytes:
        return self._http.get(f"/sim/file/{file_id}").content

    def sent(self, chat: int | None = None) -> list[Sent]:
        """What was accepted, edits among it, in order."""
        accepted = [read_sent(call) for call in self.calls() if call["sent"]]
        return [one for one in accepted if chat in (None, one.chat)]

    def until(self, ready: Callable[[], Any], seconds: float = 10.0) -> Any:
        """Waits for something to become true and returns it; what was sent is in the failure."""
        end = time.monotonic() + seconds
        while not (found := ready()):
            assert time.monotonic() < end, f"waited in vain; calls: {self.calls()[-5:]}"
            time.sleep(STEP)
        return found


@dataclass(frozen=True)
class User:
    fake: FakeTelegram
    number: int
    name: str

    def says(self, text: str, **how: Any) -> int | None:
        return self._act("says", text=text, **how)

    def presses(self, label: str = "", **how: Any) -> int | None:
        """By label on the newest keyboard; message_id= and data= for an older one."""
        return self._act("presses", label=label, **how)

    def sends(self, kind: str, **how: Any) -> int | None:
        return self._act("sends", kind=kind, **how)

    def sends_document(self, name: str, content: bytes, mime: str = "application/pdf", **how: Any) -> int | None:
        return self._act("sends_document", file_name=name, mime=mime, content=b64encode(content).decode(), **how)

    def sends_photo(self, content: bytes, **how: Any) -> int | None:
        return self._act("sends_photo", content=b64encode(content).decode(), **how)

    def edits(self, message_id: int, text: str) -> int | None:
        return self._act("edits", message_id=message_id, text=text)

    def opens_chat(self) -> None:
        self._act("opens_chat")

    def poisons(self) -> int | None:
        return self._act("poison")

    def blocks(self, blocked: bool = True) -> int | None:
        return self._act("blocks", blocked=blocked)

    def heard(self) -> list[Sent]:
        return self.fake.sent(self.number)

    def hears(self, count: int = 1, seconds: float = 10.0) -> list[Sent]:
        """Waits until at least so many messages came in all, and returns them."""
        found: list[Sent] = self.fake.until(lambda: len(self.heard()) >= count and self.heard(), seconds)
        return found

    def _act(self, act: str, **how: Any) -> int | None:
        return self.fake.act(act, user=self.number, name=self.name, **how)
