"""Delivery: claims due messages of one channel, sends them, and marks what became of each."""

import asyncio
import secrets
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from bot import faults, logs
from bot.channels.channel import Channel, SendFailed
from bot.services import Services
from storage.outbox import Message, claim, give_up_message, mark_failed, mark_sent, try_again

IDLE_SECONDS = 1.0
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=15)
# With the longest pause between them that is about two weeks: nobody waits for such a message any more.
MOST_ATTEMPTS = 1500


def pause_before_retry(attempts: int) -> timedelta:
    """2, 4, 8 … seconds, at most a quarter of an hour."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 20)), LONGEST_PAUSE)


class Pump:
    """One a channel; `owner` marks its leases."""

    def __init__(self, services: Services, channel: Channel) -> None:
        self._services, self._channel = services, channel
        self._owner = secrets.token_hex(8)

    async def run(self) -> None:
        """Delivers until cancelled."""
        while True:
            counted = self._services.bell.count("outbox")
            try:
                while await self.run_once():
                    pass
            except OperationalError as error:
                faults.report("database_away", error, channel=self._channel.name)
            await self._services.bell.wait("outbox", counted, IDLE_SECONDS)

    async def run_once(self) -> int:
        """Delivers what is due now; how many messages were claimed."""
        now = self._services.clock()
        name, batch = self._channel.name, self._channel.batch
        messages = await asyncio.to_thread(claim, self._services.engine, name, self._owner, now, batch)
        await asyncio.gather(*(self._deliver(message) for message in messages))
        return len(messages)

    async def _deliver(self, message: Message) -> None:
        engine, clock = self._services.engine, self._services.clock
        try:
            await self._channel.send(message)
        except SendFailed as failed:
            await asyncio.to_thread(self._refused, message, failed)
        except Exception as error:
            # A fault of ours must not stop the others' messages: the row is tried again later.
            faults.report("send_broke", error, outbox_id=message.id)
            await asyncio.to_thread(self._refused, message, SendFailed("fault"))
        else:
            await asyncio.to_thread(mark_sent, engine, [message.id], clock())

    def _refused(self, message: Message, failed: SendFailed) -> None:
        now = self._services.clock()
        logs.event("send_refused", outbox_id=message.id, why=failed.why, permanent=failed.permanent)
        if failed.permanent:
            mark_failed(self._services.engine, message, failed.why, now)
            return
        if message.attempts >= MOST_ATTEMPTS:
            give_up_message(self._services.engine, message, failed.why)
            return
        asked = timedelta(seconds=failed.retry_after) if failed.retry_after is not None else timedelta()
        try_again(self._services.engine, message, failed.why, now + max(asked, pause_before_retry(message.attempts)))
