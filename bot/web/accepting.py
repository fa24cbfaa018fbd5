"""From a page's request to an inbox row; the page is told only after the row is there."""

import asyncio
import re

from sqlalchemy.exc import IntegrityError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.limits import Buckets
from bot.web.refusals import Refused
from bot.web.site import CHANNEL, Site
from bot.web.visitors import Visitor
from handlers import texts_web
from handlers.conversation import Content, Update
from storage.inbox import accept

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ATTEMPTS = 3


def checked_id(value: object) -> str:
    """The id that the page made: a UUID, so that nobody can guess another's; raises Refused."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise Refused(400, "bad_id", texts_web.NOT_JSON)
    return value


def limit_rate(site: Site, request: Request, visitor: Visitor, buckets: Buckets) -> None:
    """Raises Refused where the address sends too fast; guests are also counted by where they connect from."""
    wait = buckets.take(visitor.address)
    if visitor.anonymous and request.client:
        wait = max(wait, site.guests.take(request.client.host))
    if wait:
        raise Refused(429, "too_fast", texts_web.TOO_FAST, wait)


async def accept_content(site: Site, visitor: Visitor, update_id: str, content: Content) -> None:
    """Keeps the update and wakes the worker; one that is there already counts once."""
    await accept_update(site, Update(update_id, CHANNEL, visitor.address, content))


async def accept_update(site: Site, update: Update) -> None:
    """The same for an update of any channel."""
    await asyncio.to_thread(_accept, site, update)
    site.services.bell.ring("inbox")


def _accept(site: Site, update: Update) -> None:
    # Two requests at once may both find a new guest, or the same id, missing: the one that comes second looks again.
    for attempt in range(1, ATTEMPTS + 1):
        try:
            accept(site.services.engine, [update], site.services.clock())
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
        else:
            return


def accepted(update_id: str) -> Response:
    """The answer once the row is kept."""
    return JSONResponse({"id": update_id}, 202, {"Cache-Control": "no-store"})
