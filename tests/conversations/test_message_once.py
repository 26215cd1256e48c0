"""A message happens once: accepted once, acted on once, answered the same each time it is sent."""

import asyncio
from uuid import uuid4

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_tables
from tests.stack import Stack


async def test_a_repeat_gets_the_same_reply_and_files_nothing_twice(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    body = {"id": str(uuid4()), "text": "Une seule fois."}
    first = await citizen.posts(body)
    again = await citizen.posts(body)
    assert first.json() == again.json()
    assert [each["text"] for each in await citizen.messages()].count("Une seule fois.") == 1
    assert (await citizen.answers())["ecology.uses"]["revision"] == 1


async def test_the_same_id_with_another_body_is_a_conflict(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    body = {"id": str(uuid4()), "text": "Une chose."}
    await citizen.posts(body)
    stored = await citizen.messages()
    for other in ({"text": "Autre chose."}, {"choice": "skip"}, {"text": "Une chose.", "to": 1}):
        response = await citizen.posts({"id": body["id"], **other})
        assert (response.status_code, response.json()["code"]) == (409, "message_conflict")
    assert await citizen.messages() == stored


async def test_a_bots_message_id_is_not_for_citizens(citizen: Citizen) -> None:
    response = await citizen.posts({"id": citizen.heard[0]["id"], "text": "Moi aussi."})
    assert response.status_code == 409


async def test_two_people_may_use_the_same_message_id(citizen: Citizen, http: httpx.AsyncClient) -> None:
    other = await Citizen.arrives(http)
    body = {"id": str(uuid4()), "choice": "help"}
    assert (await citizen.posts(body)).status_code == 200
    assert (await other.posts(body)).status_code == 200


async def test_messages_sent_at_once_run_in_order(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    bodies = [{"id": str(uuid4()), "text": f"Je regarde des films en ligne, partie {number}."} for number in range(5)]
    responses = await asyncio.gather(*(citizen.posts(body) for body in bodies))
    assert {each.status_code for each in responses} == {200}
    rows = await citizen.messages()
    accepted = {each["id"]: each["seq"] for each in rows}
    in_order = [body["text"] for body in sorted(bodies, key=lambda body: accepted[body["id"]])]
    said = "\n".join(answer["text"] for answer in (await citizen.answers()).values())
    assert said.split("\n") == in_order


async def test_conversations_run_side_by_side(http: httpx.AsyncClient) -> None:
    busy, other = [await Citizen.arrives(http, lang="fr", theme="ecology") for _ in range(2)]
    many = [asyncio.create_task(busy.posts({"id": str(uuid4()), "choice": "why"})) for _ in range(18)]
    while len(await busy.messages()) < 6:
        await asyncio.sleep(0.01)
    await other.says("Je visite des expositions en ligne, et j’écoute de la musique.")
    other.is_asked("ecology.knowledge")
    assert not all(each.done() for each in many), "the other did not wait for all of the busy one's turns"
    assert {each.status_code for each in await asyncio.gather(*many)} == {200}


async def test_seq_counts_every_message_without_a_gap(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await asyncio.gather(*(citizen.posts({"id": str(uuid4()), "choice": "why"}) for _ in range(4)))
    rows = await citizen.messages()
    assert [each["seq"] for each in rows] == list(range(1, len(rows) + 1))


async def test_creating_twice_under_one_key_gives_one_conversation_and_two_tokens(http: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    first, again = [(await http.post("/api/v1/conversations", json={}, headers=headers)).json() for _ in range(2)]
    assert first["id"] == again["id"]
    assert first["token"] != again["token"]
    assert first["messages"] == again["messages"]
    for each in (first, again):
        assert (await Citizen(http, each).says("bonjour"))[-1]["kind"] == "menu"


async def test_a_key_that_is_no_uuid_is_refused(http: httpx.AsyncClient) -> None:
    response = await http.post("/api/v1/conversations", json={}, headers={"Idempotency-Key": "again"})
    assert response.status_code == 422


async def test_tokens_keys_and_receipts_are_stored_as_hashes_only(http: httpx.AsyncClient, stack: Stack) -> None:
    key = str(uuid4())
    started = (await http.post("/api/v1/conversations", json={}, headers={"Idempotency-Key": key})).json()
    citizen = Citizen(http, started)
    receipt = (await http.post(f"{citizen.path}/receipt", headers=citizen.headers)).json()["receipt"]
    assert found_in_tables(stack, [citizen.id]) >= {("tokens", citizen.id), ("creation_keys", citizen.id)}
    assert found_in_tables(stack, [citizen.token, key, receipt, receipt.replace("-", "")]) == set()


async def test_an_action_cannot_reply_twice_to_a_message(stack: Stack, citizen: Citizen) -> None:
    await citizen.chooses("help")
    copied = "conversation_id, 999, 'another id', sender, at, lang, kind, text, reply_to, action, part, attempts"
    names = copied.replace("999", "seq").replace("'another id'", "id")
    again = f"INSERT INTO messages ({names}) SELECT {copied} FROM messages WHERE conversation_id = ?"
    with pytest.raises(IntegrityError, match=r"reply_to.*action.*part"):
        stack.change(f"{again} AND reply_to IS NOT NULL LIMIT 1", citizen.id)
