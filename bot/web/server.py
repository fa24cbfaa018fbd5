"""The web server, which ends the open streams before it waits for connections to close."""

import socket

import uvicorn

from bot.web.open_pages import OpenPages


class WebServer(uvicorn.Server):
    """uvicorn alone would wait for streams that never end by themselves, then break them off."""

    def __init__(self, config: uvicorn.Config, pages: OpenPages) -> None:
        super().__init__(config)
        self._pages = pages

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Says goodbye to the pages, then does what uvicorn does."""
        self._pages.close()
        await super().shutdown(sockets)
