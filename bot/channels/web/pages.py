"""The consultation's website: its page with the chat, the notice on personal data, webinars, style and scripts."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Catalogue
from bot.channels.web.embedding import embedding
from bot.channels.web.site import Site
from bot.channels.web.statement_page import statement_page
from bot.channels.web.webinar_pages import shown_webinars, webinar_pages
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.database import Database


def pages(
    *, catalogue: Catalogue, clock: Clock, database: Database, settings: Settings, awake: Callable[[], bool]
) -> APIRouter:
    """The routes of the website; `awake`: whether the robot can answer yet."""
    site = Site.build(catalogue=catalogue, clock=clock, database=database, settings=settings)
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    async def consultation(request: Request, theme: str | None = None) -> Response:
        values = _consultation_values(site, site.language(request))
        return site.page(request, "consultation.html", awake=awake(), theme=site.known_theme(theme), **values)

    @router.api_route("/privacy", methods=["GET", "HEAD"])
    async def privacy(request: Request) -> Response:
        lang, now = site.language(request), site.now()
        items = [
            (name, each.title[lang], catalogue.fill(each.text, lang, now)) for name, each in catalogue.notice.items
        ]
        return site.page(request, "privacy.html", items=items)

    router.include_router(statement_page(site))
    router.include_router(webinar_pages(site))
    router.include_router(embedding(site))
    router.include_router(site.assets.router())
    router.include_router(site.widget.router())
    return router


def _consultation_values(site: Site, lang: str) -> dict[str, Any]:
    catalogue, now = site.catalogue, site.now()
    return {
        "state": catalogue.consultation.state(now),
        "dates": _dates(catalogue, lang, site),
        "webinars": shown_webinars(catalogue, lang, now),
    }


def _dates(catalogue: Catalogue, lang: str, site: Site) -> list[str]:
    """What there is to say about opening and closing."""
    phrases, consultation, now = catalogue.phrasebooks[lang], catalogue.consultation, site.now()
    if consultation.state(now) == "upcoming":
        return [phrases.say("consultation.upcoming", date=phrases.date(consultation.opens))]
    if consultation.state(now) == "closed":
        return [catalogue.closing(lang, now)]
    return [phrases.say("page.opened", date=phrases.date(consultation.opens)), catalogue.closing(lang, now)]
