"""The webhook: tells Telegram where to post, and takes posts that carry the secret."""

import asyncio
import hmac
import json
from typing import Any

from sqlalchemy.exc import DBAPIError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot import faults, logs
from bot.channels.telegram_client import show_commands
from bot.channels.telegram_intake import TelegramIntake
from bot.channels.telegram_reading import ALLOWED_UPDATES

PATH = "/webhooks/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram's updates are a few kilobytes.
LARGEST_BODY = 1_000_000
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


def webhook_route(intake: TelegramIntake, secret: str) -> Route:
    """The endpoint; 200 only after the inbox row is committed, else Telegram posts it again."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=413) if body is None else await _kept(intake, body)

    return Route(PATH, receive, methods=["POST"])


async def register_webhook(bot: Bot, public_url: str, secret: str) -> None:
    """Tells Telegram the address, again and again until it takes it; then stays, so that the program goes on."""
    pause = FIRST_PAUSE
    while True:
        try:
            await bot.set_webhook(public_url + PATH, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
            await show_commands(bot)
            break
        except TelegramError as error:
            logs.event("telegram_webhook_refused", why=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    await asyncio.Event().wait()


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def _kept(intake: TelegramIntake, body: bytes) -> Response:
    try:
        raw: Any = json.loads(body)
    except ValueError as error:
        await intake.bury(body.decode("utf-8", "replace"), error)
        return Response(status_code=200)
    try:
        await intake.take([raw])
    except DBAPIError as error:
        faults.report("database_away", error)
        return Response(status_code=503)
    return Response(status_code=200)
