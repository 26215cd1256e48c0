"""What one has said stays in one's hands: read it again, change it, add to it, erase it."""

import httpx

from tests.citizen import Citizen

FILMS = "Je regarde surtout des films et des concerts en ligne."
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."
MUSEUMS = "Je visite surtout des musées en ligne, le dimanche après-midi."
SECOND_REPORT = "Et un autre de l’Ademe, sur la fabrication des écrans."


async def two_answers(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.says(REPORT)
    citizen.is_asked("ecology.decision")


async def test_recap_correct_add_and_erase_by_buttons(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await two_answers(citizen)
    await citizen.chooses("recap")
    assert FILMS in citizen.told("recap")
    assert REPORT in citizen.told("recap")
    citizen.is_asked("ecology.decision")
    for question in ("ecology.uses", "ecology.knowledge"):
        for name in ("correct", "add", "erase"):
            citizen.is_offered(f"{name}:{question}")

    await citizen.chooses("correct:ecology.uses")
    assert FILMS in citizen.told("info")
    citizen.is_asked("ecology.uses")
    await citizen.says(MUSEUMS)
    citizen.is_asked("ecology.decision")

    await citizen.chooses("add:ecology.knowledge")
    citizen.is_asked("ecology.knowledge")
    await citizen.says(SECOND_REPORT)
    citizen.is_asked("ecology.decision")

    await citizen.chooses("recap")
    assert MUSEUMS in citizen.told("recap")
    assert FILMS not in citizen.told("recap")
    assert f"{REPORT}\n{SECOND_REPORT}" in citizen.told("recap")
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    citizen.is_asked("ecology.decision")

    answers = await citizen.answers()
    assert (answers["ecology.uses"]["state"], answers["ecology.uses"]["text"]) == ("withdrawn", None)
    assert (answers["ecology.knowledge"]["state"], answers["ecology.knowledge"]["revision"]) == ("given", 2)
    assert answers["ecology.knowledge"]["text"] == f"{REPORT}\n{SECOND_REPORT}"
    copy = await http.get(f"{citizen.path}/export", headers=citizen.headers)
    assert SECOND_REPORT in copy.text
    assert MUSEUMS not in copy.text
    assert FILMS not in copy.text, "an erased answer is gone in every version"


async def test_recap_correct_add_and_erase_in_words(citizen: Citizen) -> None:
    await two_answers(citizen)
    await citizen.says("récapitulatif")
    assert REPORT in citizen.told("recap")
    citizen.is_asked("ecology.decision")

    await citizen.says("corriger ma première réponse")
    citizen.is_asked("ecology.uses")
    await citizen.says(MUSEUMS)
    citizen.is_asked("ecology.decision")

    await citizen.says("compléter ma première réponse")
    await citizen.says("Et quelques concerts, quand la connexion le permet enfin.")
    citizen.is_asked("ecology.decision")

    await citizen.says("corriger une réponse")
    assert citizen.prompt["kind"] == "confirm", "which one?"
    await citizen.says("2")
    citizen.is_asked("ecology.knowledge")
    assert REPORT in citizen.told("info")
    await citizen.says(SECOND_REPORT)
    citizen.is_asked("ecology.decision")

    await citizen.says("efface ma première réponse")
    assert citizen.prompt["kind"] == "confirm"
    await citizen.says("oui")
    citizen.is_asked("ecology.decision")

    answers = await citizen.answers()
    assert {question: (each["state"], each["text"]) for question, each in answers.items()} == {
        "ecology.uses": ("withdrawn", None),
        "ecology.knowledge": ("given", SECOND_REPORT),
    }
    assert MUSEUMS not in str(await citizen.messages())


async def test_which_one_then_none_after_all(citizen: Citizen) -> None:
    await two_answers(citizen)
    await citizen.says("effacer une réponse")
    assert citizen.prompt["kind"] == "confirm"
    await citizen.says("9")
    assert citizen.kinds == ["info", "confirm"], "there is no ninth: which one?"
    await citizen.says("non")
    citizen.is_asked("ecology.decision")
    assert [each["text"] for each in (await citizen.answers()).values()] == [FILMS, REPORT]
