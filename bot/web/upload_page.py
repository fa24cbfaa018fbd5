"""/tep/{token}: the page behind an upload link; the file goes into the talk of the person who was given the link."""

import asyncio
import uuid
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.web.accepting import accept_update, checked_id
from bot.web.origin import require_own_page
from bot.web.refusals import Refused
from bot.web.site import Site, site_of
from bot.web.upload_links import UploadLink, open_link
from bot.web.uploads import keep_upload
from handlers import texts_upload, texts_web
from handlers.conversation import File, Update
from handlers.texts_evidence import size
from storage.engine import reading
from storage.linked_messages import sent_content

# Without any referrer a browser names no origin when it sends a form, and the origin is what is checked.
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


async def show_upload(request: Request) -> Response:
    """Says for whom and what the file is; after a file was sent (?id=), that it has arrived."""
    site = site_of(request)
    link = await asyncio.to_thread(open_link, request)
    sent = request.query_params.get("id")
    arrived = await asyncio.to_thread(_arrived, site, link, checked_id(sent)) if sent else None
    title = texts_upload.PAGE_TITLE if link.slot.content else texts_upload.SHEET_TITLE
    received = texts_upload.received(arrived.name, size(arrived.size), link.channel) if arrived else None
    words = {"title": texts_upload.RECEIVED_TITLE if arrived else title, "received": received}
    template = site.templates.get_template("upload.html")
    return HTMLResponse(template.render(words, link=link, id=uuid.uuid4()), headers=_HEADERS)


async def take_upload(request: Request) -> Response:
    """Keeps the file (?id= is the page's own for it), then shows that it is there; the answer comes in the chat."""
    require_own_page(request)
    site = site_of(request)
    update_id = checked_id(request.query_params.get("id"))
    link = await asyncio.to_thread(open_link, request)
    if wait := site.files.take(f"{link.channel} {link.address}"):
        raise Refused(429, "too_fast", texts_web.TOO_FAST, wait)
    file = replace(await keep_upload(request, site), slot=link.slot)
    await accept_update(site, Update(_inbox_id(update_id), link.channel, link.address, file))
    # The way back to the page must not carry a form that a reload would send again.
    return RedirectResponse(f"{request.url.path}?id={update_id}", 303, _HEADERS)


def _arrived(site: Site, link: UploadLink, update_id: str) -> File | None:
    with reading(site.services.engine) as connection:
        content = sent_content(connection, link.channel, _inbox_id(update_id))
    return content if isinstance(content, File) else None


def _inbox_id(update_id: str) -> str:
    """Stands beside the ids of the channel's own messages and is none of them."""
    return f"tep-{update_id}"
