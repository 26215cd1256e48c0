"""Earlier versions of an answer: kept until a correction removes contact details, or until their author says so."""

from uuid import uuid4

import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_tables
from tests.stack import Stack

SECOND = "Nous proposons des visites virtuelles de nos réserves chaque premier dimanche."
PHONE = "06 12 34 56 78"


@pytest.fixture
def secret() -> str:
    """A word that nobody else says."""
    return f"mot{uuid4().hex[:12]}"


@pytest.fixture
def first(secret: str) -> str:
    return f"Nous filmons tous nos spectacles pour les hôpitaux de la région, {secret}."


async def corrected(citizen: Citizen, first: str, second: str = SECOND) -> None:
    """An answer and, at once, its correction."""
    await citizen.chooses("theme:ecology")
    await citizen.says(first)
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(second)


def is_told(citizen: Citizen, catalogue: Catalogue, key: str) -> bool:
    return catalogue.phrasebooks["fr"].say(key) in [each["text"] for each in citizen.heard]


async def test_a_correction_without_contact_details_erases_the_earlier_text_everywhere(
    citizen: Citizen, catalogue: Catalogue, stack: Stack, first: str, secret: str
) -> None:
    await corrected(citizen, f"{first} Écrivez à {secret}@exemple.fr.")
    assert is_told(citizen, catalogue, "bot.earlier_erased")
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == SECOND
    assert found_in_tables(stack, [secret]) == set()


async def test_contact_details_in_the_detail_go_with_the_correction_that_drops_it(
    citizen: Citizen, stack: Stack, secret: str
) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Des concerts filmés")
    await citizen.says(f"Demandez à la régie du théâtre, {secret}@exemple.fr, elle sait tout cela.")
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(SECOND)
    assert found_in_tables(stack, [secret]) == set()


async def test_a_correction_that_removes_one_of_two_contact_details_erases_the_earlier_text(
    citizen: Citizen, stack: Stack, first: str, secret: str
) -> None:
    await corrected(citizen, f"{first} Écrivez à {secret}@exemple.fr ou {PHONE}.", f"{SECOND} Appelez le {PHONE}.")
    assert found_in_tables(stack, [secret]) == set()


async def test_a_plain_correction_keeps_the_earlier_version_and_offers_to_erase_it(
    citizen: Citizen, stack: Stack, first: str, secret: str
) -> None:
    await corrected(citizen, first)
    citizen.is_offered("forget:ecology.uses")
    assert found_in_tables(stack, [secret]) == {("messages", secret)}
    await citizen.chooses("forget:ecology.uses")
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("yes")
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == SECOND
    assert found_in_tables(stack, [secret]) == set()


async def test_forgetting_needs_a_yes(citizen: Citizen, first: str) -> None:
    await corrected(citizen, first)
    await citizen.chooses("forget:ecology.uses")
    await citizen.chooses("no")
    citizen.is_asked("ecology.knowledge")
    assert first in [each["text"] for each in await citizen.messages()]


@pytest.mark.parametrize("asking", ["effacer l'ancienne version", "supprimez la version précédente de ma réponse"])
async def test_asked_for_in_words_it_is_the_answer_that_was_corrected(
    citizen: Citizen, first: str, asking: str
) -> None:
    await corrected(citizen, first)
    await citizen.says(asking)
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("yes")
    assert first not in str(await citizen.messages())
    assert (await citizen.answers())["ecology.uses"]["text"] == SECOND


async def test_an_answer_never_corrected_has_nothing_to_forget(
    citizen: Citizen, catalogue: Catalogue, first: str
) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(first)
    await citizen.chooses("forget:ecology.uses")
    assert is_told(citizen, catalogue, "bot.nothing_to_forget")
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == first


async def test_what_was_added_to_is_not_an_earlier_version(citizen: Citizen, first: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(first)
    await citizen.chooses("add:ecology.uses")
    await citizen.says(SECOND)
    assert "forget:" not in str(citizen.heard)
    assert (await citizen.answers())["ecology.uses"]["text"] == f"{first}\n{SECOND}"


async def test_forgetting_after_a_receipt_was_typed_reaches_the_other_conversation(
    citizen: Citizen, stack: Stack, first: str, secret: str
) -> None:
    begun = await Citizen.arrives(citizen.http, lang="fr", theme="ecology")
    await begun.says(first)
    receipt = (await citizen.http.post(f"{begun.path}/receipt", headers=begun.headers)).json()["receipt"]
    await citizen.chooses("theme:ecology")
    await citizen.says(SECOND)
    await citizen.says(receipt)
    await citizen.chooses("forget:ecology.uses")
    await citizen.chooses("yes")
    assert (await citizen.answers())["ecology.uses"]["text"] == SECOND
    assert found_in_tables(stack, [secret]) == set()
