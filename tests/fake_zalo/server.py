"""The Starlette application of the fake: the bot's side, the user's side, the webhook's courier."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.fake_zalo import api, sim
from tests.fake_zalo.world import World


def application(world: World) -> ASGIApp:
    routes = [
        Route("/sim/calls", sim.calls),
        Route("/sim/state", sim.state),
        Route("/sim/{act}", sim.act, methods=["POST"]),
        Route("/bot{token}/{method}", api.call_method, methods=["POST"]),
    ]
    starlette = Starlette(routes=routes, lifespan=_lifespan)
    starlette.state.world = world
    return _with_receive(starlette)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    world: World = app.state.world
    courier = asyncio.create_task(world.webhook.deliver_forever())
    yield
    courier.cancel()
    with suppress(asyncio.CancelledError):
        await courier
    world.journal.close()


def _with_receive(app: ASGIApp) -> ASGIApp:
    """Keeps uvicorn's own `receive` in the scope: the way to the connection that a fault must cut."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope["fake.receive"] = receive
        await app(scope, receive, send)

    return wrapped
