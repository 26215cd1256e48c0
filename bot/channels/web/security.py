"""The headers every answer of the public listener carries."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_security_policy(*framed_by: str) -> str:
    """No inline script or style, nothing from elsewhere. `blob:` is not needed: a copy is downloaded."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            " ".join(("frame-ancestors", *framed_by)),
        )
    )


HEADERS = {
    "content-security-policy": content_security_policy("'none'"),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class SecurityHeaders:
    """ASGI middleware; a header the answer already has is left as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                has = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in RAW if each[0] not in has)]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
