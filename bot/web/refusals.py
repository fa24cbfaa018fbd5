"""Refusals: a status, a code for the page, and one sentence for the person."""

import math

from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot import faults
from bot.web.notices import notice_page
from handlers import texts_web


class Refused(Exception):
    """A request that is not carried out and changed nothing."""

    def __init__(self, status: int, code: str, sentence: str, wait: float = 0.0) -> None:
        super().__init__(code)
        self.status, self.code, self.sentence, self.wait = status, code, sentence, wait


async def answer_refused(request: Request, error: Exception) -> Response:
    """Refused → its own words."""
    if not isinstance(error, Refused):
        raise error
    return _answer(request, error)


async def answer_http(request: Request, error: Exception) -> Response:
    """What the routing refuses: unknown addresses and methods."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _answer(request, Refused(status, "no_such_page", texts_web.NO_SUCH_PAGE))


async def answer_away(request: Request, error: Exception) -> Response:
    """The database is away or full: nothing was taken, the page tries again."""
    faults.report("database_away", error)
    return _answer(request, Refused(503, "away", texts_web.AWAY, wait=5))


def answer_fault(request: Request, error: Exception) -> Response:
    """Something of ours broke; the same code is in the log."""
    code = faults.report("web_broke", error)
    return _answer(request, Refused(500, "fault", texts_web.fault(code)))


def _answer(request: Request, refused: Refused) -> Response:
    headers = {"Cache-Control": "no-store"}
    if refused.wait:
        headers["Retry-After"] = str(math.ceil(refused.wait))
    if request.url.path.startswith("/api/"):
        body = {"error": refused.sentence, "code": refused.code}
        return JSONResponse(body, refused.status, headers)
    return notice_page(request, texts_web.REFUSED_TITLE, refused.sentence, refused.status, headers)


ANSWERS = {Refused: answer_refused, HTTPException: answer_http, OperationalError: answer_away}
