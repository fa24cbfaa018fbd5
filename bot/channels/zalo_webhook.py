"""The webhook: tells Zalo where to post, and takes posts that carry the secret."""

import asyncio
import hmac
import json
from typing import Any

from sqlalchemy.exc import DBAPIError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import faults, logs
from bot.channels.zalo_client import ZaloClient, ZaloError
from bot.channels.zalo_intake import ZaloIntake

PATH = "/webhook/zalo"
HEADER = "X-Bot-Api-Secret-Token"
# Zalo's events are a few kilobytes.
LARGEST_BODY = 256 * 1024
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


def webhook_route(intake: ZaloIntake, secret: str) -> Route:
    """The endpoint; 200 only after the inbox row is committed, so that Zalo can post it again."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=413) if body is None else await _kept(intake, body)

    return Route(PATH, receive, methods=["POST"])


async def register_webhook(client: ZaloClient, public_url: str, secret: str) -> None:
    """Tells Zalo the address, again and again until it takes it."""
    pause = FIRST_PAUSE
    while True:
        try:
            await client.call("setWebhook", url=public_url + PATH, secret_token=secret)
        except ZaloError as error:
            logs.event("zalo_webhook_refused", why=str(error))
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def _kept(intake: ZaloIntake, body: bytes) -> Response:
    try:
        raw: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        await intake.bury(body.decode("utf-8", "replace"), error)
        return JSONResponse({"ok": True})
    try:
        await intake.take(raw)
    except DBAPIError as error:
        faults.report("database_away", error)
        return Response(status_code=503)
    return JSONResponse({"ok": True})
