"""The service without its engine: what it still does, how much it lets wait, and rehearsals."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.citizen import Citizen
from tests.stack import ROOT, Stack, running

Alone = Callable[..., AbstractContextManager[Stack]]


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    @contextmanager
    def started(*arguments: str, **settings: str) -> Iterator[Stack]:
        stack = Stack(tmp_path, settings=settings)
        with running(stack, "--only", "service", *arguments, path="/healthz") as each:
            yield each

    return started


async def test_a_conversation_begins_and_a_message_waits(alone: Alone) -> None:
    with alone() as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            assert (await http.get("/")).status_code == 200
            assert (await http.get("/readyz")).status_code == 503
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
            citizen.is_asked("ecology.uses")
            response = await citizen.posts({"id": str(uuid4()), "text": "Des films en ligne, surtout."})
            assert (response.status_code, response.json()["messages"]) == (202, [])
            assert (await citizen.messages())[-1]["seq"] == response.json()["accepted"]


async def test_a_stop_ends_open_streams_instead_of_cutting_them(alone: Alone) -> None:
    with alone() as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            citizen = await Citizen.arrives(http)
            async with http.stream("GET", f"{citizen.path}/events", headers=citizen.headers) as stream:
                lines = stream.aiter_lines()
                while "menu" not in await anext(lines):
                    pass
                assert await asyncio.to_thread(stack.stop) == 0
                rest = [line async for line in lines]  # a stream that is cut raises here
                assert not any(line.startswith("data:") for line in rest)


async def test_a_full_queue_refuses_before_anything_is_stored(alone: Alone) -> None:
    with alone(CONSULTATION_QUEUE_LIMIT="2") as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            citizens = [await Citizen.arrives(http) for _ in range(3)]
            waiting = [asyncio.create_task(each.posts({"id": str(uuid4()), "choice": "help"})) for each in citizens[:2]]
            await asyncio.sleep(1)
            refused = await citizens[2].posts({"id": str(uuid4()), "text": "Et moi ?"})
            assert (refused.status_code, refused.json()["code"]) == (503, "queue_full")
            assert int(refused.headers["retry-after"]) > 0
            assert len(await citizens[2].messages()) == 2
            assert {each.status_code for each in await asyncio.gather(*waiting)} == {202}


async def test_one_conversation_cannot_fill_the_queue(alone: Alone) -> None:
    with alone() as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=60) as http:
            citizen, other = await Citizen.arrives(http), await Citizen.arrives(http)
            sent = [citizen.posts({"id": str(uuid4()), "text": f"Message {number}"}) for number in range(21)]
            answers = await asyncio.gather(*sent)
            assert sorted(each.status_code for each in answers) == [202] * 20 + [429]
            assert (await other.posts({"id": str(uuid4()), "choice": "help"})).status_code == 202


async def test_a_rehearsal_is_marked_counts_nowhere_and_is_erased(alone: Alone) -> None:
    with alone("--rehearsal") as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            await Citizen.arrives(http)
            assert (await http.get("/webinars/archiving.ics")).status_code == 200
    with alone() as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            real = await Citizen.arrives(http)
            await http.get("/webinars/archiving.ics")
    assert stack.rows("SELECT count(*) FROM conversations WHERE rehearsal") == [(1,)]
    assert stack.rows("SELECT clicks FROM webinar_clicks") == [(1,)]
    assert erased_by_command(stack).startswith("1 rehearsal")
    assert stack.rows("SELECT id FROM conversations") == [(real.id,)]


def erased_by_command(stack: Stack) -> str:
    command = [sys.executable, "-m", "bot.cli", "erase", "--rehearsal"]
    return subprocess.check_output(command, cwd=ROOT, env=stack.environment(), text=True)
