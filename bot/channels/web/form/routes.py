"""The addresses of the plain form and of one's own contribution."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Theme
from bot.channels.web.form.body import code_field
from bot.channels.web.form.desk import Desk, answering
from bot.channels.web.form.own_page import READ, own_pages, saved_page
from bot.channels.web.form.session import Pages, Visit, keep
from bot.channels.web.form.theme_page import ThemePage
from bot.channels.web.site import Site
from bot.conversations.conversations import Conversations
from bot.conversations.errors import ReceiptRefused
from bot.conversations.form_own_data import OwnData, ReceiptUnusable
from bot.conversations.forms import Forms
from bot.settings import Settings


def form_pages(conversations: Conversations, settings: Settings) -> APIRouter:
    site = Site.build(
        catalogue=conversations.catalogue, clock=conversations.clock, database=conversations.database, settings=settings
    )
    pages = Pages(conversations.keys, settings.public_url)
    desk = Desk(site, Forms(conversations), OwnData(conversations), pages)
    router = APIRouter(include_in_schema=False, route_class=answering(desk))
    _index_routes(desk, router)
    _theme_routes(desk, router)
    router.include_router(own_pages(desk))
    return router


def _index_routes(desk: Desk, router: APIRouter) -> None:
    @router.api_route("/form", methods=READ)
    async def index(request: Request) -> Response:
        return _index(desk, request, await desk.visit(request))

    @router.post("/form")
    async def find(request: Request) -> Response:
        return await _find(desk, request)


def _theme_routes(desk: Desk, router: APIRouter) -> None:
    site = desk.site
    themes = {each.id: each for each in site.catalogue.themes}

    @router.api_route("/form/{theme_id}", methods=READ)
    async def show(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        found = "found" if request.query_params.get("said") == "found" else ""
        return ThemePage(desk, themes[theme_id], request).show(await desk.visit(request), reason=found)

    @router.post("/form/{theme_id}")
    async def save(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        return await ThemePage(desk, themes[theme_id], request).save()

    @router.api_route("/form/{theme_id}/saved", methods=READ)
    async def saved(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        return saved_page(desk, request, themes[theme_id], await desk.visit(request))


def _index(
    desk: Desk, request: Request, visit: Visit, *, code: str = "", code_fault: str = "", status: int = 200
) -> Response:
    site = desk.site
    said = "left" if request.query_params.get("said") == "left" else ""
    return desk.page(
        request,
        "index.html",
        visit,
        status=status,
        state=site.catalogue.consultation.state(site.now()),
        answered={each.id: _answered(each, visit) for each in site.catalogue.themes},
        said=said,
        code=code,
        code_fault=code_fault,
    )


def _answered(theme: Theme, visit: Visit) -> int:
    words = visit.mine.words if visit.mine else {}
    return sum(bool(words.get(each.id)) for each in theme.questions)


async def _find(desk: Desk, request: Request) -> Response:
    """Opens what a receipt opens, and shows it."""
    visit, sent = await desk.believed(request)
    lang, code = desk.site.language(request), code_field(sent)
    say = desk.site.catalogue.phrasebooks[lang].say
    try:
        token = await desk.own.resume(visit.token, code, lang)
    except ReceiptRefused:
        fault = say("errors.receipt_refused") if code else say("form.code_missing")
        return _index(desk, request, visit, code=code, code_fault=fault, status=422)
    except ReceiptUnusable as error:
        return _index(desk, request, visit, code=code, code_fault=say(f"bot.receipt.{error}"), status=409)
    response = desk.go(request, "/contribution", said="found")
    if token:
        keep(response, token)
    return response
