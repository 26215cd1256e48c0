"""kill -9 of any process at any step: what was acknowledged is there, what is sent again happens once."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import httpx
import pytest

from tests.citizen import Citizen
from tests.conversations.crashing_service import STEPS
from tests.conversations.waiting import appears, citizen_hears
from tests.stack import Stack, running

SERVICE = ("-m", "bot.cli", "serve", "--only", "service")
ENGINE = ("-m", "bot.cli", "serve", "--only", "engine")


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An engine alone, at work for services that come and go at one address."""
    stack = Stack(tmp_path_factory.mktemp("apart"))
    engine = replace(stack, command=ENGINE)
    engine.start()
    try:
        with running(replace(stack, command=SERVICE)):
            pass  # /readyz has answered: the engine has loaded its model
        yield stack
    finally:
        engine.stop()


@contextmanager
def service(stack: Stack) -> Iterator[Stack]:
    with running(replace(stack, command=SERVICE)) as started:
        yield started


async def test_an_engine_killed_in_the_middle_of_a_turn_loses_and_doubles_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Killed once before its action has committed, and once after: the supervisor starts it again."""
    folder = tmp_path_factory.mktemp("mid-turn")
    gate = folder / "gate"
    engine = Stack(folder, command=ENGINE, settings={"TEST_GATE": str(gate)})
    engine.start()
    try:
        with running(replace(engine, command=("-m", "tests.conversations.slow_service"))) as stack:
            async with httpx.AsyncClient(base_url=stack.url, timeout=60) as http:
                citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
                body = {"id": str(uuid4()), "text": "Des visites virtuelles, et surtout des films."}
                sending = asyncio.create_task(citizen.posts(body))
                await appears(gate.with_suffix(".reached"))
                engine.kill()
                engine.start()
                gate.touch()
                assert (await sending).status_code in (200, 202)
                await citizen_hears(citizen, "ecology.knowledge")
                rows = await citizen.messages()
                assert sum(each["asked"] == "ecology.knowledge" for each in rows) == 1
                answer = (await citizen.answers())["ecology.uses"]
                assert (answer["text"], answer["revision"]) == (body["text"], 1)
    finally:
        engine.stop()


@pytest.mark.parametrize("step", ["acted, not committed", "acted and committed, engine not told"])
async def test_a_skip_cut_short_skips_one_question(apart: Stack, step: str) -> None:
    async with httpx.AsyncClient(base_url=apart.url, timeout=30) as http:
        with service(apart):
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
        doomed = replace(apart, command=("-m", "tests.conversations.crashing_service", step))
        doomed.start()
        doomed.wait_until("/healthz")
        body = {"id": str(uuid4()), "choice": "skip"}
        with pytest.raises(httpx.TransportError):
            await citizen.posts(body)
        assert doomed.stop() == -signal.SIGKILL
        with service(apart):
            citizen.heard = (await citizen.posts(body)).json()["messages"]
            citizen.is_asked("ecology.knowledge")
            assert list(await citizen.answers()) == ["ecology.uses"]


@pytest.mark.parametrize("step", STEPS)
async def test_a_service_killed_between_two_steps_loses_and_doubles_nothing(apart: Stack, step: str) -> None:
    async with httpx.AsyncClient(base_url=apart.url, timeout=30) as http:
        with service(apart):
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
        body = {"id": str(uuid4()), "text": "Des visites virtuelles, et surtout des films."}

        doomed = replace(apart, command=("-m", "tests.conversations.crashing_service", step))
        doomed.start()
        doomed.wait_until("/healthz")
        with pytest.raises(httpx.TransportError):
            await citizen.posts(body)
        assert doomed.stop() == -signal.SIGKILL

        with service(apart):
            response = await citizen.posts(body)
            assert response.status_code == 200
            citizen.heard = response.json()["messages"]
            citizen.is_asked("ecology.knowledge")
            rows = await citizen.messages()
            assert [each["text"] for each in rows].count(body["text"]) == 1
            assert [each["seq"] for each in rows] == list(range(1, len(rows) + 1))
            assert sum(each["asked"] == "ecology.knowledge" for each in rows) == 1
            answer = (await citizen.answers())["ecology.uses"]
            assert (answer["text"], answer["revision"]) == (body["text"], 1)


async def test_a_turn_left_by_a_killed_service_runs_without_being_asked_for(apart: Stack) -> None:
    async with httpx.AsyncClient(base_url=apart.url, timeout=30) as http:
        with service(apart):
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
        doomed = replace(
            apart, command=("-m", "tests.conversations.crashing_service", "accepted and committed, turn not begun")
        )
        doomed.start()
        doomed.wait_until("/healthz")
        with pytest.raises(httpx.TransportError):
            await citizen.says("Des visites virtuelles, et surtout des films.")
        assert doomed.stop() == -signal.SIGKILL
        with service(apart):
            await citizen_hears(citizen, "ecology.knowledge")


async def test_with_the_engine_away_a_message_waits_and_is_answered_at_the_same_place(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Under the supervisor, as `make run` has it: the engine is killed in mid-conversation and comes back."""
    with running(Stack(tmp_path_factory.mktemp("killed"))) as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
            await citizen.says("Des visites virtuelles, et surtout des films.")
            os.kill(stack.process_of("engine"), signal.SIGKILL)
            response = await citizen.posts({"id": str(uuid4()), "text": "J’ai lu un rapport de l’Arcep."})
            assert response.status_code == 202
            assert response.json()["messages"] == []
            await citizen_hears(citizen, "ecology.decision")
            assert (await citizen.answers())["ecology.knowledge"]["state"] == "given"

            os.kill(stack.process_of("service"), signal.SIGKILL)
            stack.wait_until("/readyz")
            await citizen.says("Le prix a pesé plus que le reste.")
            citizen.is_asked("ecology.equipment")
        log = stack.log.read_text()
        assert "exited: engine (terminated by SIGKILL; not expected)" in log
        assert "exited: service (terminated by SIGKILL; not expected)" in log


async def test_a_turn_that_fails_three_times_keeps_the_text_and_the_conversation_goes_on(apart: Stack) -> None:
    marker = "zygomatique-4711"
    async with httpx.AsyncClient(base_url=apart.url, timeout=30) as http:
        with running(replace(apart, command=("-m", "tests.conversations.failing_service"))):
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
            await citizen.says(f"Des visites virtuelles de musées en hiver, {marker}.")
            assert citizen.kinds == ["error", "confirm"]
            answer = (await citizen.answers())["ecology.uses"]
            assert (answer["state"], answer["text"]) == (
                "provisional",
                f"Des visites virtuelles de musées en hiver, {marker}.",
            )
            await citizen.chooses("yes")
            citizen.is_asked("ecology.knowledge")
            assert (await citizen.answers())["ecology.uses"]["state"] == "given"
            bodies = [{"id": str(uuid4()), "text": "Un rapport de l’Arcep."}, {"id": str(uuid4()), "choice": "why"}]
            failed, next_in_line = await asyncio.gather(*(citizen.posts(body) for body in bodies))
            assert failed.json()["messages"][0]["kind"] == "error"
            assert next_in_line.json()["messages"][0]["kind"] == "info"
    assert "action_failed" in apart.log.read_text()
    assert marker not in apart.log.read_text()
