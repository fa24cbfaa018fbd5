"""GET /api/attachments/{id}: the document that belongs to a reply, made when it is asked for."""

import asyncio
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.documents.render import render
from bot.web.refusals import Refused
from bot.web.site import CHANNEL, Site, site_of
from bot.web.visitors import Visitor, required_visitor
from handlers import texts_web
from storage.engine import reading
from storage.transcript import reply_at


async def get_attachment(request: Request) -> Response:
    """Only for the address that the reply went to."""
    site, visitor = site_of(request), required_visitor(request)
    made = await asyncio.to_thread(_make, site, visitor, int(request.path_params["id"]))
    if made is None:
        raise Refused(404, "no_attachment", texts_web.NO_ATTACHMENT)
    name, media_type, content = made
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=media_type)


def _make(site: Site, visitor: Visitor, outbox_id: int) -> tuple[str, str, bytes] | None:
    with reading(site.services.engine) as connection:
        reply = reply_at(connection, CHANNEL, visitor.address, outbox_id)
    return render(reply.attachment, site.services) if reply and reply.attachment else None
