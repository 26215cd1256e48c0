"""The page of one's own contribution: what is stored, and everything one can do with it."""

from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Theme
from bot.channels.web.api import COPIES
from bot.channels.web.form.desk import Desk, answering
from bot.channels.web.form.recap import of_everything, of_theme
from bot.channels.web.form.session import Visit, forget
from bot.channels.web.webinar_pages import shown_webinars
from bot.conversations.contribution import own_copy

READ = ["GET", "HEAD"]


def saved_page(desk: Desk, request: Request, theme: Theme, visit: Visit) -> Response:
    """After a save: the theme's answers, its webinars, and what one can do next."""
    site = desk.site
    catalogue, lang = site.catalogue, site.language(request)
    numbers = {str(rank) for rank, _ in enumerate(theme.questions, start=1)}
    kept = [each for each in request.query_params.get("kept", "").split(",") if each in numbers]
    return desk.page(
        request,
        "own.html",
        visit,
        theme=theme,
        groups=[of_theme(catalogue, theme, visit.mine, lang)] if visit.mine else [],
        webinars=shown_webinars(catalogue, lang, site.now(), of=catalogue.webinars_for(theme.id)),
        kept=kept,
        said="",
    )


def own_pages(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/contribution", route_class=answering(desk))
    _show(desk, router)
    _change(desk, router)
    return router


def _show(desk: Desk, router: APIRouter) -> None:
    @router.api_route("", methods=READ)
    async def own(request: Request) -> Response:
        visit = await desk.visit(request)
        lang, said = desk.site.language(request), request.query_params.get("said", "")
        return desk.page(
            request,
            "own.html",
            visit,
            theme=None,
            groups=of_everything(desk.site.catalogue, visit.mine, lang) if visit.mine else [],
            webinars=[],
            kept=[],
            said=said if said in ("withdrawn", "restored", "details", "found") else "",
        )

    @router.get("/copy")
    async def copy(request: Request, format: Literal["json", "html"] = "html") -> Response:  # noqa: A002  # as in the API
        visit = await desk.visit(request)
        if visit.mine is None:
            return desk.go(request, "/contribution")
        catalogue = desk.site.catalogue
        found = await desk.forms.conversations.database.reading(own_copy, visit.mine.id, catalogue)
        return COPIES[format](found, catalogue)

    @router.api_route("/withdraw", methods=READ)
    async def ask(request: Request) -> Response:
        visit = await desk.visit(request)
        return desk.page(request, "withdraw.html", visit) if visit.mine else desk.go(request, "/contribution")

    @router.api_route("/{_step}", methods=READ)
    async def back(request: Request) -> Response:
        """Where a step was made by a button, its address alone shows the contribution."""
        return desk.go(request, "/contribution")


def _change(desk: Desk, router: APIRouter) -> None:
    @router.post("/receipt")
    async def receipt(request: Request) -> Response:
        visit, _ = await desk.believed(request)
        return desk.page(request, "receipt.html", visit, code=await desk.own.receipt(visit.token))

    @router.post("/withdraw")
    async def withdraw(request: Request) -> Response:
        visit, _ = await desk.believed(request)
        await desk.own.withdraw(visit.token, desk.site.language(request))
        return desk.go(request, "/contribution", said="withdrawn")

    @router.post("/restore")
    async def restore(request: Request) -> Response:
        visit, _ = await desk.believed(request)
        await desk.own.restore(visit.token, desk.site.language(request))
        return desk.go(request, "/contribution", said="restored")

    @router.post("/details")
    async def details(request: Request) -> Response:
        visit, sent = await desk.believed(request)
        await desk.own.remove_details(visit.token, desk.site.language(request), sent.get("question", ""))
        return desk.go(request, "/contribution", said="details")

    @router.post("/leave")
    async def leave(request: Request) -> Response:
        visit, _ = await desk.believed(request)
        await desk.own.leave(visit.token)
        response = desk.go(request, "/form", said="left")
        forget(response)
        return response
