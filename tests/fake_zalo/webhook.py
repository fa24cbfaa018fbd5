"""Webhook delivery: one event after another, with the secret in the header, again until the bot says 200."""

import asyncio
from dataclasses import dataclass

import httpx

from tests.fake_zalo.feed import Feed
from tests.fake_zalo.refusal import Json

HEADER = "X-Bot-Api-Secret-Token"
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 0.5


@dataclass
class Delivery:
    """One attempt, kept for tests that count them; code 0 when the bot could not be reached."""

    message_id: str
    code: int


class Webhook:
    def __init__(self, feed: Feed) -> None:
        self.url = ""
        self.secret = ""
        self.deliveries: list[Delivery] = []
        self._feed = feed

    def set(self, url: str, secret: str) -> None:
        self.url, self.secret = url, secret
        self._feed.wake()

    async def deliver_forever(self) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            pause = FIRST_PAUSE
            while True:
                if not self.url or not self._feed.pending:
                    await self._feed.news(LONGEST_PAUSE)
                elif await self._deliver(client, self._feed.pending[0]):
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def _deliver(self, client: httpx.AsyncClient, event: Json) -> bool:
        code = await self._post(client, event)
        self.deliveries.append(Delivery(event.get("message", {}).get("message_id", ""), code))
        if code == 200 and self._feed.pending[:1] == [event]:
            self._feed.give()
        return code == 200

    async def _post(self, client: httpx.AsyncClient, event: Json) -> int:
        body = {"ok": True, "result": event}
        try:
            return (await client.post(self.url, json=body, headers={HEADER: self.secret})).status_code
        except httpx.HTTPError:
            return 0
