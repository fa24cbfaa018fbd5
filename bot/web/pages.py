"""The pages that people open: the talk, signing in, an invitation, signing out."""

import asyncio
import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.signin import web_address
from bot.web.accepting import accept_content, checked_id, limit_rate
from bot.web.forms import read_form
from bot.web.notices import notice_page
from bot.web.origin import require_own_page
from bot.web.site import CHANNEL, Site, site_of
from bot.web.visitors import Visitor, find_person, forget, new_guest, remember, visitor_of
from handlers import texts_web
from handlers.conversation import Text
from storage.addresses import ensure_address

_NO_STORE = {"Cache-Control": "no-store"}
# Without any referrer a browser names no origin when it sends a form, and the origin is what is checked.
_FORM = _NO_STORE | {"Referrer-Policy": "same-origin"}


async def show_talk(request: Request) -> Response:
    """GET /: the chat page; whoever comes without a cookie is a guest from now on."""
    site, visitor = site_of(request), visitor_of(request) or new_guest()
    person = await asyncio.to_thread(find_person, site, visitor)
    guest = person is None or person.guest
    page = _render(site, "talk.html", _NO_STORE, who=texts_web.who(person), guest=guest, tag=visitor.tag)
    remember(page, site, visitor)
    return page


async def sign_in(request: Request) -> Response:
    """GET /vao/{token}: a link that signs in, or words about why it does not."""
    site = site_of(request)
    person_id = site.signer.person_of(request.path_params["token"])
    if person_id is None:
        return notice_page(request, texts_web.LINK_OVER_TITLE, texts_web.LINK_OVER, 410, _NO_STORE)
    visitor = Visitor(web_address(person_id))
    now = site.services.clock()
    await asyncio.to_thread(ensure_address, site.services.engine, person_id, CHANNEL, visitor.address, now)
    return _to_the_talk(site, visitor)


async def show_invitation(request: Request) -> Response:
    """GET /moi/{code}: looks at nothing yet, so a program that only follows links uses no code up."""
    site, visitor = site_of(request), visitor_of(request) or new_guest()
    person = await asyncio.to_thread(find_person, site, visitor)
    code = request.path_params["code"]
    page = _render(site, "invitation.html", _FORM, code=code, who=texts_web.who(person), id=uuid.uuid4())
    remember(page, site, visitor)
    return page


async def use_invitation(request: Request) -> Response:
    """POST /moi/{code}: the same as typing the code; the answer stands in the talk."""
    require_own_page(request)
    site, visitor = site_of(request), visitor_of(request) or new_guest()
    limit_rate(site, request, visitor, site.messages)
    form = await read_form(request)
    said = Text(f"/start {request.path_params['code'][:40]}")
    await accept_content(site, visitor, checked_id(form.get("id")), said)
    return _to_the_talk(site, visitor)


async def show_sign_out(request: Request) -> Response:
    """GET /ra: one button, because a link alone must not sign anybody out."""
    return _render(site_of(request), "sign_out.html", _FORM)


async def sign_out(request: Request) -> Response:
    """POST /ra: takes the cookie back."""
    require_own_page(request)
    gone = RedirectResponse("/", 303, _NO_STORE)
    forget(gone)
    return gone


def _to_the_talk(site: Site, visitor: Visitor) -> Response:
    answer = RedirectResponse("/", 303, _NO_STORE)
    remember(answer, site, visitor)
    return answer


def _render(site: Site, template: str, headers: Mapping[str, str], **words: object) -> Response:
    return HTMLResponse(site.templates.get_template(template).render(words), headers=headers)
