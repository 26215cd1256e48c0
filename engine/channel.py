"""The one way in: a turn over HTTP, understood as plain text or as a tap, run, and answered with a real status."""

import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from engine import action_calls, patches
from engine.decisions import Decisions, kind_of
from engine.plain_text import begins_with_a_slash, readable
from engine.turn import Turn, TurnRefused, read_turn

logger = logging.getLogger(__name__)
BEARER = "Bearer "


class TurnChannel(InputChannel):
    """POST /webhooks/turn/ runs a turn; GET /webhooks/turn/ready is 200 when one could be run, else 503."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._decisions: Decisions | None = None

    @classmethod
    def name(cls) -> str:
        """Its place under /webhooks/."""
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "TurnChannel":
        """The channel of credentials.yml; Rasa is patched here, not at import."""
        secret = (credentials or {}).get("secret")
        if not secret:
            raise RasaException("credentials.yml: engine.channel.TurnChannel needs a secret")
        patches.apply()
        return cls(str(secret))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes. Rasa's own handler is not used: it locks by polling and hides failures."""
        blueprint = Blueprint("turn")

        @blueprint.post("/")
        async def receive(request: Request) -> HTTPResponse:
            return await self.receive(request)

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return empty(status=200 if _loaded(request.app) else 503)

        @blueprint.listener("after_server_stop")
        async def close_calls(app: Sanic, loop: Any) -> None:
            await action_calls.close()

        return blueprint

    async def receive(self, request: Request) -> HTTPResponse:
        """Answer 200 once the action has run, or the status and code of what went wrong."""
        try:
            self._authenticate(request)
            return json(await run(_turn(request), self._decisions_of(request.app)))
        except TurnRefused as refusal:
            return json({"code": refusal.code}, status=refusal.status)
        except Exception as error:
            logger.error("turn failed: %s", _where(error))
            return json({"code": "turn_failed"}, status=500)

    def _decisions_of(self, app: Sanic) -> Decisions:
        """What was decided with the model that is loaded; another model decides anew."""
        processor = _processor(app)
        if self._decisions is None or self._decisions.processor is not processor:
            self._decisions = Decisions(processor)
        return self._decisions

    def _authenticate(self, request: Request) -> None:
        given = request.headers.get("authorization", "")
        secret = given[len(BEARER) :] if given.startswith(BEARER) else ""
        if not hmac.compare_digest(secret.encode(errors="replace"), self._secret):
            raise TurnRefused(401, "unauthorised")


async def run(turn: Turn, decisions: Decisions) -> dict[str, Any]:
    """Run one turn; raises TurnRefused (500) if its action failed or no rule leads to one."""
    processor = decisions.processor
    parsed = understood_tap(turn) if turn.choice else await understood_text(turn, processor)
    actions = await decisions.actions(kind_of(turn.state, parsed))
    if not actions:
        raise TurnRefused(500, "no_action")
    try:
        for action in actions:
            await action_calls.call(processor.action_endpoint, action, turn, parsed)
    except action_calls.ActionFailed as failure:
        logger.error("turn failed: %s", failure)
        raise TurnRefused(500, "action_failed") from None
    return {
        "intent": parsed["intent"]["name"],
        "confidence": parsed["intent"]["confidence"],
        "guard": parsed["guard"],
        "actions": actions,
    }


def understood_tap(turn: Turn) -> dict[str, Any]:
    """A tap's meaning is certain: the intent and entities of its choice."""
    assert turn.choice is not None
    intent = {"name": turn.choice.intent, "confidence": 1.0}
    guard = {
        "taken_as": turn.choice.intent,
        "unsure": False,
        "doubtful": False,
        "first_guess": turn.choice.intent,
        "confidence": 1.0,
        "rule": "tapped",
    }
    entities = turn.choice.entities()
    return {"text": None, "intent": intent, "intent_ranking": [intent], "entities": entities, "guard": guard}


async def understood_text(turn: Turn, processor: MessageProcessor) -> dict[str, Any]:
    """What the NLU makes of a text, which it reads without slashes and so never as a command."""
    assert turn.text is not None
    metadata = {**turn.metadata(), "slashed": begins_with_a_slash(turn.text)}
    parsed = await processor.parse_message(UserMessage(readable(turn.text), metadata=metadata))
    return {**parsed, "text": turn.text}


def _turn(request: Request) -> Turn:
    try:
        body = request.json
    except SanicException:
        raise TurnRefused(400, "bad_body") from None
    return read_turn(body)


def _loaded(app: Sanic) -> MessageProcessor | None:
    agent = getattr(app.ctx, "agent", None)
    return agent.processor if agent is not None and agent.is_ready() else None


def _processor(app: Sanic) -> MessageProcessor:
    processor = _loaded(app)
    if processor is None:
        raise TurnRefused(503, "no_model")
    return processor


def _where(error: BaseException) -> str:
    """The kind and place of an error without its message, which may quote the citizen."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return " ".join([type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in last)])
