"""What can't be brought back: the whole contribution deleted at once, or what was said outside the themes erased."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.form.form_site import READ, FormSite
from bot.channels.web.form.session import forget


def erasing_pages(form: FormSite, router: APIRouter) -> None:
    @router.api_route("/delete", methods=READ)
    async def ask(request: Request) -> Response:
        visit = await form.visit(request)
        return form.page(request, "delete.html", visit) if visit.mine else form.go(request, "/contribution")

    @router.post("/delete")
    async def delete(request: Request) -> Response:
        visit, _ = await form.believed(request)
        await form.own.delete(visit.token)
        response = form.go(request, "/form", said="deleted")
        forget(response)
        return response

    @router.post("/erase")
    async def erase(request: Request) -> Response:
        visit, sent = await form.believed(request)
        if "erase" not in sent:
            return form.go(request, "/contribution")
        erased = await form.own.erase_remark(visit.token, form.site.language(request), sent.get("seen", ""))
        return form.go(request, "/contribution", said="erased" if erased else "changed")
