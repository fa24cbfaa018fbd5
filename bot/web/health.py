"""GET /healthz: whether the program can do its work, for the office's monitoring."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.services import Services
from bot.web.site import site_of
from storage.inbox import waiting
from storage.outbox import unsent

Json = dict[str, object]


async def get_health(request: Request) -> Response:
    """Counts and ages, no names and no settings."""
    services = site_of(request).services
    try:
        database = await asyncio.to_thread(_database, services)
    except SQLAlchemyError:
        return _respond({"status": "away", "database": "away"}, 503)
    return _respond({"status": "ok", "database": "ok", "knowledge": _knowledge(services)} | database, 200)


def _respond(body: Json, status: int) -> Response:
    return JSONResponse(body, status, {"Cache-Control": "no-store"})


def _database(services: Services) -> Json:
    count, oldest = waiting(services.engine)
    age = (services.clock() - oldest).total_seconds() if oldest else 0.0
    return {
        "waiting": {"count": count, "oldest_seconds": round(max(age, 0.0), 1)},
        "unsent": unsent(services.engine),
    }


def _knowledge(services: Services) -> Json:
    knowledge = services.knowledge
    return {
        "cards": len(knowledge.cards),
        "documents": len(knowledge.documents),
        "regulations": len(knowledge.regulations),
    }
