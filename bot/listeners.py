"""Several listeners in one process: one loop, one shutdown."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from socket import socket

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 3
# Longer than the engine and usual proxies keep an idle connection: none is closed on them in the moment of a request.
KEEP_ALIVE_SECONDS = 75


@dataclass(frozen=True)
class Listener:
    """An application at an address; `proxies` are believed about who calls, `ending` is called before it stops."""

    app: ASGIApp
    host: str
    port: int
    proxies: tuple[str, ...] = ()
    ending: Callable[[], None] = lambda: None

    def server(self) -> uvicorn.Server:
        config = uvicorn.Config(
            self.app,
            host=self.host,
            port=self.port,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(self.proxies),
            forwarded_allow_ips=list(self.proxies),
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
        return _Server(config, self.ending)


class _Server(uvicorn.Server):
    """uvicorn's waits for every request to end, and a stream of events does not end by itself."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


async def serve_together(*listeners: Listener, announce: str) -> None:
    """Serves until one of them stops, then stops the others; says `announce` once all listen."""
    for each in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal again once it has stopped; the process still has to close what it opened.
        signal.signal(each, lambda *_: None)
    servers = [each.server() for each in listeners]
    tasks = [asyncio.create_task(each.serve()) for each in servers]
    announcing = asyncio.create_task(_announce(servers, announce))
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for server in servers:
        server.should_exit = True
    announcing.cancel()
    await asyncio.gather(*tasks)


async def _announce(servers: list[uvicorn.Server], words: str) -> None:
    while not all(server.started for server in servers):
        await asyncio.sleep(0.05)
    print(words, flush=True)
