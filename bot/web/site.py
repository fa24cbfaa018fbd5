"""What the web channel's endpoints share; made once in build_app and found on the application."""

from dataclasses import dataclass

from jinja2 import Environment
from starlette.requests import Request

from bot.services import Services
from bot.signin import Signer
from bot.web.assets import Assets
from bot.web.limits import Buckets
from bot.web.open_pages import OpenPages

CHANNEL = "web"


@dataclass(frozen=True)
class Site:
    """The running web channel."""

    services: Services
    signer: Signer
    assets: Assets
    templates: Environment
    pages: OpenPages
    messages: Buckets
    files: Buckets
    guests: Buckets


def site_of(request: Request) -> Site:
    """The site that serves this request."""
    site: Site = request.app.state.site
    return site
