"""A friendly page with one message: an expired link, an unknown address, a fault."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response


def notice_page(
    request: Request, title: str, sentence: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The sentence, and the way back to the talk."""
    template = request.app.state.site.templates.get_template("notice.html")
    return HTMLResponse(template.render(title=title, sentence=sentence), status, headers)
