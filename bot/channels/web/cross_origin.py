"""Which other websites' scripts may call the API from a browser (CORS)."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

API = "/api/v1/"
FOR_ANY_ORIGIN = "/api/v1/widget"  # says so itself
DAY_SECONDS = 86_400


class CrossOrigin(CORSMiddleware):
    """ASGI middleware: the API for the allowed origins; pages, style and scripts answer for themselves."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"],
            expose_headers=["Content-Disposition", "Content-Language", "Retry-After"],
            max_age=DAY_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path.startswith(API) and path != FOR_ANY_ORIGIN:
            return await super().__call__(scope, receive, send)
        await self.app(scope, receive, send)
