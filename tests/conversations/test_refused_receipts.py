"""Receipt codes that change nothing where they are typed, and contributions that leave together."""

import httpx
import pytest

from bot.catalogue import Catalogue
from bot.conversations.receipts import ALPHABET
from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_files, found_in_tables
from tests.conversations.two_places import USES, begun_elsewhere, code_of
from tests.stack import Stack


@pytest.fixture
async def earlier(http: httpx.AsyncClient) -> Citizen:
    return await begun_elsewhere(http)


def mistyped(code: str) -> str:
    """One letter off, with two digits or more left: what makes it look like a code."""
    at = next(rank for rank, each in enumerate(code) if each.isalpha())
    return code[:at] + ALPHABET[(ALPHABET.index(code[at]) + 1) % len(ALPHABET)] + code[at + 1 :]


async def code_with_digits(citizen: Citizen) -> str:
    while True:
        code = await code_of(citizen)
        if sum(each.isdigit() for each in code) > 3:
            return code


def said(citizen: Citizen, catalogue: Catalogue, name: str) -> None:
    """Told why, and asked again what was open."""
    assert citizen.heard[0]["text"] == catalogue.phrasebooks["fr"].say(f"bot.receipt.{name}")
    assert citizen.prompt


async def test_a_mistyped_code_is_neither_kept_nor_filed(
    earlier: Citizen, citizen: Citizen, catalogue: Catalogue, stack: Stack
) -> None:
    wrong = mistyped(await code_with_digits(earlier))
    await citizen.chooses("theme:ecology")
    await citizen.says(wrong)
    said(citizen, catalogue, "unknown")
    citizen.is_asked("ecology.uses")
    assert await citizen.answers() == {}
    assert found_in_files(stack, [wrong, wrong.replace("-", "")]) == set()


async def test_a_replaced_code_opens_nothing(earlier: Citizen, citizen: Citizen, catalogue: Catalogue) -> None:
    old = await code_with_digits(earlier)
    await code_of(earlier)
    await citizen.says(old)
    said(citizen, catalogue, "unknown")
    assert old not in str(await citizen.messages())
    assert await citizen.answers() == {}
    assert set(await earlier.answers()) == {"ecology.uses"}


async def test_the_code_of_the_same_conversation_changes_nothing(earlier: Citizen, catalogue: Catalogue) -> None:
    before = await earlier.answers()
    await earlier.says(await code_of(earlier))
    said(earlier, catalogue, "same")
    earlier.is_asked("ecology.knowledge")
    assert await earlier.answers() == before


async def test_a_code_used_here_before_changes_nothing(
    earlier: Citizen, citizen: Citizen, catalogue: Catalogue
) -> None:
    code = await code_of(earlier)
    await citizen.says(code)
    before = await citizen.answers()
    await citizen.says(code)
    said(citizen, catalogue, "same")
    assert await citizen.answers() == before


async def test_a_withdrawn_contribution_is_not_joined(earlier: Citizen, citizen: Citizen, catalogue: Catalogue) -> None:
    await earlier.chooses("withdraw")
    await earlier.chooses("yes")
    await citizen.says(await code_of(earlier))
    said(citizen, catalogue, "is_withdrawn")
    assert await citizen.answers() == {}
    await earlier.chooses("yes")
    assert (await earlier.answers())["ecology.uses"]["state"] == "given"


async def test_nothing_is_joined_to_a_withdrawn_contribution(
    earlier: Citizen, citizen: Citizen, catalogue: Catalogue
) -> None:
    await citizen.chooses("withdraw")
    await citizen.chooses("yes")
    await citizen.says(await code_of(earlier))
    said(citizen, catalogue, "is_withdrawn")
    assert (await earlier.answers())["ecology.uses"]["state"] == "given"


async def test_an_answer_that_happens_to_hold_a_code_stays_an_answer(earlier: Citizen, citizen: Citizen) -> None:
    code = await code_of(earlier)
    await citizen.chooses("theme:ecology")
    text = "J’aime les concerts filmés, les podcasts d’histoire, les jeux, et je garde mon code {} pour plus tard."
    await citizen.says(text.format(code))
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == text.format("••••••")
    assert set(await earlier.answers()) == {"ecology.uses"}


async def test_erasing_the_joined_contribution_erases_both(
    citizen: Citizen, http: httpx.AsyncClient, stack: Stack
) -> None:
    begun = await Citizen.arrives(http, lang="fr", theme="ecology")
    secrets = ["Abracadabrantesque", "Saperlipopette"]
    await begun.says(f"{secrets[0]} : {USES}")
    await citizen.chooses("theme:metaverse")
    await citizen.says(f"{secrets[1]} : {USES}")
    await citizen.says(await code_of(begun))
    assert (await http.delete(citizen.path, headers=citizen.headers)).status_code == 204
    for each in (begun, citizen):
        assert (await http.get(f"{each.path}/messages", headers=each.headers)).status_code == 404
        assert stack.rows("SELECT count(*) FROM messages WHERE conversation_id = ?", each.id) == [(0,)]
    assert found_in_tables(stack, secrets) == set()
    assert found_in_files(stack, secrets) == set()
