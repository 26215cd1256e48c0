"""Taking the whole contribution back: hidden at once, with a way back, or for good."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.stack import Stack

FILMS = "Je regarde surtout des films et des concerts en ligne."
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."
KEPT = "bot.telegram_keeps"


async def test_withdrawn_regretted_and_withdrawn_for_good(
    citizen: Citizen, http: httpx.AsyncClient, stack: Stack
) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.says(REPORT)
    receipt = await citizen.receipt()
    await citizen.says("retirer toute ma contribution")
    assert citizen.prompt["kind"] == "confirm"
    await citizen.says("non")
    citizen.is_asked("ecology.decision")

    await citizen.says("retirer toute ma contribution")
    await citizen.says("oui")
    assert {each["state"] for each in (await citizen.answers()).values()} == {"withdrawn"}
    assert _hours_left(stack, citizen) == pytest.approx(24, abs=0.1)
    await citizen.says("oui")
    assert citizen.prompt["kind"] == "menu"
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.decision")
    await citizen.says("Le prix et la durée de vie ont compté plus que le reste.")
    assert [each["state"] for each in (await citizen.answers()).values()] == ["given"] * 3
    assert _hours_left(stack, citizen) is None

    await citizen.chooses("withdraw")
    await citizen.chooses("yes")
    await citizen.chooses("no")
    assert citizen.prompt["kind"] == "menu"
    citizen.is_offered("yes")
    await citizen.says("Les bornes restent allumées toute la nuit dans les musées de la région.")
    answers = await citizen.answers()
    assert [each["state"] for each in answers.values()] == ["withdrawn"] * 3, "nothing more is filed"
    assert _hours_left(stack, citizen) == pytest.approx(24, abs=0.1)

    assert (await http.delete(citizen.path, headers=citizen.headers)).status_code == 204
    assert (await http.get(f"{citizen.path}/answers", headers=citizen.headers)).status_code == 404
    assert (await http.post("/api/v1/resume", json={"receipt": receipt})).status_code == 404


async def test_withdrawn_and_taken_back_in_english(http: httpx.AsyncClient) -> None:
    citizen = await Citizen.arrives(http, lang="en", theme="ecology")
    words = "I mostly watch films and concerts online in the evening."
    await citizen.says(words)
    await citizen.says("withdraw my whole contribution")
    assert citizen.prompt["kind"] == "confirm"
    await citizen.says("yes")
    await citizen.chooses("no")
    await citizen.chooses("recap")
    assert (await citizen.answers())["ecology.uses"]["state"] == "withdrawn"
    await citizen.says("yes")
    await citizen.says("show me the themes")
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["state"], answer["text"], answer["revision"]) == ("given", words, 1)


def _hours_left(stack: Stack, citizen: Citizen) -> float | None:
    """Until the contribution is due to be erased; None when it is not."""
    [(due,)] = stack.rows("SELECT erase_at FROM conversations WHERE id = ?", citizen.id)
    if due is None:
        return None
    return (datetime.fromisoformat(str(due)).replace(tzinfo=UTC) - datetime.now(UTC)) / timedelta(hours=1)


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_what_telegram_keeps_is_said_to_who_wrote_there_and_to_nobody_else(
    http: httpx.AsyncClient, stack: Stack, catalogue: Catalogue, lang: str
) -> None:
    here = await Citizen.arrives(http, lang=lang)
    there = await Citizen.arrives(http, lang=lang)
    stack.change("UPDATE conversations SET channel = 'telegram' WHERE id = ?", there.id)
    assert "Telegram" not in await _told_on_withdrawing(here)
    assert (await _told_on_withdrawing(there)).count(catalogue.phrasebooks[lang].say(KEPT)) == 2


async def test_it_is_said_on_the_website_too_once_that_conversation_is_joined(
    citizen: Citizen, http: httpx.AsyncClient, stack: Stack, catalogue: Catalogue
) -> None:
    there = await Citizen.arrives(http, lang="fr")
    stack.change("UPDATE conversations SET channel = 'telegram' WHERE id = ?", there.id)
    await citizen.says(await there.receipt())
    assert (await _told_on_withdrawing(citizen)).count(catalogue.phrasebooks["fr"].say(KEPT)) == 2


async def _told_on_withdrawing(citizen: Citizen) -> str:
    """All that is said when one asks for it, and once it is done."""
    asked = await citizen.chooses("withdraw")
    done = await citizen.chooses("yes")
    return " ".join(each["text"] for each in (*asked, *done))
