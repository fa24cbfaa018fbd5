"""The web channel's sending side: a message is out as soon as open pages are woken to read it from the outbox."""

from bot.bell import Bell
from storage.outbox import Message


class WebChannel:
    """Pages read messages by themselves, now or when they are opened again, so sending cannot fail."""

    name = "web"
    batch = 50

    def __init__(self, bell: Bell) -> None:
        self._bell = bell

    async def send(self, message: Message) -> None:
        """Wakes the pages of this address."""
        self._bell.ring(page_bell(message.address))


def page_bell(address: str) -> str:
    """The bell that an open page of this address waits at."""
    return f"page {address}"
