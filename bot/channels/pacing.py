"""Keeps sends under a provider's limits: so many a second in all, and a pause between two to one address."""

import asyncio
from collections.abc import Callable
from typing import Protocol

FORGET_AT = 1000


class Moments(Protocol):
    """Where all processes that send with one token take their moments from."""

    async def take(self) -> float | None:
        """Seconds until the next free moment; None where nobody can be asked."""

    async def hold(self, seconds: float) -> None:
        """Nobody takes a moment for so long."""


class Pace:
    """Gives each send the earliest free moment; the clock counts seconds and only differences matter."""

    def __init__(
        self, clock: Callable[[], float], a_second: float, apart: float, shared: Moments | None = None
    ) -> None:
        self._clock, self._gap, self._apart, self._shared = clock, 1 / a_second, apart, shared
        self._next_at_all = 0.0
        self._next_to: dict[str, float] = {}
        self._closed_until = 0.0
        self._paused: dict[str, float] = {}

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
        await asyncio.sleep(await self._moment())
        while (left := self._closed_until - self._clock()) > 0:
            # The pause came in between: the moment is gone, and another one is taken, or all would go at once.
            await asyncio.sleep(left)
            await asyncio.sleep(await self._moment())

    async def _moment(self) -> float:
        shared = await self._shared.take() if self._shared else None
        return self.at_all() if shared is None else shared

    async def refused(self, address: str, seconds: float) -> None:
        """The provider asked for a pause: it is this address's, and once another is refused meanwhile, everybody's."""
        now = self._clock()
        self._paused = {to: moment for to, moment in self._paused.items() if moment > now}
        self._paused[address] = now + seconds
        if len(self._paused) > 1:
            self._closed_until = max(self._paused.values())
            self._next_at_all = max(self._next_at_all, self._closed_until)
            if self._shared:
                await self._shared.hold(self._closed_until - now)

    def _forget(self, now: float) -> None:
        if len(self._next_to) >= FORGET_AT:
            self._next_to = {address: moment for address, moment in self._next_to.items() if moment > now}
