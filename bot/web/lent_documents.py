"""GET /tai/{token}: the document of a message, for whoever was given its signed link."""

import asyncio
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.documents.render import Made, render
from bot.web.refusals import Refused
from bot.web.site import Site, site_of
from handlers import texts_upload
from storage.engine import reading
from storage.linked_messages import linked_message


async def get_lent_document(request: Request) -> Response:
    """As it stands now; pictures are shown in place, so that Zalo can show them in the talk."""
    made = await asyncio.to_thread(_make, site_of(request), request.path_params["token"])
    if made is None:
        raise Refused(410, "link_over", texts_upload.DOCUMENT_OVER)
    name, media_type, content = made
    place = "inline" if media_type.startswith("image/") else "attachment"
    headers = {"Content-Disposition": f"{place}; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=media_type)


def _make(site: Site, token: str) -> Made | None:
    message_id = site.signer.document_of(token)
    if message_id is None:
        return None
    with reading(site.services.engine) as connection:
        message = linked_message(connection, message_id)
    attachment = message.reply.attachment if message else None
    return render(attachment, site.services) if attachment else None
