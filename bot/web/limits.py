"""Light rate limits: so many at once, then so many a second, by address."""

import time
from collections import OrderedDict

MOST_KEYS = 10_000


class Buckets:
    """A bucket of `burst` drops a key, refilled by `per_second`; the longest unused keys are forgotten."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Takes a drop and returns 0, or returns how many seconds to wait for one."""
        now = time.monotonic()
        level, since = self._levels.pop(key, (float(self._burst), now))
        level = min(self._burst, level + (now - since) * self._per_second)
        wait = 0.0 if level >= 1 else (1 - level) / self._per_second
        self._levels[key] = (level if wait else level - 1, now)
        if len(self._levels) > MOST_KEYS:
            self._levels.popitem(last=False)
        return wait
