"""The terminal channel: prints messages; choices are numbers, files and documents are links."""

import sys

from bot.links import Links
from storage.outbox import Message


class Console:
    """Writes to standard output."""

    name = "console"
    batch = 1

    def __init__(self, links: Links) -> None:
        self._links = links

    async def send(self, message: Message) -> None:
        """Prints one message."""
        sys.stdout.write(self._links.text(message) + "\n\n")
        sys.stdout.flush()
