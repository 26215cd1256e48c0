"""Where Telegram posts updates: what is acknowledged is on disk."""

import hmac
import json

import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram.bridge import Bridge

log = structlog.get_logger()

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header


def webhook(bridge: Bridge) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def updated(request: Request) -> Response:
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), bridge.secret.encode()):
            return Response(status_code=403)
        try:
            update = json.loads(await request.body())
        except ValueError:
            log.error("telegram_update_malformed")
            return Response()  # Telegram would send it for ever
        return Response(status_code=200 if await bridge.take(update) else 503)

    return router
