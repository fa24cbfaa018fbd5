"""Zalo's webhook: where it posts, and how it is told so."""

from bot.channels.webhook import Endpoint, register_until_taken
from bot.channels.zalo_client import ZaloClient, ZaloError

# Zalo's events are a few kilobytes.
ENDPOINT = Endpoint("/webhook/zalo", "X-Bot-Api-Secret-Token", 256 * 1024)


async def register_webhook(client: ZaloClient, public_url: str, secret: str) -> None:
    """Tells Zalo the address until it takes it."""

    async def register() -> str | None:
        try:
            await client.call("setWebhook", url=public_url + ENDPOINT.path, secret_token=secret)
        except ZaloError as error:
            return str(error)
        return None

    await register_until_taken(register, "zalo_webhook_refused")
