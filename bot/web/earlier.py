"""GET /api/earlier: the part of the talk before what the page shows."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.entries import Json, entry
from bot.web.feed import OPENING
from bot.web.refusals import Refused
from bot.web.site import CHANNEL, Site, site_of
from bot.web.visitors import Visitor, required_visitor
from handlers import texts_web
from storage.engine import reading
from storage.transcript import Position, read_before


async def get_earlier(request: Request) -> Response:
    """Takes ?said=&heard= (the oldest ids that the page shows) and returns the entries before them."""
    site, visitor = site_of(request), required_visitor(request)
    try:
        position = Position(_id(request, "said"), _id(request, "heard"))
    except ValueError as error:
        raise Refused(400, "bad_id", texts_web.NOT_JSON) from error
    entries = await asyncio.to_thread(_read, site, visitor, position)
    body = {"entries": entries, "earlier": len(entries) >= OPENING}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def _id(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 15:
        raise ValueError(name)
    return int(value)


def _read(site: Site, visitor: Visitor, position: Position) -> list[Json]:
    zone = site.services.clock().tzinfo
    with reading(site.services.engine) as connection:
        found = read_before(connection, CHANNEL, visitor.address, position, OPENING)
    return [entry(one, zone) for one in found]
