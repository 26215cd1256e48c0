"""The consultation in other websites: the script's stable address, and a page for their frames."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.assets import FOR_EVERYONE, NOT_KEPT, TYPES, Asset
from bot.channels.web.security import content_security_policy
from bot.channels.web.site import Site


def embedding(site: Site) -> APIRouter:
    """The routes that other websites rely on."""
    router = APIRouter(include_in_schema=False)
    # Every module at once: a browser that finds them one behind the other waits for a round trip at each step.
    entry = "".join(f'import ".{site.widget.address(name)}";\n' for name in site.widget.files if name.endswith(".js"))
    script = Asset(entry.encode(), TYPES[".js"], FOR_EVERYONE)
    framed = _frame_headers(site.settings.allowed_origins)

    @router.api_route("/widget.js", methods=["GET", "HEAD"])
    async def widget(request: Request) -> Response:
        return script.answer(request, NOT_KEPT)

    @router.api_route("/embed", methods=["GET", "HEAD"])
    async def embed(request: Request, theme: str | None = None) -> Response:
        page = site.page(request, "embed.html", theme=site.known_theme(theme))
        page.headers.update(framed)
        return page

    return router


def _frame_headers(origins: tuple[str, ...]) -> dict[str, str]:
    """Who may frame the page; the two others let it into a page that is isolated from other origins (COEP)."""
    return {
        "Content-Security-Policy": content_security_policy("'self'", *origins),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
