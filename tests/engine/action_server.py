"""A small real action server: rasa-sdk's executor over HTTP, which notes the calls and can be told to fail."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.ports import free_ports


class Noted(Action):  # type: ignore[misc]  # rasa-sdk publishes no types
    """An action that does nothing but be called; the form's also empties its slot, as the product's does."""

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return [SlotSet("answer", None)]


@dataclass
class ActionServer:
    """Where the engine finds it, what it was asked, and how it answers."""

    port: int
    calls: list[dict[str, Any]] = field(default_factory=list)
    failure: str | None = None
    connections: set[Any] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/actions"

    @property
    def names(self) -> list[str]:
        return [call["next_action"] for call in self.calls]

    async def answer(self, request: Request) -> Response:
        call = await request.json()
        self.calls.append(call)
        self.connections.add(request.client)
        if self.failure is not None:
            return FAILURES[self.failure](call)
        executor = ActionExecutor()
        executor.register_action(Noted(call["next_action"]))
        result = await executor.run(call)
        assert result is not None
        return JSONResponse(result.model_dump())


def _quoted(call: dict[str, Any]) -> str:
    """What a careless server answers: the citizen's text, quoted."""
    return str(call["tracker"]["latest_message"]["text"])


FAILURES = {
    "refuses": lambda call: JSONResponse({"action_name": _quoted(call), "error": _quoted(call)}, status_code=400),
    "errs": lambda call: PlainTextResponse(_quoted(call), status_code=500),
    "answers text": lambda call: PlainTextResponse(_quoted(call)),
    "answers another shape": lambda call: JSONResponse({"events": {"event": _quoted(call)}}),
    "answers an unknown event": lambda call: JSONResponse({"events": [{"event": _quoted(call)}]}),
}


@contextmanager
def running_action_server() -> Iterator[ActionServer]:
    """The server, in a thread of the tests."""
    (port,) = free_ports(1)
    actions = ActionServer(port)
    app = Starlette(routes=[Route("/actions", actions.answer, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield actions
    finally:
        server.should_exit = True
        thread.join()
