"""Builds the application: the only place that wires."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import uvloop
from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.endpoint import ActionEndpoint
from bot import languages, logs
from bot.catalogue import Catalogue, load
from bot.channels.web.api import router as api
from bot.channels.web.body_limit import BodyLimit
from bot.channels.web.cross_origin import CrossOrigin
from bot.channels.web.form.routes import form_pages
from bot.channels.web.pages import pages
from bot.channels.web.problems import answer_errors
from bot.channels.web.security import SecurityHeaders
from bot.channels.web.site import Site
from bot.channels.web.widget_settings import widget_settings
from bot.clock import Clock
from bot.conversations.accept import Limits
from bot.conversations.acting import Acting
from bot.conversations.bell import Bell
from bot.conversations.conversations import Conversations
from bot.conversations.erasure import erase_when_due
from bot.conversations.keys import Keys
from bot.conversations.other_services import hear, take_up
from bot.conversations.preparing import bring_up_to_date
from bot.conversations.silences import Silences
from bot.conversations.turns import Turns
from bot.engine_client import EngineClient
from bot.listeners import Listener, serve_together
from bot.settings import Settings
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.channels.telegram.bridge import Bridge


@dataclass(frozen=True)
class Service:
    """Everything one process holds, built once."""

    settings: Settings
    catalogue: Catalogue
    clock: Clock
    database: Database
    engine: EngineClient
    turns: Turns
    silences: Silences
    conversations: Conversations
    acting: Acting
    telegram: "Bridge | None" = None


def build(settings: Settings) -> Service:
    """Reads the content, opens the database and wires the parts; nothing is listening yet."""
    catalogue = load(settings.content)
    clock = clock_of(settings, catalogue)
    database = Database(settings.database_url)
    bell = Bell()
    engine = EngineClient(settings.engine_urls, settings.secret("engine_secret"))
    turns = Turns(database=database, engine=engine, catalogue=catalogue, clock=clock, bell=bell)
    conversations = Conversations(
        database=database,
        catalogue=catalogue,
        clock=clock,
        keys=Keys(settings.secret("secret_key")),
        turns=turns,
        bell=bell,
        limits=Limits(queue=settings.queue_limit),
        rehearsal=settings.rehearsal,
    )
    silences = Silences(database=database, catalogue=catalogue, clock=clock, bell=bell)
    acting = Acting(database=database, catalogue=catalogue, clock=clock, bell=bell, silences=silences)
    telegram = telegram_of(settings, conversations)
    return Service(settings, catalogue, clock, database, engine, turns, silences, conversations, acting, telegram)


def telegram_of(settings: Settings, conversations: Conversations) -> "Bridge | None":
    """The Telegram channel where a token is set; without one its library is not even loaded."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.channel import channel

    return channel(settings, settings.telegram_token.get_secret_value(), conversations)


def clock_of(settings: Settings, catalogue: Catalogue) -> Clock:
    """Real time in production; the demonstration's day otherwise, unless a time is set."""
    if settings.env == "production":
        return Clock()
    at = settings.now or catalogue.consultation.demonstration
    return Clock.starting(at=at, started=settings.clock_started or datetime.now(UTC))


def public_app(service: Service) -> FastAPI:
    """What faces people."""
    app = FastAPI(
        title=service.catalogue.consultation.title[service.catalogue.default_language],
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.add_middleware(BodyLimit)
    if service.settings.allowed_origins:
        app.add_middleware(CrossOrigin, service.settings.allowed_origins)
    app.add_middleware(SecurityHeaders)
    site = Site.build(
        catalogue=service.catalogue, clock=service.clock, database=service.database, settings=service.settings
    )
    answer_errors(app, service.catalogue, site.absent)
    app.state.conversations = service.conversations
    app.state.telegram_address = service.telegram.address_of if service.telegram else lambda _code: None
    app.include_router(api)
    app.include_router(
        widget_settings(catalogue=service.catalogue, settings=service.settings, awake=lambda: service.engine.awake)
    )
    app.include_router(
        pages(
            catalogue=service.catalogue,
            clock=service.clock,
            database=service.database,
            settings=service.settings,
            awake=lambda: service.engine.awake,
        )
    )
    app.include_router(form_pages(service.conversations, service.settings))
    if service.telegram is not None and service.telegram.address:
        from bot.channels.telegram.webhook import webhook

        app.include_router(webhook(service.telegram))

    @app.get("/healthz")
    @app.head("/healthz", include_in_schema=False)
    async def alive() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    @app.head("/readyz", include_in_schema=False)
    async def ready() -> Response:
        checks = await readiness(service)
        return Response(status_code=200 if all(checks.values()) else 503)

    return app


def private_app(service: Service) -> Starlette:
    """What faces the engine and the operator, on loopback or a private network."""

    async def ready(_request: Request) -> Response:
        checks = await readiness(service)
        return JSONResponse(checks, status_code=200 if all(checks.values()) else 503)

    async def metrics(_request: Request) -> Response:
        if service.telegram:
            await service.telegram.count()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    endpoint = ActionEndpoint(service.acting, service.settings.secret("engine_secret"))
    return Starlette(
        routes=[
            Route("/actions", endpoint.__call__, methods=["POST"]),
            Route("/readyz", ready),
            Route("/metrics", metrics),
        ]
    )


async def readiness(service: Service) -> dict[str, bool]:
    """What a turn needs: the database and an engine."""
    return {"database": await service.database.answers(), "engine": await service.engine.ready()}


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[None]:
    """The service at work: schema up to date, questions remembered, waiting turns taken up."""
    await asyncio.to_thread(bring_up_to_date, service.database, service.catalogue)
    await asyncio.to_thread(languages.warm)
    await service.turns.resume()
    await service.silences.resume()
    retention = timedelta(days=service.catalogue.notice.retention_days)
    beside = [
        asyncio.create_task(each)
        for each in (
            erase_when_due(service.database, service.clock, service.conversations.bell, retention=retention),
            hear(service.database, service.conversations.bell),
            take_up(service.database, service.turns, service.silences),
            *([service.telegram.run()] if service.telegram else []),
        )
    ]
    try:
        yield
    finally:
        for each in beside:
            each.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        if service.telegram:
            await service.telegram.close()
        await service.silences.close()
        await service.turns.close()
        await service.engine.close()
        await service.database.neighbours.close()
        service.database.close()


def run(settings: Settings) -> None:
    """Serves both listeners until a signal says stop."""
    logs.configure()
    service = build(settings)
    public = Listener(
        public_app(service),
        settings.host,
        settings.port,
        tuple(settings.trusted_proxies),
        ending=service.conversations.bell.close,
    )
    private = Listener(private_app(service), settings.actions_host, settings.actions_port)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(service, public, private))


@asynccontextmanager
async def _announced(engine: EngineClient) -> AsyncIterator[None]:
    """Says once when the engine is there: it takes longer to start than the page."""

    async def say() -> None:
        await engine.wait_until_ready()
        print("The engine is ready: messages are answered.", flush=True)

    saying = asyncio.create_task(say())
    try:
        yield
    finally:
        saying.cancel()


def _spare_the_collector() -> None:
    """What is loaded by now stays until the end: going through it would stop every turn for 0.2 s, each few seconds."""
    gc.collect()
    gc.freeze()


async def _serve(service: Service, *listeners: Listener) -> None:
    async with running(service), _announced(service.engine):
        _spare_the_collector()
        await serve_together(*listeners, announce=f"The consultation is at {service.settings.public_url}")
