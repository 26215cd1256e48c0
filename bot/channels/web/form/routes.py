"""The addresses of the plain form and of one's own contribution."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Theme
from bot.channels.web.form.body import code_field
from bot.channels.web.form.form_site import READ, FormSite, answering
from bot.channels.web.form.own_page import own_pages, saved_page
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
    form = FormSite(site, Forms(conversations), OwnData(conversations), pages)
    router = APIRouter(include_in_schema=False, route_class=answering(form))
    _index_routes(form, router)
    _theme_routes(form, router)
    router.include_router(own_pages(form))
    return router


def _index_routes(form: FormSite, router: APIRouter) -> None:
    @router.api_route("/form", methods=READ)
    async def index(request: Request) -> Response:
        return _index(form, request, await form.visit(request))

    @router.post("/form")
    async def find(request: Request) -> Response:
        return await _find(form, request)


def _theme_routes(form: FormSite, router: APIRouter) -> None:
    site = form.site
    themes = {each.id: each for each in site.catalogue.themes}

    @router.api_route("/form/{theme_id}", methods=READ)
    async def show(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        found = "found" if request.query_params.get("said") == "found" else ""
        return ThemePage(form, themes[theme_id], request).show(await form.visit(request), reason=found)

    @router.post("/form/{theme_id}")
    async def save(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        return await ThemePage(form, themes[theme_id], request).save()

    @router.api_route("/form/{theme_id}/saved", methods=READ)
    async def saved(request: Request, theme_id: str) -> Response:
        if theme_id not in themes:
            return site.absent(request)
        return saved_page(form, request, themes[theme_id], await form.visit(request))


def _index(
    form: FormSite, request: Request, visit: Visit, *, code: str = "", code_fault: str = "", status: int = 200
) -> Response:
    site = form.site
    said = request.query_params.get("said", "")
    return form.page(
        request,
        "index.html",
        visit,
        status=status,
        state=site.catalogue.consultation.state(site.now()),
        answered={each.id: _answered(each, visit) for each in site.catalogue.themes},
        said=said if said in ("left", "deleted") else "",
        code=code,
        code_fault=code_fault,
    )


def _answered(theme: Theme, visit: Visit) -> int:
    words = visit.mine.words if visit.mine else {}
    return sum(bool(words.get(each.id)) for each in theme.questions)


async def _find(form: FormSite, request: Request) -> Response:
    """Opens what a receipt opens, and shows it."""
    visit, sent = await form.believed(request)
    lang, code = form.site.language(request), code_field(sent)
    say = form.site.catalogue.phrasebooks[lang].say
    try:
        token = await form.own.resume(visit.token, code, lang)
    except ReceiptRefused:
        fault = say("errors.receipt_refused") if code else say("form.code_missing")
        return _index(form, request, visit, code=code, code_fault=fault, status=422)
    except ReceiptUnusable as error:
        return _index(form, request, visit, code=code, code_fault=say(f"bot.receipt.{error}"), status=409)
    response = form.go(request, "/contribution", said="found")
    if token:
        keep(response, token)
    return response
