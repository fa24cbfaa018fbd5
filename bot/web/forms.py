"""Reads the small forms of our own pages."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.web.bodies import read_body
from bot.web.refusals import Refused
from handlers import texts_web


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; raises Refused for another type or for too much."""
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        raise Refused(415, "not_a_form", texts_web.NOT_JSON)
    return dict(parse_qsl((await read_body(request)).decode("utf-8", "replace"), max_num_fields=20))
