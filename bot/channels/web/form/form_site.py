"""What the form's pages share: who asks, whether to believe it, and how a page is sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import structlog
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.form.body import sent_fields
from bot.channels.web.form.session import COOKIE, Pages, Visit
from bot.channels.web.site import Site
from bot.conversations.errors import TokenRefused
from bot.conversations.form_own_data import OwnData
from bot.conversations.forms import Forms

log = structlog.get_logger()

READ = ["GET", "HEAD"]
# What `sent_fields` refuses, by its status.
UNREADABLE = {400: "foreign", 413: "too_much"}
# Nothing rests in a cache. Browsers that are told to send no referrer send no origin either, not even to ourselves.
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


class Refused(Exception):
    """A request that did not come from a page of this site."""


@dataclass(frozen=True)
class FormSite:
    """Given to every route; built once."""

    site: Site
    forms: Forms
    own: OwnData
    pages: Pages

    async def visit(self, request: Request) -> Visit:
        token = request.cookies.get(COOKIE)
        mine = await self.forms.opened(token)
        return Visit(token if mine else None, mine)

    def page(self, request: Request, template: str, visit: Visit, *, status: int = 200, **values: object) -> Response:
        """A page of the form, signed for this session."""
        sign = self.pages.sign(visit.token)
        response = self.site.page(request, f"form/{template}", status=status, sign=sign, mine=visit.mine, **values)
        response.headers.update(HEADERS)
        return response

    def refused(
        self, request: Request, reason: str, *, status: int = 403, words: list[tuple[str, str]] | None = None
    ) -> Response:
        """Why nothing was done, and what the person had written, to copy."""
        nobody = Visit(None, None)
        return self.page(request, "refused.html", nobody, status=status, reason=reason, words=words or [])

    def go(self, request: Request, path: str, **query: str) -> Response:
        """To another page, in the same language."""
        said = urlencode({"lang": self.site.language(request), **query})
        return RedirectResponse(f"{path}?{said}", 303, headers=HEADERS)

    async def believed(self, request: Request) -> tuple[Visit, dict[str, str]]:
        """Who sent a form without words, and its fields; raises Refused, TokenRefused where nothing is open here."""
        sent, visit = await sent_fields(request), await self.visit(request)
        if self.pages.is_foreign(request):
            raise Refused
        if self.pages.name(sent.get("sign", ""), visit, request) is None:
            raise Refused if visit.mine else TokenRefused
        return visit, sent


def answering(form: FormSite) -> type[APIRoute]:
    """Routes that turn what is refused into a page."""

    class Answered(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
            handle = super().get_route_handler()

            async def answered(request: Request) -> Response:
                try:
                    return await handle(request)
                except Refused:
                    return form.refused(request, "foreign")
                except TokenRefused:
                    return form.refused(request, "no_session")
                except HTTPException as error:
                    return form.refused(request, UNREADABLE.get(error.status_code, "foreign"), status=error.status_code)
                except (DBAPIError, NoConnection) as error:
                    log.error("database_unavailable", error=type(error).__name__)
                    return form.refused(request, "unavailable", status=503)

            return answered

    return Answered
