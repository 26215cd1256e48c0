"""Webinars on the website: how each is shown, its calendar file, and its links, which are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from babel.dates import format_date
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.catalogue import Catalogue, Webinar
from bot.channels.web.calendar import calendar_file
from bot.channels.web.site import Site
from bot.conversations.webinars import links_of
from bot.questionnaire import webinar_offer
from bot.storage import clicks

NOT_CACHED = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class ShownWebinar:
    """One webinar of the page. `status` names what is remarkable about it: its state, or else its phase."""

    title: str
    summary: str
    status: str
    day: str
    month: str
    moment: str
    over: bool
    link_to_come: bool
    links: list[dict[str, str]]


def shown_webinars(
    catalogue: Catalogue, lang: str, now: datetime, *, of: Iterable[Webinar] | None = None
) -> list[ShownWebinar]:
    """Those webinars, or all, soonest first."""
    return [_shown(catalogue, each, lang, now) for each in (catalogue.webinars if of is None else of)]


def _shown(catalogue: Catalogue, webinar: Webinar, lang: str, now: datetime) -> ShownWebinar:
    phrases = catalogue.phrasebooks[lang]
    phase = webinar.phase(now)
    remarkable = webinar.state == "cancelled" or (webinar.state == "moved" and phase == "before")
    return ShownWebinar(
        title=webinar.title[lang],
        summary=webinar.summary[lang],
        status=f"webinar_state.{webinar.state}" if remarkable else f"webinar_phase.{phase}",
        day=format_date(webinar.starts, "d", locale=lang),
        month=format_date(webinar.starts, "MMM", locale=lang),
        moment=phrases.moment(webinar.starts, webinar.ends),
        over=phase == "after" or webinar.state == "cancelled",
        link_to_come=webinar_offer(webinar, now).status.endswith("link_to_come"),
        links=links_of(catalogue, webinar, lang=lang, now=now),
    )


def webinar_pages(site: Site) -> APIRouter:
    router = APIRouter(prefix="/webinars", include_in_schema=False)
    webinars = {each.id: each for each in site.catalogue.webinars}

    @router.get("/{webinar_id}.ics")
    async def calendar(request: Request, webinar_id: str) -> Response:
        webinar = webinars.get(webinar_id)
        if webinar is None:
            return site.absent(request)
        await _count(site, webinar, "calendar")
        body = calendar_file(
            site.catalogue,
            [webinar],
            lang=site.language(request),
            address=site.settings.public_url,
            at=site.clock.real(),
        )
        named = {"Content-Disposition": f'attachment; filename="{webinar.id}.ics"'}
        return Response(body, media_type="text/calendar; charset=utf-8", headers=NOT_CACHED | named)

    @router.get("/{webinar_id}/{kind}")
    async def link(request: Request, webinar_id: str, kind: Literal["registration", "join", "replay"]) -> Response:
        webinar = webinars.get(webinar_id)
        address: str | None = getattr(webinar, kind, None)
        if webinar is None or address is None:
            return site.absent(request)
        await _count(site, webinar, kind)
        return RedirectResponse(address, 303, headers=NOT_CACHED)

    return router


async def _count(site: Site, webinar: Webinar, kind: str) -> None:
    """One more click, and nothing of whose; a rehearsal counts nowhere."""
    if not site.settings.rehearsal:
        await site.database.writing(clicks.count, webinar=webinar.id, kind=kind)
