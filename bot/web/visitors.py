"""Who is at the page: a signed cookie holds the web address, of a person or of a guest."""

import hashlib
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.signin import COOKIE_SECONDS
from bot.web.refusals import Refused
from bot.web.site import CHANNEL, Site, site_of
from handlers import texts_web
from handlers.conversation import Person
from storage.addresses import person_behind
from storage.engine import reading

COOKIE = "tcpl"
_GUEST = "guest-"


@dataclass(frozen=True)
class Visitor:
    """A web address; `known` is false for a guest who has written nothing from it yet."""

    address: str

    @property
    def tag(self) -> str:
        """Tells apart what different people leave in the same browser, without showing the address."""
        return hashlib.sha256(self.address.encode()).hexdigest()[:16]

    @property
    def anonymous(self) -> bool:
        """Whether the address was made up for somebody who did not sign in."""
        return self.address.startswith(_GUEST)


def visitor_of(request: Request) -> Visitor | None:
    """Who the cookie says it is; None without a good cookie."""
    address = site_of(request).signer.address_of(request.cookies.get(COOKIE, ""))
    return Visitor(address) if address else None


def required_visitor(request: Request) -> Visitor:
    """The same for endpoints that a page calls: it has a cookie, unless its time is over."""
    visitor = visitor_of(request)
    if visitor is None:
        raise Refused(401, "no_visitor", texts_web.SESSION_OVER)
    return visitor


def new_guest() -> Visitor:
    """Somebody who comes for the first time."""
    return Visitor(_GUEST + secrets.token_urlsafe(16))


def remember(response: Response, site: Site, visitor: Visitor) -> None:
    """Gives the browser the cookie, with its time started afresh."""
    secure = site.services.settings.base_url.startswith("https://")
    value = site.signer.cookie(visitor.address)
    response.set_cookie(COOKIE, value, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure)


def forget(response: Response) -> None:
    """Takes the cookie back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")


def find_person(site: Site, visitor: Visitor) -> Person | None:
    """The person at the address, with all roles; reads the database."""
    with reading(site.services.engine) as connection:
        return person_behind(connection, CHANNEL, visitor.address)
