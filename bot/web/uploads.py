"""POST /api/files: a file as evidence, streamed to disk."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from bot.files import FileRefused, files_folder, store
from bot.web.accepting import accept_content, accepted, checked_id, limit_rate
from bot.web.multipart import FilePart, NoFile
from bot.web.origin import require_own_page
from bot.web.refusals import Refused
from bot.web.site import Site, site_of
from bot.web.visitors import Visitor, find_person, required_visitor
from handlers import texts_web
from handlers.conversation import File

_STATUS = {"empty": 400, "file_kind": 415, "file_too_large": 413, "no_room": 507}


async def post_file(request: Request) -> Response:
    """Takes multipart/form-data with one file; the page's id for it is in the query (?id=)."""
    require_own_page(request)
    site, visitor = site_of(request), required_visitor(request)
    update_id = checked_id(request.query_params.get("id"))
    await _require_member(site, visitor)
    limit_rate(site, request, visitor, site.files)
    await accept_content(site, visitor, update_id, await keep_upload(request, site))
    return accepted(update_id)


async def _require_member(site: Site, visitor: Visitor) -> None:
    person = await asyncio.to_thread(find_person, site, visitor)
    if person is None or person.guest:
        raise Refused(403, "members_only", texts_web.FILES_FOR_MEMBERS)


async def keep_upload(request: Request, site: Site) -> File:
    """Keeps the file of a request; raises Refused."""
    try:
        part = FilePart(request)
        name = await part.open()
        return await store(part.chunks(), name, files_folder(site.services.settings))
    except NoFile as error:
        raise Refused(400, "no_file", texts_web.FILE_MISSING) from error
    except FileRefused as error:
        raise Refused(_STATUS[error.reason], error.reason, texts_web.FILE_REFUSED[error.reason]) from error
