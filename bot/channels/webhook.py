"""What every webhook does: takes posts that carry the secret, and registers its address until that is taken."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import faults, logs

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Endpoint:
    """Where a platform posts: the path, the header of the secret, and how many bytes a post may have."""

    path: str
    header: str
    largest_body: int


class Intake(Protocol):
    """What becomes of a post."""

    async def take(self, raw: Any, /) -> None:
        """Keeps it; raises DBAPIError when the database cannot."""

    async def bury(self, raw: Any, error: Exception, /) -> None:
        """Keeps what cannot be read as a dead letter."""


def webhook_route(endpoint: Endpoint, intake: Intake, secret: str) -> Route:
    """The route; 200 only after the inbox row is committed, else the platform posts it again."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(endpoint.header, "").encode(), secret.encode()):
            return Response(status_code=403)
        try:
            body = await _body(request, endpoint.largest_body)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=413) if body is None else await _kept(intake, body)

    return Route(endpoint.path, receive, methods=["POST"])


async def register_until_taken(register: Callable[[], Awaitable[str | None]], event: str) -> None:
    """Tells the platform the address, again and again until it is not refused; each refusal is logged as `event`."""
    pause = FIRST_PAUSE
    while refusal := await register():
        logs.event(event, why=refusal)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _body(request: Request, largest: int) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            return None
    return bytes(body)


async def _kept(intake: Intake, body: bytes) -> Response:
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
