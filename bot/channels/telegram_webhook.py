"""Telegram's webhook: where it posts, and how it is told so."""

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram_client import show_commands
from bot.channels.telegram_reading import ALLOWED_UPDATES
from bot.channels.webhook import Endpoint, register_until_taken

# Telegram's updates are a few kilobytes.
ENDPOINT = Endpoint("/webhooks/telegram", "X-Telegram-Bot-Api-Secret-Token", 1_000_000)


async def register_webhook(bot: Bot, public_url: str, secret: str) -> None:
    """Tells Telegram the address until it takes it."""

    async def register() -> str | None:
        try:
            await bot.set_webhook(public_url + ENDPOINT.path, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
            await show_commands(bot)
        except TelegramError as error:
            return type(error).__name__
        return None

    await register_until_taken(register, "telegram_webhook_refused")
