"""The only module that knows the engine's address: one turn over HTTP, and whether the engine is there."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx

TURN_SECONDS = 20.0
CONNECT_SECONDS = 2.0
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
        self._clients = [_client(url, secret) for url in urls]
        self._room = asyncio.Semaphore(TURNS_AT_ONCE * len(urls))
        self._turn = 0

    async def turn(self, body: dict[str, Any]) -> None:
        """Has one turn decided and acted on; the replies are in the database afterwards."""
        async with self._room:
            await self._one_turn(body)

    async def _one_turn(self, body: dict[str, Any]) -> None:
        self._turn += 1
        order = [*self._clients[self._turn % len(self._clients) :], *self._clients[: self._turn % len(self._clients)]]
        for client in order:
            try:
                response = await client.post("/webhooks/turn/", json=body)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except httpx.TransportError as error:
                raise TurnFailed(type(error).__name__) from None
            if response.is_success:
                return
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                raise TurnFailed(f"http_{response.status_code}")
        raise EngineAway

    async def ready(self) -> bool:
        """Whether some engine has its model loaded."""
        for client in self._clients:
            try:
                if (await client.get("/webhooks/turn/ready", timeout=CONNECT_SECONDS)).is_success:
                    return True
            except httpx.TransportError:
                continue
        return False

    async def wait_until_ready(self) -> None:
        """Returns once an engine can take turns, however long that lasts."""
        while not await self.ready():
            await asyncio.sleep(PROBE_SECONDS)

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


def _client(url: str, secret: str) -> httpx.AsyncClient:
    """No proxy of the environment: citizens' words and the secret go to the engine and nowhere else."""
    return httpx.AsyncClient(
        base_url=url,
        headers={"Authorization": f"Bearer {secret}"},
        timeout=httpx.Timeout(TURN_SECONDS, connect=CONNECT_SECONDS, pool=None),
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=TURNS_AT_ONCE),
        trust_env=False,
    )
