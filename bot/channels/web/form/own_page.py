"""The page of one's own contribution: what is stored, and everything one can do with it."""

from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Theme
from bot.channels.web.api import COPIES
from bot.channels.web.form.erasing_pages import erasing_pages
from bot.channels.web.form.form_site import READ, FormSite, answering
from bot.channels.web.form.recap import of_everything, of_theme
from bot.channels.web.form.session import Visit, forget
from bot.channels.web.webinar_pages import shown_webinars
from bot.conversations.contribution import own_copy

SAID = ("withdrawn", "restored", "details", "found", "erased", "changed")


def saved_page(form: FormSite, request: Request, theme: Theme, visit: Visit) -> Response:
    """After a save: the theme's answers, its webinars, and what one can do next."""
    site = form.site
    catalogue, lang = site.catalogue, site.language(request)
    numbers = {str(rank) for rank, _ in enumerate(theme.questions, start=1)}
    kept = [each for each in request.query_params.get("kept", "").split(",") if each in numbers]
    return form.page(
        request,
        "own.html",
        visit,
        theme=theme,
        groups=[of_theme(catalogue, theme, visit.mine, lang)] if visit.mine else [],
        webinars=shown_webinars(catalogue, lang, site.now(), of=catalogue.webinars_for(theme.id)),
        kept=kept,
        said="",
    )


def own_pages(form: FormSite) -> APIRouter:
    router = APIRouter(prefix="/contribution", route_class=answering(form))
    erasing_pages(form, router)
    _show(form, router)
    _change(form, router)
    return router


def _show(form: FormSite, router: APIRouter) -> None:
    @router.api_route("", methods=READ)
    async def own(request: Request) -> Response:
        visit = await form.visit(request)
        lang, said = form.site.language(request), request.query_params.get("said", "")
        return form.page(
            request,
            "own.html",
            visit,
            theme=None,
            groups=of_everything(form.site.catalogue, visit.mine, lang) if visit.mine else [],
            digest=form.own.conversations.keys.digest_of_field,
            webinars=[],
            kept=[],
            said=said if said in SAID else "",
        )

    @router.get("/copy")
    async def copy(request: Request, format: Literal["json", "html"] = "html") -> Response:  # noqa: A002  # as in the API
        visit = await form.visit(request)
        if visit.mine is None:
            return form.go(request, "/contribution")
        catalogue = form.site.catalogue
        found = await form.forms.conversations.database.reading(own_copy, visit.mine.id, catalogue)
        return COPIES[format](found, catalogue)

    @router.api_route("/withdraw", methods=READ)
    async def ask(request: Request) -> Response:
        visit = await form.visit(request)
        return form.page(request, "withdraw.html", visit) if visit.mine else form.go(request, "/contribution")

    @router.api_route("/{_step}", methods=READ)
    async def back(request: Request) -> Response:
        """Where a step was made by a button, its address alone shows the contribution."""
        return form.go(request, "/contribution")


def _change(form: FormSite, router: APIRouter) -> None:
    @router.post("/receipt")
    async def receipt(request: Request) -> Response:
        visit, _ = await form.believed(request)
        return form.page(request, "receipt.html", visit, code=await form.own.receipt(visit.token))

    @router.post("/withdraw")
    async def withdraw(request: Request) -> Response:
        visit, _ = await form.believed(request)
        await form.own.withdraw(visit.token, form.site.language(request))
        return form.go(request, "/contribution", said="withdrawn")

    @router.post("/restore")
    async def restore(request: Request) -> Response:
        visit, _ = await form.believed(request)
        await form.own.restore(visit.token, form.site.language(request))
        return form.go(request, "/contribution", said="restored")

    @router.post("/details")
    async def details(request: Request) -> Response:
        visit, sent = await form.believed(request)
        await form.own.remove_details(visit.token, form.site.language(request), sent.get("question", ""))
        return form.go(request, "/contribution", said="details")

    @router.post("/leave")
    async def leave(request: Request) -> Response:
        visit, _ = await form.believed(request)
        await form.own.leave(visit.token)
        response = form.go(request, "/form", said="left")
        forget(response)
        return response
