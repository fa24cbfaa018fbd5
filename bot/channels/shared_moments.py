"""The moments of one token, kept in the database: processes that send with it keep the provider's limit together."""

import asyncio
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from bot import faults
from bot.services import Services
from storage.paces import hold_back, take_moment


class SharedMoments:
    """One a channel and process; where the database is away, each process keeps its own pace."""

    def __init__(self, services: Services, channel: str, a_second: float) -> None:
        self._services, self._channel, self._gap = services, channel, timedelta(seconds=1 / a_second)

    async def take(self) -> float | None:
        """Seconds until the next free moment; None where the database does not answer."""
        services, now = self._services, self._services.clock()
        try:
            moment = await asyncio.to_thread(take_moment, services.engine, self._channel, self._gap, now)
        except OperationalError as error:
            faults.report("database_away", error, channel=self._channel)
            return None
        return max(0.0, (moment - services.clock()).total_seconds())

    async def hold(self, seconds: float) -> None:
        """Nobody takes a moment for so long."""
        services, now = self._services, self._services.clock()
        until = now + timedelta(seconds=seconds)
        try:
            await asyncio.to_thread(hold_back, services.engine, self._channel, until, now)
        except OperationalError as error:
            faults.report("database_away", error, channel=self._channel)
