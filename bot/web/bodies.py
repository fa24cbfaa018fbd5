"""Reads a bounded JSON body."""

import json

from starlette.requests import Request

from bot.web.refusals import Refused
from handlers import texts_web

LARGEST_BODY = 64 * 1024


async def read_json(request: Request) -> dict[str, object]:
    """The JSON object in the body; raises Refused for another type, for too much, or for anything else."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "not_json", texts_web.NOT_JSON)
    try:
        found = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise Refused(400, "not_json", texts_web.NOT_JSON) from error
    if not isinstance(found, dict):
        raise Refused(400, "not_json", texts_web.NOT_JSON)
    return found


async def read_body(request: Request) -> bytes:
    """The body, as long as it is within the limit."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, "too_large", texts_web.body_too_large(LARGEST_BODY // 1024))
    return bytes(body)
