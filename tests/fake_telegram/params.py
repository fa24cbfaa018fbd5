"""Reads a call's parameters from query, form, multipart or JSON, as the Bot API accepts them all."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.fake_telegram.refusal import Json, RefusedError, bad_request

LARGEST_UPLOAD = 50_000_000


@dataclass(frozen=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass
class Params:
    """Values as they came (text, or JSON types when the body was JSON) and the uploaded parts by field name."""

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return None if value is None else str(value)

    def whole(self, name: str, otherwise: int) -> int:
        value = self.values.get(name, otherwise)
        try:
            return int(value)
        except (TypeError, ValueError) as fault:
            raise bad_request(f'parameter "{name}" must be an integer') from fault

    def json(self, name: str, otherwise: Any = None) -> Any:
        value = self.values.get(name, otherwise)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as fault:
            raise bad_request(f"can't parse {name} JSON object") from fault

    def file(self, name: str) -> Upload | str:
        """An uploaded part (also by attach://part), or the file_id given in its place."""
        value = self.text(name)
        part = value.removeprefix("attach://") if value and value.startswith("attach://") else name
        if part in self.uploads:
            return self.uploads[part]
        if not value:
            raise bad_request(f"there is no {name} in the request")
        return value


async def read_params(request: Request) -> Params:
    params = Params(values=dict(request.query_params))
    if request.headers.get("content-type", "").startswith("application/json"):
        params.values |= await _json_body(request)
        return params
    async with request.form(max_part_size=LARGEST_UPLOAD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                params.uploads[name] = await _upload(value)
            else:
                params.values[name] = value
    return params


async def _json_body(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError as fault:
        raise bad_request("can't parse the request as JSON") from fault
    if not isinstance(body, dict):
        raise bad_request("object expected")
    return body


async def _upload(part: UploadFile) -> Upload:
    content = await part.read()
    if len(content) > LARGEST_UPLOAD:
        raise RefusedError(413, "Request Entity Too Large")
    return Upload(part.filename or "file", part.content_type or "application/octet-stream", content)
