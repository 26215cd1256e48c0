"""A receipt code typed in a conversation: what it opens comes along, and nothing of either side is lost."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_files
from tests.conversations.two_places import USES, begun_elsewhere, code_of, told
from tests.stack import Stack

KNOWLEDGE = "J’ai lu un rapport de l’Arcep sur la consommation des écrans."


@pytest.fixture
async def earlier(http: httpx.AsyncClient) -> Citizen:
    return await begun_elsewhere(http)


async def copy_of(citizen: Citizen) -> dict[str, Any]:
    return dict((await citizen.http.get(f"{citizen.path}/export", headers=citizen.headers)).json())


@pytest.mark.parametrize("around", ["{}", "mon code : {}", "voici mon reçu {}, merci"])
async def test_typed_in_a_fresh_conversation_it_takes_the_contribution_over(
    earlier: Citizen, citizen: Citizen, around: str
) -> None:
    await citizen.says(around.format(await code_of(earlier)))
    assert "1 réponse" in told(citizen)
    citizen.is_asked("ecology.knowledge")
    assert {each: given["text"] for each, given in (await citizen.answers()).items()} == {"ecology.uses": USES}
    await citizen.says(KNOWLEDGE)
    citizen.is_asked("ecology.decision")


@pytest.mark.parametrize(
    "written", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")]
)
async def test_however_it_is_written(earlier: Citizen, citizen: Citizen, written: Any) -> None:
    await citizen.says(written(await code_of(earlier)))
    assert "ecology.uses" in await citizen.answers()


async def test_the_code_stands_nowhere_on_the_disk(earlier: Citizen, citizen: Citizen, stack: Stack) -> None:
    code = await code_of(earlier)
    bare = code.replace("-", "")
    await citizen.says(f"mon code : {code}")
    await earlier_is_joined(earlier)
    assert "mon code : ••••••" in [each["text"] for each in await citizen.messages()]
    forms = [code, bare, code.lower(), bare.lower(), *code.split("-")[:2]]
    assert found_in_files(stack, forms) == set()


async def earlier_is_joined(earlier: Citizen) -> None:
    response = await earlier.http.get(f"{earlier.path}/messages", headers=earlier.headers)
    assert (response.status_code, response.json()["code"]) == (410, "conversation_joined")


async def test_the_other_conversation_s_token_opens_nothing_more(earlier: Citizen, citizen: Citizen) -> None:
    await citizen.says(await code_of(earlier))
    await earlier_is_joined(earlier)
    refused = await earlier.posts({"id": "0b1f3c6e-2f5e-4d57-9a7e-3d2f8f6a1c11", "text": KNOWLEDGE})
    assert refused.status_code == 410
    assert (await earlier.http.delete(earlier.path, headers=earlier.headers)).status_code == 410


async def test_both_codes_open_the_joined_contribution(
    earlier: Citizen, citizen: Citizen, http: httpx.AsyncClient
) -> None:
    codes = [await code_of(earlier), await code_of(citizen)]
    await citizen.says(codes[0])
    for code in codes:
        resumed = await http.post("/api/v1/resume", json={"receipt": code})
        assert resumed.json()["id"] == citizen.id


async def test_one_code_typed_in_two_conversations_at_once_is_used_once(
    earlier: Citizen, http: httpx.AsyncClient
) -> None:
    code = await code_of(earlier)
    both = [await Citizen.arrives(http, lang="fr") for _ in range(2)]
    await asyncio.gather(*(each.says(code) for each in both))
    opened = (await http.post("/api/v1/resume", json={"receipt": code})).json()
    holder = Citizen(http, opened)
    assert holder.id in {each.id for each in both}
    assert (await holder.answers())["ecology.uses"]["text"] == USES
    assert USES in str((await copy_of(holder))["earlier"])


async def test_the_copy_has_the_earlier_transcript(earlier: Citizen, citizen: Citizen) -> None:
    before = await earlier.messages()
    await citizen.says(await code_of(earlier))
    copy = await copy_of(citizen)
    assert copy["earlier"] == [before]
    assert copy["messages"] == await citizen.messages()
    page = await citizen.http.get(f"{citizen.path}/export?format=html", headers=citizen.headers)
    assert page.text.count("concerts filmés") >= 2, "as an answer, and where it was said"


async def test_an_answer_with_a_code_in_it_is_an_answer(
    earlier: Citizen, citizen: Citizen, catalogue: Catalogue
) -> None:
    await citizen.chooses("theme:ecology")
    code = await code_of(earlier)
    await citizen.says(f"Je regarde des films en famille le soir, et mon code est {code} merci")
    assert catalogue.phrasebooks["fr"].say("bot.receipt.how") in [each["text"] for each in citizen.heard]
    answer = (await citizen.answers())["ecology.uses"]
    assert answer["text"] == "Je regarde des films en famille le soir, et mon code est •••••• merci"
    assert set(await earlier.answers()) == {"ecology.uses"}, "nothing is joined"
