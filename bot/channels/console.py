"""The terminal channel: prints messages; choices are numbers."""

import sys

from handlers.plain import plain
from storage.outbox import Message


class Console:
    """Writes to standard output."""

    name = "console"
    batch = 1

    async def send(self, message: Message) -> None:
        """Prints one message."""
        sys.stdout.write(plain(message.reply) + "\n\n")
        sys.stdout.flush()
