"""Where people write one thought in several messages, a probe waits until they have stopped."""

import asyncio
import os
import signal
import time

import httpx
import pytest

from tests.citizen import Citizen
from tests.conversations.waiting import hears
from tests.stack import Stack

FIRST, SECOND = "Des concerts filmés", "et des podcasts"
LONG = "et des expositions en ligne que je visite avec mes enfants"
SILENCE_SECONDS = 4


@pytest.fixture
async def burster(citizen: Citizen, stack: Stack) -> Citizen:
    """Somebody whose channel is one of bursts, before the first question of a theme."""
    stack.change("UPDATE conversations SET channel = 'telegram' WHERE id = ?", citizen.id)
    await citizen.chooses("theme:ecology")
    return citizen


async def test_two_quick_texts_are_one_answer_and_the_probe_comes_by_itself(burster: Citizen) -> None:
    await burster.says(FIRST)
    assert burster.kinds == ["ack", "receipt"]
    last = (await burster.says(SECOND))[-1]["seq"]
    assert burster.kinds == ["ack"]
    started = time.monotonic()
    burster.heard = await hears(burster, after=last)
    assert SILENCE_SECONDS - 1 < time.monotonic() - started < SILENCE_SECONDS + 3
    assert burster.prompt["kind"] == "probe"
    burster.is_asked("ecology.uses")
    assert FIRST in burster.prompt["text"]
    assert SECOND in burster.prompt["text"]
    answer = (await burster.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"]) == (f"{FIRST}\n{SECOND}", None)
    await burster.says("Surtout le samedi")
    burster.is_asked("ecology.knowledge")
    assert (await burster.answers())["ecology.uses"]["detail"] == "Surtout le samedi"


async def test_each_text_begins_the_silence_anew(burster: Citizen) -> None:
    await burster.says(FIRST)
    await asyncio.sleep(SILENCE_SECONDS - 1.5)
    last = (await burster.says(SECOND))[-1]["seq"]
    await asyncio.sleep(SILENCE_SECONDS - 1.5)
    assert await burster.messages(after=last) == []
    assert len(await hears(burster, after=last)) == 1


async def test_a_long_second_part_makes_the_probe_needless(burster: Citizen) -> None:
    await burster.says(FIRST)
    await burster.says(LONG)
    burster.is_asked("ecology.knowledge")
    assert (await burster.answers())["ecology.uses"]["text"] == f"{FIRST}\n{LONG}"
    await asyncio.sleep(SILENCE_SECONDS + 1)
    assert "probe" not in [each["kind"] for each in await burster.messages()]


async def test_a_request_during_the_silence_brings_the_probe_once(burster: Citizen) -> None:
    await burster.says(FIRST)
    await burster.chooses("why")
    burster.is_asked("ecology.uses")
    assert burster.prompt["kind"] == "probe"
    await asyncio.sleep(SILENCE_SECONDS + 1)
    assert [each["kind"] for each in await burster.messages()].count("probe") == 1


async def test_skipping_during_the_silence_declines_the_probe(burster: Citizen) -> None:
    seen = burster.prompt["seq"]
    await burster.says(FIRST, to=seen)
    await burster.chooses("skip", to=seen)
    burster.is_asked("ecology.knowledge")
    assert (await burster.answers())["ecology.uses"]["state"] == "given"
    await asyncio.sleep(SILENCE_SECONDS + 1)
    assert "probe" not in [each["kind"] for each in await burster.messages()]


async def test_erasing_everything_during_the_silence_ends_it(
    burster: Citizen, http: httpx.AsyncClient, stack: Stack
) -> None:
    await burster.says(FIRST)
    assert (await http.delete(burster.path, headers=burster.headers)).status_code == 204
    await asyncio.sleep(SILENCE_SECONDS + 1)
    assert stack.rows("SELECT count(*) FROM messages WHERE conversation_id = ?", burster.id) == [(0,)]


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
async def test_a_probe_that_waits_outlives_the_service(burster: Citizen, stack: Stack, way: signal.Signals) -> None:
    last = (await burster.says(FIRST))[-1]["seq"]
    os.kill(stack.process_of("service"), way)
    await asyncio.to_thread(time.sleep, 1)
    await asyncio.to_thread(stack.wait_until, "/readyz")
    burster.heard = await hears(burster, after=last)
    burster.is_asked("ecology.uses")
    assert burster.prompt["kind"] == "probe"
    await asyncio.sleep(SILENCE_SECONDS + 1)
    assert [each["kind"] for each in await burster.messages()].count("probe") == 1
