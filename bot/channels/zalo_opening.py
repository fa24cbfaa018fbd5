"""Puts the Zalo channel together: polling, or a webhook where the program has a public address."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field

from starlette.routing import Route

from bot import logs
from bot.channels.pacing import Pace
from bot.channels.shared_moments import SharedMoments
from bot.channels.webhook import webhook_route
from bot.channels.zalo import SECONDS_APART, SENDS_A_SECOND, Zalo
from bot.channels.zalo_client import ZaloClient
from bot.channels.zalo_intake import NAME, ZaloIntake
from bot.channels.zalo_polling import ZaloPolling
from bot.channels.zalo_webhook import ENDPOINT, register_webhook
from bot.links import Links
from bot.services import Services

# Zalo takes secrets of 8 to 256 characters.
SHORTEST_SECRET, LONGEST_SECRET = 8, 256


@dataclass(frozen=True)
class ZaloParts:
    """What the program runs for Zalo: the sending side, the routes of the web server, and one job."""

    channel: Zalo
    routes: tuple[Route, ...]
    client: ZaloClient = field(repr=False)
    intake: ZaloIntake
    public_url: str | None
    secret: str = field(repr=False)

    async def run(self) -> None:
        """Takes events in until cancelled."""
        try:
            if self.public_url:
                await register_webhook(self.client, self.public_url, self.secret)
                await asyncio.Event().wait()
            else:
                # Links to upload and to fetch need an address that telephones can reach.
                logs.event("zalo_links_are_local")
                await ZaloPolling(self.client, self.intake).run()
        finally:
            await self.client.close()


def open_zalo(services: Services, token: str) -> ZaloParts:
    """Connects nothing yet: Zalo may be away when the program starts."""
    settings = services.settings
    client = ZaloClient(token, settings.zalo_api_url)
    intake = ZaloIntake(services, client)
    shared = SharedMoments(services, NAME, SENDS_A_SECOND)
    channel = Zalo(client, Pace(_seconds, SENDS_A_SECOND, SECONDS_APART, shared), Links(services))
    secret = _secret(services)
    routes = (webhook_route(ENDPOINT, intake, secret),) if settings.public_url else ()
    return ZaloParts(channel, routes, client, intake, settings.public_url, secret)


def _secret(services: Services) -> str:
    """The secret of the settings; without one that Zalo takes, the webhook has its own all the same."""
    chosen = services.settings.webhook_secret or ""
    if SHORTEST_SECRET <= len(chosen) <= LONGEST_SECRET:
        return chosen
    return hmac.new(services.secret, b"zalo webhook", hashlib.sha256).hexdigest()


def _seconds() -> float:
    return asyncio.get_running_loop().time()
