"""Faults to order: what goes wrong with the next calls, and how often."""

from dataclasses import dataclass
from typing import Literal

from tests.fake_zalo.refusal import BLOCKED, NO_CHAT, RefusedError, bad_request

Kind = Literal["flood", "blocked", "no_chat", "refused", "server_error", "bad_gateway", "timeout", "reset"]
# No envelope comes back at all.
SILENT = ("bad_gateway", "timeout", "reset")


@dataclass
class Fault:
    """`applied` does what was asked and only then loses the answer: the case in which nobody can know."""

    kind: Kind
    method: str = "sendMessage"
    chat: str | None = None
    times: int = 1
    retry_after: float | None = None
    seconds: float = 5.0
    applied: bool = False

    def concerns(self, method: str, chat: object) -> bool:
        if self.times < 1 or self.method not in ("*", method):
            return False
        return self.chat is None or self.chat == chat

    def refusal(self) -> RefusedError:
        match self.kind:
            case "flood":
                return RefusedError(429, "Too Many Requests", 200, self.retry_after)
            case "blocked":
                return BLOCKED
            case "no_chat":
                return NO_CHAT
            case "server_error":
                return RefusedError(500, "Internal Server Error", 500)
            case _:
                return bad_request("something that nobody documents")


class FaultPlan:
    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def take(self, method: str, chat: object) -> Fault | None:
        for fault in self.ordered:
            if fault.concerns(method, chat):
                fault.times -= 1
                return fault
        return None
