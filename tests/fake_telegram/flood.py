"""Telegram's sending limits (30 a second in all, 1 a second to a chat), switchable, and the pauses it imposed."""

import math
from collections import deque

from tests.fake_telegram.refusal import too_many

OVERALL = 30
WINDOW = 1.0


class FloodGate:
    def __init__(self) -> None:
        self.enabled = False
        self.impatient = 0
        self._closed_until: dict[int | None, float] = {}
        self._sent: deque[float] = deque()
        self._last_to: dict[int, float] = {}

    def close(self, chat: int | None, seconds: int, now: float) -> None:
        """After a 429 every send is refused until retry_after has passed; None closes all chats."""
        self._closed_until[chat] = now + seconds

    def check(self, chat: int, now: float) -> None:
        left = max(self._closed_until.get(chat, now), self._closed_until.get(None, now)) - now
        if left > 0:
            self.impatient += 1
            raise too_many(math.ceil(left))
        if self.enabled:
            self._check_rate(chat, now)

    def _check_rate(self, chat: int, now: float) -> None:
        while self._sent and now - self._sent[0] >= WINDOW:
            self._sent.popleft()
        waits = [WINDOW - (now - self._last_to.get(chat, now - WINDOW))]
        if len(self._sent) >= OVERALL:
            waits.append(WINDOW - (now - self._sent[0]))
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._sent.append(now)
        self._last_to[chat] = now
