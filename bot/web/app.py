"""The web application: its addresses, what surrounds them, and its two quiet jobs."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from bot import faults, logs
from bot.files import files_folder, sweep
from bot.services import Services
from bot.signin import Signer
from bot.web.assets import Assets, read_assets, serve_asset
from bot.web.attachments import get_attachment
from bot.web.earlier import get_earlier
from bot.web.health import get_health
from bot.web.lent_documents import get_lent_document
from bot.web.limits import Buckets
from bot.web.messages import post_message
from bot.web.open_pages import OpenPages
from bot.web.pages import show_invitation, show_sign_out, show_talk, sign_in, sign_out, use_invitation
from bot.web.refusals import ANSWERS
from bot.web.shield import Shield
from bot.web.site import Site
from bot.web.stream import open_stream
from bot.web.upload_page import show_upload, take_upload
from bot.web.uploads import post_file
from bot.web.watching import Watcher
from storage.kept_files import referenced_digests

SWEEP_SECONDS = 3600.0

ROUTES = (
    Route("/", show_talk),
    Route("/vao/{token}", sign_in),
    Route("/moi/{code}", show_invitation),
    Route("/moi/{code}", use_invitation, methods=["POST"]),
    Route("/ra", show_sign_out),
    Route("/ra", sign_out, methods=["POST"]),
    Route("/api/messages", post_message, methods=["POST"]),
    Route("/api/files", post_file, methods=["POST"]),
    Route("/api/stream", open_stream),
    Route("/api/earlier", get_earlier),
    Route("/api/attachments/{id:int}", get_attachment),
    Route("/tep/{token}", show_upload),
    Route("/tep/{token}", take_upload, methods=["POST"]),
    Route("/tai/{token}", get_lent_document),
    Route("/healthz", get_health),
    Route("/static/{version}/{name}", serve_asset),
)


def build_app(services: Services, more: Sequence[Route] = ()) -> Starlette:
    """The application for one running program with `more` routes of other channels (webhooks).

    `app.state.site` holds what its own endpoints share.
    """
    app = Starlette(
        routes=[*more, *ROUTES],
        middleware=[Middleware(Shield)],
        exception_handlers=ANSWERS,
        lifespan=_run_jobs,
    )
    app.state.site = _site(services)
    return app


def _site(services: Services) -> Site:
    assets = read_assets()
    return Site(
        services=services,
        signer=Signer(services.secret),
        assets=assets,
        templates=_templates(assets),
        pages=OpenPages(services.bell),
        messages=Buckets(burst=20, per_second=1),
        files=Buckets(burst=10, per_second=0.2),
        guests=Buckets(burst=120, per_second=2),
    )


def _templates(assets: Assets) -> Environment:
    templates = Environment(
        loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.globals["asset"] = assets.url
    return templates


@asynccontextmanager
async def _run_jobs(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    jobs = [asyncio.create_task(job) for job in (Watcher(site.services, site.pages).run(), _sweep(site.services))]
    try:
        yield
    finally:
        for job in jobs:
            job.cancel()
            with suppress(asyncio.CancelledError):
                await job


async def _sweep(services: Services) -> None:
    while True:
        # Not at once: who starts the program waits for the page, not for the broom.
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            await asyncio.to_thread(_sweep_once, services)
        except (SQLAlchemyError, OSError) as error:
            faults.report("sweep_broke", error)


def _sweep_once(services: Services) -> None:
    # The files are listed as referenced before they are looked at, so one that comes meanwhile is too young to go.
    referenced = referenced_digests(services.engine)
    gone = sweep(files_folder(services.settings), referenced)
    if gone:
        logs.event("files_swept", files=gone)
