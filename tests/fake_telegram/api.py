"""The bot's side over HTTP: token, ordered faults, limits, the method itself, the record."""

import asyncio
import re
import socket
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.fake_telegram.faults import Fault
from tests.fake_telegram.journal import Call
from tests.fake_telegram.methods import METHODS, SENDING
from tests.fake_telegram.params import Params, read_params
from tests.fake_telegram.refusal import NO_METHOD, NO_TOKEN, RefusedError, too_many
from tests.fake_telegram.world import World

TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]+")


async def call_method(request: Request) -> Response:
    world: World = request.app.state.world
    method = request.path_params["method"]
    try:
        check_token(world, request.path_params["token"])
        params = await read_params(request)
    except RefusedError as refusal:
        return JSONResponse(refusal.body(), refusal.code)
    fault = world.faults.take(method, _chat_of(params))
    if fault and fault.kind in ("timeout", "reset", "bad_gateway"):
        return await _lost(world, method, params, fault, request)
    return await _answered(world, method, params, fault)


async def download(request: Request) -> Response:
    world: World = request.app.state.world
    try:
        check_token(world, request.path_params["token"])
    except RefusedError as refusal:
        return JSONResponse(refusal.body(), refusal.code)
    for stored in world.files.values():
        if stored.path == request.path_params["path"]:
            return Response(stored.content, media_type=stored.mime)
    return JSONResponse(NO_METHOD.body(), 404)


def check_token(world: World, token: str) -> None:
    """404 for what cannot be a token, 401 for one that is not ours."""
    if not TOKEN_SHAPE.fullmatch(token):
        raise NO_METHOD
    if token != world.token:
        raise NO_TOKEN


async def _answered(world: World, method: str, params: Params, fault: Fault | None) -> Response:
    try:
        _refuse_if_ordered(world, params, fault)
        result = await _run(world, method, params)
    except RefusedError as refusal:
        _note(world, method, params, refusal.code, description=refusal.description)
        return JSONResponse(refusal.body(), refusal.code)
    _note(world, method, params, 200, result)
    return JSONResponse({"ok": True, "result": result})


async def _run(world: World, method: str, params: Params) -> Any:
    handler = METHODS.get(method.lower())
    if handler is None:
        raise NO_METHOD
    chat = _chat_of(params)
    if method.lower() in SENDING and chat is not None:
        world.flood.check(chat, world.now())
    return await handler(world, params)


def _refuse_if_ordered(world: World, params: Params, fault: Fault | None) -> None:
    if fault is None:
        return
    if fault.kind == "flood":
        world.flood.close(fault.chat, fault.retry_after, world.now())
        raise too_many(fault.retry_after)
    if refusal := fault.refusal():
        raise refusal


async def _lost(world: World, method: str, params: Params, fault: Fault, request: Request) -> Response:
    """The answer never comes; what was asked was done all the same if the fault says so."""
    if fault.applied:
        await _answered(world, method, params, None)
    else:
        _note(world, method, params, 502 if fault.kind == "bad_gateway" else 0, description=fault.kind)
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


def _note(world: World, method: str, params: Params, code: int, result: Any = None, description: str = "") -> None:
    world.journal.note(Call(world.now(), method, params.values, code, result, description))


def _chat_of(params: Params) -> int | None:
    value = (params.text("chat_id") or "").removeprefix("-")
    return int(params.values["chat_id"]) if value.isdecimal() else None
