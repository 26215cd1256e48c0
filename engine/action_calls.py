"""Calls to the action server over one kept-alive HTTP session."""

from asyncio import AbstractEventLoop, get_running_loop
from typing import Any

import aiohttp
import rasa
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import Event
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig, concat_url

from engine.turn import Turn

# An action is one database transaction: a server silent for this long has failed.
SECONDS = 30
FORM = "questionnaire"
_session: tuple[AbstractEventLoop, aiohttp.ClientSession] | None = None


class CallRefused(RasaException):
    """The server answered an error: its status, and never its body, which may quote the citizen."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class ActionFailed(RasaException):
    """An action that raised, was refused or answered nonsense: its name, and never what was written."""


async def call(endpoint: EndpointConfig, action: str, turn: Turn, parsed: dict[str, Any]) -> None:
    """Have an action run for a turn; raises ActionFailed. What the action answers stays in the service's database."""
    try:
        answer = await request(endpoint, json=_body(action, turn, parsed))
        check(action, answer)
        for event in answer.get("events", ()):
            Event.resolve_by_type(event.get("event"))
    except ActionFailed:
        raise
    except Exception as error:
        # `from None`: the chain may quote the citizen
        raise ActionFailed(f"action '{action}' failed ({type(error).__name__})") from None


def _body(action: str, turn: Turn, parsed: dict[str, Any]) -> dict[str, Any]:
    """A call as Rasa writes it, less what our actions never read: the domain, which is the same, and past events."""
    said = {**parsed, "message_id": turn.message, "metadata": {**turn.metadata(), "guard": parsed["guard"]}}
    tracker = {
        "sender_id": turn.conversation,
        "slots": {},
        "latest_message": said,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {"name": FORM} if turn.state.form_active else {},
        "latest_action_name": ACTION_LISTEN_NAME,
    }
    # the executor of rasa-sdk wants a domain, be it empty
    return {
        "next_action": action,
        "sender_id": turn.conversation,
        "tracker": tracker,
        "domain": {},
        "version": rasa.__version__,
    }


def check(action: str, answer: Any) -> None:
    """Raise ActionFailed unless an action's answer has the shape of one."""
    parts = [answer.get("events", []), answer.get("responses", [])] if isinstance(answer, dict) else [None]
    if not all(_is_list_of_dicts(part) for part in parts):
        raise ActionFailed(f"the answer of '{action}' is not an action's answer")


def _is_list_of_dicts(part: Any) -> bool:
    return isinstance(part, list) and all(isinstance(each, dict) for each in part)


async def request(
    self: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **kwargs: Any,
) -> Any:
    """Rasa's EndpointConfig.request without a new connection a call; raises CallRefused and aiohttp's errors."""
    headers = {**({"Content-Type": content_type} if content_type else {}), **kwargs.pop("headers", {}), **self.headers}
    params = self.combine_parameters(kwargs)
    kwargs["timeout"] = aiohttp.ClientTimeout(total=SECONDS)
    async with (await session()).request(
        method, concat_url(self.url, subpath), headers=headers, params=params, compress=compress or None, **kwargs
    ) as response:
        if response.status >= 400:
            raise CallRefused(response.status)
        return await response.json()


async def session() -> aiohttp.ClientSession:
    """The one session of the running loop."""
    global _session
    loop = get_running_loop()
    if _session is None or _session[0] is not loop or _session[1].closed:
        _session = (loop, aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60)))
    return _session[1]


async def close() -> None:
    """Close the session when the server stops."""
    if _session is not None:
        await _session[1].close()
