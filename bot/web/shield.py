"""Around every request: security headers, no fault that escapes, no answer that the sender cannot read."""

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.refusals import answer_fault

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# A browser that is still sending reads no answer: the rest of a refused body is taken, within bounds, and dropped.
MOST_DROPPED = 64 * 1024 * 1024
DROPPING_SECONDS = 30.0


class Shield:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = Body(scope, receive)
        answer = Answer(send, body)
        try:
            await self._app(scope, body.receive, answer.send)
        except ClientDisconnect:
            # Nobody is there to be answered.
            return
        except Exception as error:
            if answer.started:
                raise
            await answer_fault(Request(scope), error)(scope, body.receive, answer.send)


class Body:
    """Knows whether the request was read to its end."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self._unread = scope["method"] not in ("GET", "HEAD")

    async def receive(self) -> Message:
        message = await self._receive()
        self._unread = self._unread and message.get("more_body", False)
        return message

    async def drop_rest(self) -> None:
        """Reads on until the end, or until it is too much."""
        dropped = 0
        try:
            async with asyncio.timeout(DROPPING_SECONDS):
                while self._unread and dropped < MOST_DROPPED:
                    dropped += len((await self.receive()).get("body", b""))
        except TimeoutError:
            return


class Answer:
    """Adds the headers and remembers that the answer has begun."""

    def __init__(self, send: Send, body: Body) -> None:
        self._send, self._body = send, body
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._body.drop_rest()
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)
