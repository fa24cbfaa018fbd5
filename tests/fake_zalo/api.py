"""The bot's side over HTTP: token, ordered faults, the method itself, the record."""

import asyncio
import socket
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.fake_telegram.journal import Call
from tests.fake_zalo.faults import SILENT, Fault
from tests.fake_zalo.methods import run
from tests.fake_zalo.refusal import NO_TOKEN, Json, RefusedError, bad_request
from tests.fake_zalo.world import World


async def call_method(request: Request) -> Response:
    world: World = request.app.state.world
    method = request.path_params["method"]
    if request.path_params["token"] != world.token:
        return JSONResponse(NO_TOKEN.body(), NO_TOKEN.status)
    try:
        asked = await _asked(request)
    except RefusedError as refusal:
        return JSONResponse(refusal.body(), refusal.status)
    fault = world.faults.take(method, asked.get("chat_id"))
    if fault and fault.kind in SILENT:
        return await _lost(world, method, asked, fault, request)
    return await _answered(world, method, asked, fault)


async def _asked(request: Request) -> Json:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise bad_request("JSON expected")
    try:
        asked = await request.json()
    except ValueError as fault:
        raise bad_request("JSON expected") from fault
    if not isinstance(asked, dict):
        raise bad_request("an object expected")
    return asked


async def _answered(world: World, method: str, asked: Json, fault: Fault | None) -> Response:
    try:
        if fault:
            raise fault.refusal()
        result = await run(world, method, asked)
    except RefusedError as refusal:
        _note(world, method, asked, refusal.code, description=refusal.description)
        return JSONResponse(refusal.body(), refusal.status)
    _note(world, method, asked, 200, result)
    return JSONResponse({"ok": True, "result": result})


async def _lost(world: World, method: str, asked: Json, fault: Fault, request: Request) -> Response:
    """The answer never comes; what was asked was done all the same if the fault says so."""
    if fault.applied:
        await _answered(world, method, asked, None)
    else:
        _note(world, method, asked, 502 if fault.kind == "bad_gateway" else 0, description=fault.kind)
    if fault.kind == "bad_gateway":
        return PlainTextResponse("<html><h1>502 Bad Gateway</h1></html>", 502, media_type="text/html")
    if fault.kind == "timeout":
        await asyncio.sleep(fault.seconds)
    _cut(request)
    return Response()


def _cut(request: Request) -> None:
    """Resets the connection under the response; uvicorn's cycle is the only holder of the transport."""
    cycle = getattr(request.scope["fake.receive"], "__self__", None)
    transport: asyncio.Transport = cycle.transport  # type: ignore[union-attr]  # a private part of uvicorn
    wire = transport.get_extra_info("socket")
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    transport.abort()


def _note(world: World, method: str, asked: Json, code: int, result: Any = None, description: str = "") -> None:
    world.journal.note(Call(world.now(), method, asked, code, result, description))
