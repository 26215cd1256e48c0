"""Contact details and earlier versions: kept as sent, told of at once, gone everywhere by one tap."""

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_files, found_in_tables
from tests.stack import Stack

DETAILS = {
    "email": "jeanne.dupont@exemple.fr",
    "phone": "06 12 34 56 78",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "nir": "1 85 05 78 006 084 91",
}
MASK = "••••••"
SENTENCE = "Notre petit musée de province manque de vidéoprojecteurs et de bras : {}, merci de votre attention."
PLAIN = "Nous proposons des visites virtuelles de nos réserves chaque premier dimanche."
TOLD = "bot.contact_seen"


async def leaves(citizen: Citizen, text: str) -> int:
    """Says it as the answer to the first question; the number of that message."""
    await citizen.chooses("theme:ecology")
    heard = await citizen.says(text)
    return int(heard[0]["seq"]) - 1


def is_told(citizen: Citizen, catalogue: Catalogue, key: str = TOLD) -> bool:
    return catalogue.phrasebooks["fr"].say(key) in [each["text"] for each in citizen.heard if each["kind"] == "info"]


async def own_copy(citizen: Citizen) -> str:
    pages = [
        await citizen.http.get(f"{citizen.path}/export?format={kind}", headers=citizen.headers)
        for kind in ("json", "html")
    ]
    return "".join(each.text for each in pages)


@pytest.mark.parametrize("kind", DETAILS)
async def test_a_contact_detail_is_kept_told_of_and_removed_by_one_tap(
    citizen: Citizen, catalogue: Catalogue, stack: Stack, kind: str
) -> None:
    detail = DETAILS[kind]
    seq = await leaves(citizen, SENTENCE.format(detail))
    assert is_told(citizen, catalogue)
    citizen.is_offered(f"redact:{seq}")
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == SENTENCE.format(detail)
    await citizen.chooses("recap")
    await citizen.chooses("correct:ecology.uses")
    await citizen.chooses("keep")
    assert str(await citizen.messages()).count(detail) == 3, "said, recalled, about to be corrected"

    await citizen.chooses(f"redact:{seq}")
    assert is_told(citizen, catalogue, "bot.contact_removed")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (SENTENCE.format(MASK), "given")
    assert detail not in str(await citizen.messages())
    assert detail not in await own_copy(citizen)
    assert detail not in str(stack.rows("SELECT text FROM messages WHERE conversation_id = ?", citizen.id))


async def test_it_is_gone_from_the_disk_at_once(citizen: Citizen, stack: Stack) -> None:
    detail = "zenobie.quatremere@exemple.fr"
    seq = await leaves(citizen, SENTENCE.format(detail))
    await citizen.chooses(f"redact:{seq}")
    assert found_in_tables(stack, [detail]) == set()
    assert found_in_files(stack, [detail]) == set()


async def test_without_contact_details_nothing_is_said(citizen: Citizen, catalogue: Catalogue) -> None:
    await leaves(citizen, PLAIN)
    assert not is_told(citizen, catalogue)
    assert "redact:" not in str(citizen.heard)


async def test_it_is_told_of_in_a_detail_and_in_a_remark_too(citizen: Citizen, catalogue: Catalogue) -> None:
    await citizen.says(SENTENCE.format(DETAILS["email"]))
    assert is_told(citizen, catalogue)
    await citizen.chooses(f"redact:{citizen.heard[0]['seq'] - 1}")
    await leaves(citizen, "Des concerts filmés")
    assert citizen.prompt["kind"] == "probe"
    await citizen.says(SENTENCE.format(DETAILS["phone"]))
    assert is_told(citizen, catalogue)
    await citizen.chooses(f"redact:{citizen.heard[0]['seq'] - 1}")
    answers = await citizen.answers()
    assert answers["remark"]["text"] == SENTENCE.format(MASK)
    assert answers["ecology.uses"]["detail"] == SENTENCE.format(MASK)


async def test_asked_for_in_words_they_leave_the_last_text_and_then_the_one_before(
    citizen: Citizen, catalogue: Catalogue
) -> None:
    await leaves(citizen, SENTENCE.format(DETAILS["email"]))
    await citizen.says(SENTENCE.format(DETAILS["phone"]))
    await citizen.says("retirez mon numéro de téléphone")
    assert is_told(citizen, catalogue, "bot.more_contact_details")
    texts = [each["text"] for each in (await citizen.answers()).values()]
    assert texts == [SENTENCE.format(DETAILS["email"]), SENTENCE.format(MASK)]
    await citizen.says("retirez mon numéro de téléphone")
    assert not is_told(citizen, catalogue, "bot.more_contact_details")
    texts = [each["text"] for each in (await citizen.answers()).values()]
    assert texts == [SENTENCE.format(MASK)] * 2


@pytest.mark.parametrize("seq", [1, 2, 999_999])
async def test_only_one_s_own_texts_can_be_reworded(citizen: Citizen, catalogue: Catalogue, seq: int) -> None:
    await leaves(citizen, PLAIN)
    before = await citizen.messages()
    await citizen.chooses(f"redact:{seq}")
    assert is_told(citizen, catalogue, "bot.no_contact_found")
    assert (await citizen.messages())[: len(before)] == before


async def test_the_contact_address_that_the_bot_gives_is_left_alone(citizen: Citizen, catalogue: Catalogue) -> None:
    await leaves(citizen, PLAIN)
    said = await citizen.chooses("help")
    await citizen.chooses(f"redact:{said[0]['seq']}")
    assert is_told(citizen, catalogue, "bot.no_contact_found")
    assert catalogue.consultation.contact in str(await citizen.messages())


async def test_what_is_removed_from_an_answer_replaced_since_leaves_its_quotations_too(citizen: Citizen) -> None:
    seq = await leaves(citizen, SENTENCE.format(DETAILS["email"]))
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(SENTENCE.format("autre@exemple.fr"))
    await citizen.chooses(f"redact:{seq}")
    assert DETAILS["email"] not in str(await citizen.messages())


async def test_what_is_removed_from_a_text_that_was_no_answer_leaves_its_quotations_too(citizen: Citizen) -> None:
    seq = await leaves(citizen, SENTENCE.format(DETAILS["email"]))
    await citizen.chooses("recap")
    await citizen.chooses(f"not_answer:{seq}")
    await citizen.chooses(f"redact:{seq}")
    assert DETAILS["email"] not in str(await citizen.messages())


async def test_after_a_receipt_was_typed_what_was_said_before_can_be_cleared(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    begun = await Citizen.arrives(http, lang="fr")
    await leaves(begun, SENTENCE.format(DETAILS["phone"]))
    receipt = (await http.post(f"{begun.path}/receipt", headers=begun.headers)).json()["receipt"]
    await citizen.says(receipt)
    await citizen.says("retirez mon numéro de téléphone")
    assert (await citizen.answers())["ecology.uses"]["text"] == SENTENCE.format(MASK)
    assert DETAILS["phone"] not in await own_copy(citizen)
