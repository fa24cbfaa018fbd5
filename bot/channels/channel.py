"""What every channel is: a name and one method that sends a message or says why not."""

from typing import Protocol

from storage.outbox import Message


class SendFailed(Exception):
    """A message that the channel did not take.

    `permanent`: the address takes nothing any more. `hopeless`: this message would be refused again, others would not.
    `retry_after`: seconds that the provider asks to wait.
    `why` is a short code for the log and the row, never the provider's words or an address with a token.
    """

    def __init__(
        self, why: str, *, permanent: bool = False, hopeless: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(why)
        self.why, self.permanent, self.hopeless, self.retry_after = why, permanent, hopeless, retry_after


class Channel(Protocol):
    """Sends; what comes in goes to storage.inbox by the channel's own reader."""

    name: str
    # How many messages (to different addresses) may be on their way at once.
    batch: int

    async def send(self, message: Message) -> None:
        """Sends one message or raises SendFailed."""
        ...
