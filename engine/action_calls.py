"""Calls to the action server over one kept-alive HTTP session."""

from asyncio import AbstractEventLoop, get_running_loop
from typing import Any

import aiohttp
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig, concat_url

# An action is one database transaction: a server silent for this long has failed.
SECONDS = 30
_session: tuple[AbstractEventLoop, aiohttp.ClientSession] | None = None


class CallRefused(RasaException):
    """The server answered an error: its status, and never its body, which may quote the citizen."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


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
