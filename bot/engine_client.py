"""The only module that knows the engine's address: one turn over HTTP, and whether the engine is there."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import aiohttp

TURN = aiohttp.ClientTimeout(total=20.0, sock_connect=2.0)
PROBE = aiohttp.ClientTimeout(total=2.0)
PROBE_SECONDS = 0.5
# More would only wait inside the engine, where the wait counts as the turn's own time.
TURNS_AT_ONCE = 16


class EngineAway(Exception):
    """No engine took the turn: nothing happened, it can be tried again without counting."""


class TurnFailed(Exception):
    """An engine took the turn and failed it; the message is a stable code, never a citizen's words."""


class EngineClient:
    """Sends turns to any of the engines: they keep nothing, so each can take any turn."""

    def __init__(self, urls: Sequence[str], secret: str) -> None:
        self._urls = [url.rstrip("/") for url in urls]
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._room = asyncio.Semaphore(TURNS_AT_ONCE * len(urls))
        self._opened: aiohttp.ClientSession | None = None
        self._turn = 0
        self.awake = False  # as far as the last look has shown

    async def turn(self, body: dict[str, Any]) -> None:
        """Has one turn decided and acted on; the replies are in the database afterwards."""
        async with self._room:
            await self._one_turn(body)

    async def _one_turn(self, body: dict[str, Any]) -> None:
        self._turn += 1
        first = self._turn % len(self._urls)
        for url in (*self._urls[first:], *self._urls[:first]):
            try:
                async with self._session.post(f"{url}/webhooks/turn/", json=body, timeout=TURN) as response:
                    await response.read()
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
                continue
            except (aiohttp.ClientError, TimeoutError) as error:
                raise TurnFailed(type(error).__name__) from None
            if response.ok:
                self.awake = True
                return
            if response.status != HTTPStatus.SERVICE_UNAVAILABLE:
                raise TurnFailed(f"http_{response.status}")
        self.awake = False
        raise EngineAway

    async def ready(self) -> bool:
        """Whether some engine has its model loaded."""
        self.awake = await self._any_ready()
        return self.awake

    async def _any_ready(self) -> bool:
        for url in self._urls:
            try:
                async with self._session.get(f"{url}/webhooks/turn/ready", timeout=PROBE) as response:
                    if response.ok:
                        return True
            except (aiohttp.ClientError, TimeoutError):
                continue
        return False

    async def wait_until_ready(self) -> None:
        """Returns once an engine can take turns, however long that lasts."""
        while not await self.ready():
            await asyncio.sleep(PROBE_SECONDS)

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.close()

    @property
    def _session(self) -> aiohttp.ClientSession:
        """Kept-alive connections, opened in the running loop. No proxy of the environment, no cookies."""
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                headers=self._headers,
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._opened
