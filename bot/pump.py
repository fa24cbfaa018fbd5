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
        """Delivers until cancelled, always as many messages at once as the channel takes."""
        flying: set[asyncio.Task[None]] = set()
        try:
            while True:
                counted = self._services.bell.count("outbox")
                free = self._channel.batch - len(flying)
                claimed = await self._claim(free) if free else []
                flying |= {asyncio.create_task(self._deliver(message)) for message in claimed}
                if not claimed or len(flying) >= self._channel.batch:
                    flying = await self._landed(flying, counted)
        finally:
            for task in flying:
                task.cancel()

    async def run_once(self) -> int:
        """Delivers what is due now; how many messages were claimed."""
        messages = await self._claim(self._channel.batch)
        await asyncio.gather(*(self._deliver(message) for message in messages))
        return len(messages)

    async def _claim(self, most: int) -> list[Message]:
        services = self._services
        try:
            return await asyncio.to_thread(
                claim, services.engine, self._channel.name, self._owner, services.clock(), most
            )
        except OperationalError as error:
            faults.report("database_away", error, channel=self._channel.name)
            return []

    async def _landed(self, flying: set[asyncio.Task[None]], counted: int) -> set[asyncio.Task[None]]:
        """Waits until a message is out, or there may be new ones; returns those still on their way."""
        ring = asyncio.create_task(self._services.bell.wait("outbox", counted, IDLE_SECONDS))
        full = len(flying) >= self._channel.batch
        await asyncio.wait(flying if full else {*flying, ring}, return_when=asyncio.FIRST_COMPLETED)
        ring.cancel()
        return {task for task in flying if not task.done()}

    async def _deliver(self, message: Message) -> None:
        try:
            await self._channel.send(message)
        except SendFailed as failed:
            await self._mark(message, failed)
        except Exception as error:
            # A fault of ours must not stop the others' messages: the row is tried again later.
            faults.report("send_broke", error, outbox_id=message.id)
            await self._mark(message, SendFailed("fault"))
        else:
            await self._mark(message, None)

    async def _mark(self, message: Message, failed: SendFailed | None) -> None:
        try:
            if failed:
                await asyncio.to_thread(self._refused, message, failed)
            else:
                await asyncio.to_thread(mark_sent, self._services.engine, [message.id], self._services.clock())
        except OperationalError as error:
            # The lease runs out and the message is sent once more: better twice than never.
            faults.report("database_away", error, outbox_id=message.id)

    def _refused(self, message: Message, failed: SendFailed) -> None:
        engine, now = self._services.engine, self._services.clock()
        logs.event("send_refused", outbox_id=message.id, why=failed.why, permanent=failed.permanent)
        if failed.permanent:
            mark_failed(engine, message, failed.why, now)
        elif failed.hopeless or message.attempts >= MOST_ATTEMPTS:
            give_up_message(engine, message, failed.why, now)
        else:
            asked = timedelta(seconds=failed.retry_after or 0)
            try_again(engine, message, failed.why, now + max(asked, pause_before_retry(message.attempts)))
