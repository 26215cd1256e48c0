"""The event stream: both sides as they come, and a replay from any number."""

import asyncio
import json
from typing import Any

import httpx
from httpx_sse import aconnect_sse

from tests.citizen import Citizen


async def heard(citizen: Citizen, http: httpx.AsyncClient, *, count: int, last: int = 0) -> list[dict[str, Any]]:
    headers = {**citizen.headers, "Last-Event-ID": str(last)}
    seen: list[dict[str, Any]] = []
    async with aconnect_sse(http, "GET", f"{citizen.path}/events", headers=headers) as source:
        async for event in source.aiter_sse():
            message = json.loads(event.data)
            assert event.id == str(message["seq"])
            seen.append(message)
            if len(seen) == count:
                break
    return seen


async def test_a_stream_replays_and_goes_on(citizen: Citizen, http: httpx.AsyncClient) -> None:
    listening = asyncio.create_task(heard(citizen, http, count=6))
    await asyncio.sleep(0.2)
    await citizen.chooses("theme:ecology")
    seen = await asyncio.wait_for(listening, 10)
    assert [each["seq"] for each in seen] == [1, 2, 3, 4, 5, 6]
    assert [each["from"] for each in seen] == ["bot", "bot", "citizen", "bot", "bot", "bot"]
    assert seen == await citizen.messages()


async def test_a_stream_resumes_after_the_last_event_seen(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await citizen.chooses("theme:ecology")
    seen = await asyncio.wait_for(heard(citizen, http, count=2, last=4), 10)
    assert [each["seq"] for each in seen] == [5, 6]


async def test_reading_after_a_number_gives_what_follows(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    assert [each["seq"] for each in await citizen.messages(after=4)] == [5, 6]
    assert await citizen.messages(after=6) == []


async def test_a_stream_ends_with_its_conversation(citizen: Citizen, http: httpx.AsyncClient) -> None:
    listening = asyncio.create_task(heard(citizen, http, count=99))
    await asyncio.sleep(0.3)
    await http.delete(citizen.path, headers=citizen.headers)
    assert [each["seq"] for each in await asyncio.wait_for(listening, 10)] == [1, 2]


async def test_a_number_no_conversation_reaches_is_refused(citizen: Citizen, http: httpx.AsyncClient) -> None:
    read = await http.get(f"{citizen.path}/messages", params={"after": "9" * 23}, headers=citizen.headers)
    assert read.status_code == 422
    headers = {**citizen.headers, "Last-Event-ID": "9" * 23}
    assert (await http.get(f"{citizen.path}/events", headers=headers)).status_code == 422
