"""The consultation in other websites: the script's stable address."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.assets import FOR_EVERYONE, NOT_KEPT, TYPES, Asset
from bot.channels.web.site import Site


def embedding(site: Site) -> APIRouter:
    """The routes that other websites rely on."""
    router = APIRouter(include_in_schema=False)
    entry = f'import ".{site.widget.address("widget.js")}";\n'
    script = Asset(entry.encode(), TYPES[".js"], FOR_EVERYONE)

    @router.api_route("/widget.js", methods=["GET", "HEAD"])
    async def widget(request: Request) -> Response:
        return script.answer(request, NOT_KEPT)

    return router
