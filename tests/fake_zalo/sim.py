"""The user's side over HTTP: POST /sim/<act> with JSON, GET /sim/calls and /sim/state."""

from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fake_zalo.faults import Fault
from tests.fake_zalo.refusal import Json
from tests.fake_zalo.world import World

CONTENTS: dict[str, Json] = {
    "sticker": {"sticker": "s1", "url": "https://example.org/s.webp"},
    "voice": {"voice_url": "https://example.org/v.aac"},
    "image": {"photo_url": "https://example.org/p.jpg", "caption": ""},
    "unsupported": {},
}


def says(world: World, act: Json) -> str:
    chat = world.meet(act["user"], act["name"])
    message = world.message(chat, {"text": act["text"]}, act.get("chat_type", "PRIVATE"))
    return _put(world, {"event_name": "message.text.received", "message": message})


def sends(world: World, act: Json) -> str:
    """A picture, a sticker, a voice message, or what the platform does not pass on."""
    message = world.message(world.meet(act["user"], act["name"]), CONTENTS[act["kind"]])
    return _put(world, {"event_name": f"message.{act['kind']}.received", "message": message})


def blocks(world: World, act: Json) -> str:
    world.meet(act["user"], act["name"]).blocked = act["blocked"]
    return ""


def put(world: World, act: Json) -> str:
    """An event just as it is: for what is broken, or comes a second time."""
    return _put(world, act["event"])


def reverse(world: World, act: Json) -> str:
    """What waits comes in the wrong order."""
    world.feed.pending.reverse()
    return ""


def order_fault(world: World, act: Json) -> str:
    world.faults.ordered.append(Fault(**act))
    return ""


def _put(world: World, event: Json) -> str:
    world.feed.put(event)
    message = event.get("message")
    return str(message.get("message_id", "")) if isinstance(message, dict) else ""


ACTS: dict[str, Callable[[World, Json], str]] = {
    act.__name__: act for act in (says, sends, blocks, put, reverse, order_fault)
}


async def act(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse({"message_id": ACTS[request.path_params["act"]](world, await request.json())})


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
            "given": world.feed.given,
            "webhook": {"url": world.webhook.url, "secret": world.webhook.secret},
            "deliveries": [asdict(one) for one in world.webhook.deliveries],
        }
    )
