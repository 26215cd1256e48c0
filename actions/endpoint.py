"""The action endpoint: rasa-sdk's executor behind a bearer secret, on the private listener."""

import hmac
from typing import Any

import structlog
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from actions import registry
from bot.conversations.acting import Acting

log = structlog.get_logger()


class ActionEndpoint:
    """POST: runs one action for the engine. An error says its kind and nothing of the call it answers."""

    def __init__(self, acting: Acting, secret: str) -> None:
        self._secret = f"Bearer {secret}".encode()
        self._executor = ActionExecutor()
        for action in registry.ACTIONS:
            self._executor.register_action(action(acting))

    async def __call__(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._secret):
            log.warning("action_call_refused")
            return JSONResponse({"code": "token_refused"}, status_code=401)
        call: dict[str, Any] = await request.json()
        try:
            result = await self._executor.run(call)
            return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})
        except ActionNotFoundException:
            return JSONResponse({"code": "unknown_action"}, status_code=404)
        except Exception as error:
            # The engine makes this a failed turn; the kind of error is all that may be logged of it.
            log.error("action_failed", action=call.get("next_action"), error=type(error).__name__)
            return JSONResponse({"code": "action_failed"}, status_code=500)
