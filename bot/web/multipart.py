"""Reads the one file of a multipart body as it arrives, without keeping it in memory."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks


class NoFile(Exception):
    """The body is no multipart with one whole file."""


class FilePart:
    """The first part that has a file name; other parts are passed over."""

    def __init__(self, request: Request) -> None:
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise NoFile
        self.name: str | None = None
        self._incoming = request.stream()
        self._pieces: list[bytes] = []
        self._field, self._value, self._disposition = b"", b"", b""
        self._inside = self._ended = False
        self._parser = MultipartParser(boundary, self._callbacks())

    async def open(self) -> str:
        """Reads up to the file and returns its name."""
        while self.name is None:
            if not await self._feed():
                raise NoFile
        return self.name

    async def chunks(self) -> AsyncIterator[bytes]:
        """The file's bytes; raises NoFile where the body ends before the file does."""
        while True:
            pieces, self._pieces = self._pieces, []
            for piece in pieces:
                yield piece
            if self._ended:
                return
            if not await self._feed():
                raise NoFile

    async def _feed(self) -> bool:
        chunk = await anext(self._incoming, None)
        if chunk is None:
            return False
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise NoFile from error
        return True

    def _callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._on_field,
            "on_header_value": self._on_value,
            "on_header_end": self._on_header,
            "on_headers_finished": self._on_headers,
            "on_part_data": self._on_data,
            "on_part_end": self._on_end,
        }

    def _begin(self) -> None:
        self._disposition = b""

    def _on_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._disposition = self._value
        self._field = self._value = b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        filename = options.get(b"filename")
        self._inside = self.name is None and filename is not None
        if self._inside and filename is not None:
            # Browsers write a quotation mark in a name as %22, and nothing else that a name needs.
            self.name = filename.decode("utf-8", "replace").replace("%22", '"')

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._inside:
            self._pieces.append(data[start:end])

    def _on_end(self) -> None:
        self._ended = self._ended or self._inside
        self._inside = False
