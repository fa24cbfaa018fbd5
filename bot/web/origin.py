"""Keeps other sites from acting in a visitor's name: a page of ours sends, or nobody does."""

from urllib.parse import urlsplit

from starlette.requests import Request

from bot.web.refusals import Refused
from bot.web.site import site_of
from handlers import texts_web


def require_own_page(request: Request) -> None:
    """Raises Refused for a request that a browser says comes from elsewhere.

    A client that is no browser says neither; it has no one's cookie either, so there is nothing to protect.
    """
    fetched_from = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if fetched_from not in ("same-origin", "none") or (origin is not None and not _is_ours(request, origin)):
        raise Refused(403, "foreign_page", texts_web.FOREIGN_PAGE)


def _is_ours(request: Request, origin: str) -> bool:
    # Behind a proxy the Host header may be an inner one, so the public address counts as well.
    public = urlsplit(site_of(request).services.settings.base_url)
    said = urlsplit(origin)
    return said.netloc in (request.headers.get("host"), public.netloc) and said.scheme in ("http", "https")
