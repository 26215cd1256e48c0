"""The accessibility statement on the website."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.site import Site


def statement_page(site: Site) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    catalogue, statement = site.catalogue, site.catalogue.accessibility

    @router.api_route("/accessibility", methods=["GET", "HEAD"])
    async def accessibility(request: Request) -> Response:
        lang, now = site.language(request), site.now()
        phrases = catalogue.phrasebooks[lang]
        audited = statement.audit and phrases.say("accessibility.audited", date=phrases.date(statement.audit))
        items = [
            (
                name,
                each.title[lang],
                catalogue.fill(each.text, lang, now),
                [catalogue.fill(point, lang, now) for point in each.points],
            )
            for name, each in statement.items
        ]
        return site.page(
            request,
            "accessibility.html",
            statement=statement,
            established=phrases.say("accessibility.established", date=phrases.date(statement.established)),
            audit=audited or phrases.say("accessibility.never_audited"),
            items=items,
        )

    return router
