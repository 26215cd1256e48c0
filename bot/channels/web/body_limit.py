"""No request body over 64 KB, whatever its headers claim; a form of many long answers, or an update, may be larger."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 64 * 1024
# Seven fields of 10,000 characters, each of up to twelve signs once encoded.
FORM_LIMIT = 1024 * 1024
# A message that replies to a long one, with all their links, is an update of 90 KB.
LARGER = ("/form/", "/telegram")


class BodyLimit:
    """ASGI middleware that stops reading past the limit, with 413."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit = FORM_LIMIT if scope["path"].startswith(LARGER) else BODY_LIMIT
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, limited, send)
