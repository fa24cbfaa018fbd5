"""Faults to order: what goes wrong with the next calls, and how often."""

from dataclasses import dataclass
from typing import Literal

from tests.fake_telegram.refusal import RefusedError, bad_request, forbidden

Kind = Literal["flood", "blocked", "no_chat", "server_error", "bad_gateway", "timeout", "reset", "bad_html"]


@dataclass
class Fault:
    """`applied` does what was asked and only then loses the answer: the case in which nobody can know."""

    kind: Kind
    method: str = "sendMessage"
    chat: int | None = None
    times: int = 1
    retry_after: int = 1
    seconds: float = 5.0
    applied: bool = False

    def concerns(self, method: str, chat: int | None) -> bool:
        if self.times < 1 or self.method.lower() not in ("*", method.lower()):
            return False
        return self.chat is None or self.chat == chat

    def refusal(self) -> RefusedError | None:
        match self.kind:
            case "blocked":
                return forbidden("bot was blocked by the user")
            case "no_chat":
                return bad_request("chat not found")
            case "server_error":
                return RefusedError(500, "Internal Server Error")
            case "bad_html":
                return bad_request('can\'t parse entities: Unsupported start tag "x" at byte offset 0')
            case _:
                return None


class FaultPlan:
    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def take(self, method: str, chat: int | None) -> Fault | None:
        for fault in self.ordered:
            if fault.concerns(method, chat):
                fault.times -= 1
                return fault
        return None
