"""PTB's Bot as a plain client: no start-up call, no warning about its own types, any server for tests."""

import json
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot import logs
from handlers import texts

CONNECT_SECONDS = 10
READ_SECONDS = 20
# Telegram's pause where it names none.
USUAL_PAUSE = 5.0


class TooManyRequestsError(TelegramError):
    """429, with the seconds to wait as a plain number (PTB's RetryAfter warns whenever it is made)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class PlainRequest(HTTPXRequest):
    """PTB's request over httpx; only 429 is told apart here."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One call of the Bot API."""
        code, payload = await super().do_request(*args, **kwargs)
        if code == 429:
            raise TooManyRequestsError(_retry_after(payload))
        return code, payload


def open_bot(token: str, api_url: str) -> Bot:
    """A bot that connects at its first call; a proxy is taken from the environment, as httpx does."""
    timeouts: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "read_timeout": READ_SECONDS}
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=PlainRequest(**timeouts),
        get_updates_request=PlainRequest(connection_pool_size=1, **timeouts),
    )


async def close_bot(bot: Bot) -> None:
    """Closes the connections (Bot.shutdown does so only after the start-up call that we leave out)."""
    await bot.request.shutdown()


async def show_commands(bot: Bot) -> bool:
    """Puts the commands into the chat's menu; without them everything works as well."""
    try:
        return await bot.set_my_commands(list(texts.COMMANDS.items()))
    except TelegramError as error:
        logs.event("telegram_commands_refused", why=type(error).__name__)
        return True


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return USUAL_PAUSE
