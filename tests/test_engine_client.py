"""Whether the robot is awake: as the last look or the last turn has shown."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.engine_client import EngineAway, EngineClient
from tests.ports import free_ports


@pytest.fixture
async def slow_to_say_so() -> AsyncIterator[str]:
    """An engine that takes turns, and whose readiness does not answer."""

    async def turn(_request: web.Request) -> web.Response:
        return web.json_response({})

    async def ready(_request: web.Request) -> web.Response:
        return web.Response(status=503)

    app = web.Application()
    app.add_routes([web.post("/webhooks/turn/", turn), web.get("/webhooks/turn/ready", ready)])
    runner = web.AppRunner(app)
    await runner.setup()
    (port,) = free_ports(1)
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


async def test_a_turn_that_succeeds_shows_that_it_is(slow_to_say_so: str) -> None:
    client = EngineClient([slow_to_say_so], "s")
    assert not await client.ready()
    assert not client.awake
    await client.turn({})
    assert client.awake
    await client.close()


async def test_an_engine_that_is_not_there_is_not(slow_to_say_so: str) -> None:
    (port,) = free_ports(1)
    client = EngineClient([f"http://127.0.0.1:{port}"], "s")
    with pytest.raises(EngineAway):
        await client.turn({})
    assert not client.awake
    await client.close()


async def test_the_next_engine_takes_the_turn_of_one_that_is_away(slow_to_say_so: str) -> None:
    (port,) = free_ports(1)
    client = EngineClient([f"http://127.0.0.1:{port}", slow_to_say_so], "s")
    for _ in range(2):
        await client.turn({})
    await client.close()
