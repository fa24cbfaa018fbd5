"""GET /api/stream: the talk as server-sent events, for as long as the page is open."""

import asyncio
import json
import re
from collections.abc import AsyncIterator

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot import faults
from bot.channels.web import page_bell
from bot.web.entries import Json
from bot.web.feed import Feed, News
from bot.web.site import Site, site_of
from bot.web.visitors import Visitor, visitor_of
from storage.transcript import Position

HEARTBEAT_SECONDS = 15.0
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EVENT_ID = re.compile(r"(\d{1,15})\.(\d{1,15})")


async def open_stream(request: Request) -> Response:
    """Streams from the last event that the page has (Last-Event-ID, or ?after= where the page opens anew)."""
    site, visitor = site_of(request), visitor_of(request)
    if visitor is None:
        # An event source cannot read a status, so the page is told in its own language.
        return _respond(_only(_event("over", {})))
    last = request.headers.get("last-event-id") or request.query_params.get("after") or ""
    return _respond(_stream(site, visitor, _position(last)))


def _respond(events: AsyncIterator[str]) -> Response:
    return StreamingResponse(events, headers=_HEADERS, media_type="text/event-stream")


async def _only(event: str) -> AsyncIterator[str]:
    yield event


async def _stream(site: Site, visitor: Visitor, position: Position) -> AsyncIterator[str]:
    bell, page = site.services.bell, page_bell(visitor.address)
    feed = Feed(site.services.engine, visitor.address, position)
    with site.pages.opened(visitor.address):
        while not site.pages.closing:
            counted = bell.count(page)
            news = await _look(site, feed)
            if news is None:
                # Closing lets the page say that it is cut off, and try again by itself.
                return
            yield _events(news, site)
            await bell.wait(page, counted, HEARTBEAT_SECONDS)


async def _look(site: Site, feed: Feed) -> News | None:
    try:
        return await asyncio.to_thread(feed.look, site.services.clock().tzinfo)
    except OperationalError as error:
        faults.report("database_away", error)
        return None


def _events(news: News, site: Site) -> str:
    """All news at once; the position comes last, so that a break in the middle repeats instead of losing."""
    events = [_event("who", news.who)] if news.who else []
    events += [_event("entry", one) for one in news.entries]
    today = site.services.clock().date().isoformat()
    position = f"{news.position.inbox_id}.{news.position.outbox_id}"
    beat = _event("beat", {"today": today, "earlier": news.earlier, "position": position})
    return "".join(events) + f"id: {position}\n{beat}"


def _event(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _position(event_id: str) -> Position:
    found = _EVENT_ID.fullmatch(event_id)
    return Position(int(found[1]), int(found[2])) if found else Position()
