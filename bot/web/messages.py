"""POST /api/messages: what a person typed, or which choice was pressed."""

from starlette.requests import Request
from starlette.responses import Response

from bot.web.accepting import accept_content, accepted, checked_id, limit_rate
from bot.web.bodies import read_json
from bot.web.origin import require_own_page
from bot.web.refusals import Refused
from bot.web.site import site_of
from bot.web.visitors import required_visitor
from handlers import texts_web
from handlers.conversation import Content, Press, Text

_LARGEST_NUMBER = 2**31 - 1


async def post_message(request: Request) -> Response:
    """Takes {"id", "text"} or {"id", "press": {"revision", "number"}}."""
    require_own_page(request)
    site, visitor = site_of(request), required_visitor(request)
    limit_rate(site, request, visitor, site.messages)
    body = await read_json(request)
    update_id, content = checked_id(body.get("id")), _content(body)
    await accept_content(site, visitor, update_id, content)
    return accepted(update_id)


def _content(body: dict[str, object]) -> Content:
    match body:
        case {"id": _, "text": str(text), **rest} if not rest:
            # Half an emoji, which JSON can carry, cannot be kept as UTF-8.
            return Text(text.encode("utf-8", "ignore").decode("utf-8"))
        case {"id": _, "press": {"revision": revision, "number": number, **more}, **rest} if not rest and not more:
            return Press(_counted(revision), _counted(number))
    raise Refused(400, "not_json", texts_web.NOT_JSON)


def _counted(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_NUMBER:
        raise Refused(400, "not_json", texts_web.NOT_JSON)
    return value
