"""Webhook delivery: one update after another, with the secret in the header, again until the bot says 2xx."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from tests.fake_telegram.feed import Feed
from tests.fake_telegram.refusal import Json

HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 1.0


@dataclass
class Delivery:
    """One attempt, kept for tests that count them; code 0 when the bot could not be reached."""

    update_id: int
    code: int


class Webhook:
    def __init__(self, feed: Feed) -> None:
        self.url = ""
        self.secret = ""
        self.last_error = ""
        self.deliveries: list[Delivery] = []
        self._feed = feed

    def set(self, url: str, secret: str) -> None:
        self.url, self.secret, self.last_error = url, secret, ""
        self._feed.wake()

    def info(self) -> Json:
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._feed.pending),
        }
        if self.last_error:
            info |= {"last_error_message": self.last_error, "last_error_date": 1}
        return info

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

    async def _deliver(self, client: httpx.AsyncClient, update: Json) -> bool:
        code = await self._post(client, update)
        self.deliveries.append(Delivery(update.get("update_id", 0), code))
        accepted = 200 <= code <= 299
        if accepted and update in self._feed.pending[:1]:
            self._feed.confirm(1)
        if code and not accepted:
            self.last_error = f"Wrong response from the webhook: {code} {HTTPStatus(code).phrase}"
        return accepted

    async def _post(self, client: httpx.AsyncClient, update: Json) -> int:
        headers = {HEADER: self.secret} if self.secret else {}
        try:
            return (await client.post(self.url, json=update, headers=headers)).status_code
        except httpx.HTTPError as fault:
            self.last_error = f"Connection failed: {type(fault).__name__}"
            return 0
