"""The Zalo channel's sending side: texts, and pictures by link; no buttons, no files, no edits."""

from collections.abc import Awaitable, Callable

from bot.channels.pacing import Pace
from bot.channels.splitting import split_text
from bot.channels.zalo_client import TOO_MANY, ZaloClient, ZaloError, ZaloRefused
from bot.channels.zalo_failures import RATE_LIMITED, send_failure
from bot.channels.zalo_intake import NAME
from bot.links import Links
from handlers import texts_documents
from storage.outbox import Message

TEXT_LIMIT = 2000
# Zalo publishes no limits: about what an office with many communes needs, and no more.
SENDS_A_SECOND = 30.0
SECONDS_APART = 0.1
_MOST_REMEMBERED = 1000
_PICTURE = ".png"

Call = Callable[[], Awaitable[None]]


class Zalo:
    """Sends; a message in parts goes on after a failure where it stopped, as long as this process lives."""

    name = NAME
    batch = 28

    def __init__(self, client: ZaloClient, pace: Pace, links: Links) -> None:
        self._client, self._pace, self._links = client, pace, links
        self._parts_sent: dict[int, int] = {}

    async def send(self, message: Message) -> None:
        """Sends one message or raises SendFailed."""
        calls = self._calls(message)
        for position in range(self._parts_sent.get(message.id, 0), len(calls)):
            await self._pace.turn(message.address)
            try:
                await calls[position]()
            except ZaloError as error:
                failure = send_failure(error, message.attempts)
                if failure.why == RATE_LIMITED:
                    await self._pace.refused(message.address, failure.retry_after or 0)
                raise failure from error
            self._remember(message.id, position + 1)
        self._parts_sent.pop(message.id, None)

    def _calls(self, message: Message) -> list[Call]:
        def texting(text: str) -> Call:
            return lambda: self._send_text(message.address, text)

        picture = _is_picture(message)
        calls = [texting(text) for text in split_text(self._links.text(message), TEXT_LIMIT)]
        return [*calls, lambda: self._send_picture(message)] if picture else calls

    async def _send_text(self, address: str, text: str) -> None:
        await self._client.call("sendMessage", chat_id=address, text=text)

    async def _send_picture(self, message: Message) -> None:
        """By its link, which Zalo fetches; the same link stands in the text, so a refusal loses nothing."""
        try:
            await self._client.call("sendPhoto", chat_id=message.address, photo=self._links.document(message.id))
        except ZaloRefused as refused:
            if refused.code == TOO_MANY:
                raise

    def _remember(self, message_id: int, parts: int) -> None:
        while len(self._parts_sent) >= _MOST_REMEMBERED:
            self._parts_sent.pop(next(iter(self._parts_sent)))
        self._parts_sent[message_id] = parts


def _is_picture(message: Message) -> bool:
    attachment = message.reply.attachment
    return attachment is not None and texts_documents.file_name(attachment).endswith(_PICTURE)
