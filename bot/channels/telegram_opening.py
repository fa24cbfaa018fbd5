"""Puts the Telegram channel together: polling, or a webhook where the program has a public address."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field

from starlette.routing import Route
from telegram import Bot

from bot.channels.pacing import Pace
from bot.channels.shared_moments import SharedMoments
from bot.channels.telegram import SECONDS_APART, SENDS_A_SECOND, Telegram
from bot.channels.telegram_client import close_bot, open_bot
from bot.channels.telegram_intake import NAME, TelegramIntake
from bot.channels.telegram_polling import TelegramPolling
from bot.channels.telegram_webhook import ENDPOINT, register_webhook
from bot.channels.webhook import webhook_route
from bot.services import Services


@dataclass(frozen=True)
class TelegramParts:
    """What the program runs for Telegram: the sending side, the routes of the web server, and one job."""

    channel: Telegram
    routes: tuple[Route, ...]
    # PTB's repr shows the token.
    bot: Bot = field(repr=False)
    intake: TelegramIntake
    public_url: str | None
    secret: str = field(repr=False)

    async def run(self) -> None:
        """Takes updates in until cancelled."""
        try:
            if self.public_url:
                await register_webhook(self.bot, self.public_url, self.secret)
                await asyncio.Event().wait()
            else:
                await TelegramPolling(self.bot, self.intake).run()
        finally:
            await close_bot(self.bot)


def open_telegram(services: Services, token: str) -> TelegramParts:
    """Connects nothing yet: Telegram may be away when the program starts."""
    settings = services.settings
    bot = open_bot(token, settings.telegram_api_url)
    intake = TelegramIntake(services, bot)
    shared = SharedMoments(services, NAME, SENDS_A_SECOND)
    channel = Telegram(bot, Pace(_seconds, SENDS_A_SECOND, SECONDS_APART, shared), services)
    secret = settings.webhook_secret or _own_secret(services.secret)
    routes = (webhook_route(ENDPOINT, intake, secret),) if settings.public_url else ()
    return TelegramParts(channel, routes, bot, intake, settings.public_url, secret)


def _own_secret(key: bytes) -> str:
    """Without a secret in the settings the webhook has one all the same."""
    return hmac.new(key, b"telegram webhook", hashlib.sha256).hexdigest()


def _seconds() -> float:
    return asyncio.get_running_loop().time()
