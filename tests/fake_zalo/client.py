"""The test's hand on the fake: users who act, what they heard, faults to order."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import httpx

from tests.fake_zalo.faults import Kind
from tests.fake_zalo.refusal import Json

STEP = 0.02


@dataclass(frozen=True)
class Sent:
    """A message of the bot as the user sees it; a picture has its address for a text."""

    at: float
    method: str
    chat: str
    text: str


class FakeZalo:
    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token
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

    def user(self, id_: str = "a1b2c3d4e5f60718", name: str = "Lan") -> "User":
        return User(self, id_, name)

    def act(self, act: str, **how: Any) -> str:
        answer = self._http.post(f"/sim/{act}", json=how)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["message_id"])

    def order(self, kind: Kind, **how: Any) -> None:
        """A fault for the next calls: see Fault for what can be said."""
        self.act("order_fault", kind=kind, **how)

    def calls(self, method: str = "", start: int = 0) -> list[Json]:
        found: list[Json] = self._http.get("/sim/calls", params={"from": start}).json()
        return [call for call in found if method in ("", call["method"])]

    def state(self) -> Json:
        answer: Json = self._http.get("/sim/state").json()
        return answer

    def sent(self, chat: str | None = None) -> list[Sent]:
        """What was accepted, in order."""
        found = [read_sent(call) for call in self.calls() if call["sent"]]
        return [one for one in found if chat in (None, one.chat)]

    def until(self, ready: Callable[[], Any], seconds: float = 10.0) -> Any:
        """Waits for something to become true and returns it; what was called is in the failure."""
        end = time.monotonic() + seconds
        while not (found := ready()):
            assert time.monotonic() < end, f"waited in vain; calls: {self.calls()[-5:]}"
            time.sleep(STEP)
        return found


def read_sent(call: Json) -> Sent:
    asked = call["params"]
    return Sent(call["at"], call["method"], asked["chat_id"], asked.get("text") or asked.get("photo", ""))


@dataclass(frozen=True)
class User:
    fake: FakeZalo
    id: str
    name: str

    def says(self, text: str, **how: Any) -> str:
        return self._act("says", text=text, **how)

    def sends(self, kind: str) -> str:
        return self._act("sends", kind=kind)

    def blocks(self, blocked: bool = True) -> None:
        self._act("blocks", blocked=blocked)

    def heard(self) -> list[str]:
        return [one.text for one in self.fake.sent(self.id)]

    def hears(self, count: int = 1, seconds: float = 10.0) -> list[str]:
        """Waits until at least so many messages came in all, and returns them."""
        found: list[str] = self.fake.until(lambda: len(self.heard()) >= count and self.heard(), seconds)
        return found

    def _act(self, act: str, **how: Any) -> str:
        return self.fake.act(act, user=self.id, name=self.name, **how)
