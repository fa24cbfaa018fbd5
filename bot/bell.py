"""Wakes the parts of one process at once when there is work; every part also looks by itself now and then."""

import asyncio
from collections import defaultdict


class Bell:
    """Named bells; a ring between looking and waiting is not missed, because rings are counted."""

    def __init__(self) -> None:
        self._rings: dict[str, int] = defaultdict(int)
        self._waiting: dict[str, set[asyncio.Future[None]]] = defaultdict(set)

    def count(self, name: str) -> int:
        """How often the bell rang: take it before looking for work, and pass it to `wait`."""
        return self._rings[name]

    def ring(self, name: str) -> None:
        """Wakes everybody who waits at this bell; to be called in the event loop's thread."""
        self._rings[name] += 1
        for future in self._waiting.pop(name, ()):
            if not future.done():
                future.set_result(None)

    async def wait(self, name: str, counted: int, seconds: float) -> None:
        """Returns at the next ring after `counted`, at the latest after `seconds`."""
        if self._rings[name] != counted:
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting[name].add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            pass
        finally:
            self._waiting[name].discard(future)
