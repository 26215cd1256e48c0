"""The HTTP side: one address for each method, refusals in their envelope, and the faults that were asked for."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.telegram.methods import METHODS
from tests.telegram.wire import Refused, Wire, parameters_of

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

AWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


def application(api: "BotApi") -> Starlette:
    """The server's addresses."""

    async def answer(request: Request) -> Response:
        if api.is_down:
            return Response(AWAY, 502, media_type="text/html")
        try:
            _know(api, request.path_params["token"])
            parameters = await parameters_of(request)
            result = await run_in_threadpool(_called, api, request.path_params["method"], parameters)
            return JSONResponse({"ok": True, "result": result})
        except Refused as refused:
            return JSONResponse(refused.envelope(), refused.status)

    return Starlette(routes=[Route("/bot{token}/{method}", answer, methods=["GET", "POST"])])


def _know(api: "BotApi", token: str) -> None:
    if not re.fullmatch(r"\d+:[\w-]+", token):
        raise Refused(404, "Not Found")
    if token != api.token:
        raise Refused(401, "Unauthorized")


def _called(api: "BotApi", method: str, parameters: Wire) -> object:
    perform = METHODS.get(method.lower())
    if perform is None:
        raise Refused(404, "Not Found")
    api.record(method, parameters)
    fault = api.fault(method)
    if fault is None:
        return perform(api, parameters)
    result = perform(api, parameters) if fault.done else None
    api.wait(fault.seconds)
    if fault.done and fault.seconds:
        return result
    raise fault.refusal


@contextmanager
def running(api: "BotApi", *, app: Starlette | None = None, port: int = 0) -> Iterator[str]:
    """The server at work in a thread; its address, on a port of its choice unless one is given."""
    with socket.create_server(("127.0.0.1", port)) as listening:
        config = uvicorn.Config(
            app or application(api), log_level="warning", access_log=False, lifespan="off", ws="none",
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        api.open()
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            api.close()
            thread.join()
