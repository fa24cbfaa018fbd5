"""The user's side over HTTP: POST /sim/<act> with JSON, GET /sim/calls, /sim/state and /sim/file/<id>."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fake_telegram.acts import ACTS, WrongActError
from tests.fake_telegram.world import World


async def act(request: Request) -> Response:
    world: World = request.app.state.world
    wanted = ACTS.get(request.path_params["act"])
    if wanted is None:
        return JSONResponse({"error": "no such act"}, 404)
    try:
        return JSONResponse({"update_id": wanted(world, await request.json())})
    except (WrongActError, KeyError, TypeError) as fault:
        return JSONResponse({"error": repr(fault)}, 400)


async def calls(request: Request) -> Response:
    """The record from a given place on, so that a waiting test need not read it all again."""
    world: World = request.app.state.world
    start = int(request.query_params.get("from", "0"))
    return JSONResponse([asdict(call) | {"sent": call.sent} for call in world.journal.calls[start:]])


async def state(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse(
        {
            "pending": world.feed.pending,
            "confirmed": world.feed.confirmed,
            "impatient": world.flood.impatient,
            "commands": world.commands,
            "webhook": world.webhook.info(),
            "deliveries": [asdict(one) for one in world.webhook.deliveries],
        }
    )


async def file(request: Request) -> Response:
    world: World = request.app.state.world
    return Response(world.files[request.path_params["file_id"]].content)
