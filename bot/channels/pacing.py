"""Keeps sends under a provider's limits: so many a second in all, and a pause between two to one address."""

import asyncio
from collections.abc import Callable

FORGET_AT = 1000


class Pace:
    """Gives each send the earliest free moment; the clock counts seconds and only differences matter."""

    def __init__(self, clock: Callable[[], float], a_second: float, apart: float) -> None:
        self._clock, self._gap, self._apart = clock, 1 / a_second, apart
        self._next_at_all = 0.0
        self._next_to: dict[str, float] = {}

    def to_address(self, address: str) -> float:
        """Takes the next moment of this address and returns the seconds until then."""
        now = self._clock()
        self._forget(now)
        moment = max(now, self._next_to.get(address, now))
        self._next_to[address] = moment + self._apart
        return moment - now

    def at_all(self) -> float:
        """Takes the next moment of the whole channel and returns the seconds until then."""
        now = self._clock()
        moment = max(now, self._next_at_all)
        self._next_at_all = moment + self._gap
        return moment - now

    async def turn(self, address: str) -> None:
        """Waits until a message may go to this address; first its own pause, so that it holds up nobody else."""
        await asyncio.sleep(self.to_address(address))
        await asyncio.sleep(self.at_all())

    def _forget(self, now: float) -> None:
        if len(self._next_to) >= FORGET_AT:
            self._next_to = {address: moment for address, moment in self._next_to.items() if moment > now}
