"""Two services on one PostgreSQL: what one does wakes the other, no turn runs twice, what one leaves the other does."""

import asyncio
import signal
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.conversations.test_event_stream import heard
from tests.conversations.two_services import SERVICE, Two, beside, two_services
from tests.conversations.waiting import appears, citizen_hears, hears
from tests.stack import running

TEXT = "Des visites virtuelles de musées, et surtout des films."
THIN = "Des concerts filmés"
# News comes at once; a stream does not look by itself.
AT_ONCE_SECONDS = 8


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with two_services(tmp_path_factory.mktemp("two")) as started:
        yield started


def message(**body: str) -> dict[str, str]:
    return {"id": str(uuid4()), **body}


async def test_a_stream_shows_at_once_what_another_service_accepted_and_replied(two: Two) -> None:
    async with two.somebody() as (here, there):
        before = (await there.messages())[-1]["seq"]
        watching = asyncio.create_task(heard(there, there.http, count=1, last=before))
        await asyncio.sleep(1)
        with two.shut():
            sending = asyncio.create_task(here.posts(message(text=TEXT)))
            (accepted,) = await asyncio.wait_for(watching, AT_ONCE_SECONDS)
            assert (accepted["from"], accepted["text"]) == ("citizen", TEXT)
            watching = asyncio.create_task(heard(there, there.http, count=1, last=accepted["seq"]))
            await asyncio.sleep(1)
        (reply,) = await asyncio.wait_for(watching, AT_ONCE_SECONDS)
        assert reply == (await sending).json()["messages"][0]


async def test_a_stream_ends_when_another_service_erases_the_conversation(two: Two) -> None:
    async with two.somebody() as (here, there):
        watching = asyncio.create_task(heard(there, there.http, count=99))
        await asyncio.sleep(1)
        assert (await here.http.delete(here.path, headers=here.headers)).status_code == 204
        assert len(await asyncio.wait_for(watching, AT_ONCE_SECONDS)) == 4


async def test_a_message_sent_to_both_has_one_turn_and_both_are_told(two: Two) -> None:
    async with two.somebody() as (here, there):
        before, body = two.turns(), message(text=TEXT)
        with two.shut() as reached:
            first = asyncio.create_task(here.posts(body))
            await appears(reached)
            second = asyncio.create_task(there.posts(body))
            await asyncio.sleep(1)
        told = [(await each).json() for each in (first, second)]
        assert told[0] == told[1]
        assert told[0]["messages"][-1]["asked"] == "ecology.knowledge"
        await asyncio.sleep(3)  # longer than the other service waits before it looks again
        assert two.turns() == before + 1


async def test_messages_through_both_are_numbered_apart_and_answered_in_order(two: Two) -> None:
    async with two.somebody() as both:
        before = two.turns()
        await asyncio.gather(*(both[rank % 2].posts(message(choice="why")) for rank in range(16)))
        for _ in range(100):
            rows = await both[0].messages()
            if sum(each["kind"] == "question" for each in rows) == 17:
                break
            await asyncio.sleep(0.2)
        assert [each["seq"] for each in rows] == list(range(1, len(rows) + 1))
        asked = [each["seq"] for each in rows if each["from"] == "citizen"]
        assert len(asked) == 16
        query = "SELECT reply_to FROM messages WHERE conversation_id = ? AND kind = 'question' ORDER BY seq"
        assert [seq for (seq,) in two.first.rows(query, both[0].id) if seq] == asked
        assert two.turns() == before + 16


async def test_a_turn_left_by_a_service_that_died_is_taken_up_by_another(two: Two) -> None:
    step = "accepted and committed, turn not begun"
    doomed = beside(two.first, ("-m", "tests.conversations.crashing_service", step))
    doomed.start()
    doomed.wait_until("/healthz")
    async with two.somebody(doomed, two.first) as (here, there):
        with pytest.raises(httpx.TransportError):
            await here.posts(message(text=TEXT))
        assert doomed.stop() == -signal.SIGKILL
        await citizen_hears(there, "ecology.knowledge", seconds=40)
        assert (await there.answers())["ecology.uses"]["text"] == TEXT


async def test_a_service_that_dies_in_a_turn_holds_its_conversation_no_more(two: Two) -> None:
    """The next message of the conversation comes through the other service, at once."""
    doomed = beside(two.first, SERVICE)
    with running(doomed):
        async with two.somebody(doomed, two.first) as (here, there):
            with two.shut() as reached:
                sending = asyncio.create_task(here.posts(message(text=TEXT)))
                await appears(reached)
                doomed.kill()
                with pytest.raises(httpx.TransportError):
                    await sending
                second = asyncio.create_task(there.posts(message(choice="why")))
                await asyncio.sleep(1)
            assert (await second).status_code in (200, 202)
            await citizen_hears(there, "ecology.knowledge", seconds=8)
            await asyncio.sleep(1)
            rows = await there.messages()
            assert [each["text"] for each in rows].count(TEXT) == 1
            assert (await there.answers())["ecology.uses"]["revision"] == 1
            assert rows[-1]["asked"] == "ecology.knowledge"


@pytest.mark.parametrize("dies", [False, True])
async def test_a_probe_that_both_services_wait_to_ask_is_asked_once(two: Two, dies: bool) -> None:
    """Also when the one that was to ask it is gone. The silence is made longer, for both to have seen it."""
    async with two.somebody() as (here, _):
        two.first.change("UPDATE conversations SET channel = 'telegram' WHERE id = ?", here.id)
        last = (await here.says(THIN))[-1]["seq"]
        two.first.change("UPDATE conversations SET probe_at = now() + interval '16 s' WHERE id = ?", here.id)
        if dies:
            two.second.kill()
        here.heard = await hears(here, after=last, seconds=40)
        here.is_probed("ecology.uses")
        await asyncio.sleep(2)
        assert [each["kind"] for each in await here.messages()].count("probe") == 1
        if dies:
            two.second.start()
            two.second.wait_until("/readyz")
