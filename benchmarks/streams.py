"""Many open event streams: what they cost in memory, and how soon a reply is heard on one of them."""

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks.meter import Meter, Surroundings
from benchmarks.product import PATH, running_stack
from benchmarks.settings import StreamsPlan

FEW = 8


@dataclass(frozen=True)
class Streams:
    """`before` and `open` in megabytes of the service; `heard` in milliseconds from POST to the reply's event."""

    plan: StreamsPlan
    before: float
    open: float
    heard: list[float]
    machine: str

    def as_data(self) -> dict[str, Any]:
        """For a JSON file."""
        return asdict(self)


def measure(plan: StreamsPlan) -> Streams:
    """Start the product, open the streams, talk on some of them, stop."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, running_stack(Path(name)) as (stack, meter):
        surroundings = Surroundings()
        before, opened, heard = asyncio.run(_measure(stack.url, plan, meter))
        return Streams(plan, before, opened, heard, surroundings.describe())


async def _measure(url: str, plan: StreamsPlan, meter: Meter) -> tuple[float, float, list[float]]:
    connector, patience = aiohttp.TCPConnector(limit=0), aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(url, connector=connector, timeout=patience) as http, AsyncExitStack() as open_ones:
        begun = await _begin(http, plan.streams)
        before = meter.memory()["service"]
        streams = [await open_ones.enter_async_context(_stream(http, each)) for each in begun]
        for each in streams:
            await _next_batch(each)
        opened = meter.memory()["service"]
        heard = [await _talk(http, *each) for each in list(zip(begun, streams, strict=True))[: plan.talking]]
        return before, opened, heard


async def _begin(http: aiohttp.ClientSession, count: int) -> list[dict[str, Any]]:
    """As many conversations, a few at a time."""
    room = asyncio.Semaphore(FEW)

    async def one() -> dict[str, Any]:
        async with room, http.post(PATH, json={"lang": "fr"}, raise_for_status=True) as response:
            return dict(await response.json())

    return await asyncio.gather(*(one() for _ in range(count)))


def _stream(http: aiohttp.ClientSession, begun: dict[str, Any]) -> Any:
    return http.get(f"{PATH}/{begun['id']}/events", headers=_token(begun), raise_for_status=True)


async def _next_batch(stream: aiohttp.ClientResponse) -> None:
    """Returns after the event of a menu, with which every batch here ends."""
    async for line in stream.content:
        if line.startswith(b"data:") and b'"kind":"menu"' in line:
            return
    raise ConnectionError("the stream ended")


async def _talk(http: aiohttp.ClientSession, begun: dict[str, Any], stream: aiohttp.ClientResponse) -> float:
    """Asks for help and hears the answer on the stream."""
    body = {"id": str(uuid4()), "choice": "help"}
    began = time.perf_counter()
    async with http.post(f"{PATH}/{begun['id']}/messages", json=body, headers=_token(begun), raise_for_status=True):
        await _next_batch(stream)
    return 1000 * (time.perf_counter() - began)


def _token(begun: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {begun['token']}"}
