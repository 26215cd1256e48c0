"""A number says which one, of a list that was shown."""

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.stack import Stack

ANSWERS = {
    "ecology.uses": "Je regarde des concerts filmés avec mes enfants le samedi soir.",
    "ecology.knowledge": "J’ai lu un rapport de l’Arcep sur la consommation des écrans.",
}
OTHER = "Nous proposons des visites virtuelles de nos réserves chaque premier dimanche."


async def answers_two(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for question, text in ANSWERS.items():
        citizen.is_asked(question)
        await citizen.says(text)
    citizen.is_asked("ecology.decision")


@pytest.mark.parametrize(
    ("text", "rank"), [("le 3", 3), ("3", 3), ("numéro 2", 2), ("la première", 1), ("le dernier", 6), ("n°3", 3)]
)
async def test_at_the_menu_it_opens_the_theme_of_that_place(
    citizen: Citizen, catalogue: Catalogue, text: str, rank: int
) -> None:
    await citizen.says(text)
    citizen.is_asked(catalogue.themes[rank - 1].questions[0].id)


async def test_in_english_too(http: httpx.AsyncClient, catalogue: Catalogue) -> None:
    citizen = await Citizen.arrives(http, lang="en")
    await citizen.says("number 3")
    citizen.is_asked(catalogue.themes[2].questions[0].id)


async def test_a_place_the_list_has_not_changes_nothing(citizen: Citizen, catalogue: Catalogue) -> None:
    await citizen.says("numéro 10")
    assert catalogue.phrasebooks["fr"].say("bot.no_such_number") in citizen.heard[0]["text"]
    assert citizen.prompt["kind"] == "menu"


async def test_with_a_question_open_a_number_is_what_somebody_answers(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("le 3")
    assert (await citizen.answers())["ecology.uses"]["text"] == "le 3"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("corriger la réponse 2", "ecology.knowledge"),
        ("changer ma première réponse", "ecology.uses"),
        ("corriger ma dernière réponse", "ecology.knowledge"),
        ("modifiez la réponse 1 svp", "ecology.uses"),
    ],
)
async def test_the_answer_of_that_number_is_corrected(citizen: Citizen, text: str, question: str) -> None:
    await answers_two(citizen)
    await citizen.says(text)
    citizen.is_asked(question)
    await citizen.says(OTHER)
    citizen.is_asked("ecology.decision")
    assert {each: given["text"] for each, given in (await citizen.answers()).items()} == ANSWERS | {question: OTHER}


@pytest.mark.parametrize(
    ("lang", "text", "question"),
    [
        ("fr", "revenir à la question 1", "ecology.uses"),
        ("fr", "reviens à la question 2 svp", "ecology.knowledge"),
        ("fr", "on peut retourner à la question 1 ?", "ecology.uses"),
        ("en", "go back to question 2", "ecology.knowledge"),
        ("en", "can we return to question two", "ecology.knowledge"),
        ("en", "take me back to the first question", "ecology.uses"),
    ],
)
async def test_going_back_to_a_question_by_its_number_opens_it_and_leads_back_here(
    http: httpx.AsyncClient, lang: str, text: str, question: str
) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    await answers_two(citizen)
    await citizen.says(text)
    citizen.is_asked(question)
    citizen.is_offered("keep")
    assert ANSWERS[question] in citizen.told("info")
    await citizen.says(OTHER)
    citizen.is_asked("ecology.decision")
    assert {each: given["text"] for each, given in (await citizen.answers()).items()} == ANSWERS | {question: OTHER}


@pytest.mark.parametrize(("lang", "text"), [("fr", "question précédente"), ("en", "previous question")])
async def test_without_a_number_it_is_the_question_before(http: httpx.AsyncClient, lang: str, text: str) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    await answers_two(citizen)
    await citizen.says(text)
    citizen.is_asked("ecology.knowledge")


async def test_going_back_to_a_question_that_was_skipped_asks_it(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.chooses("skip")
    await citizen.chooses("skip")
    await citizen.says("revenir à la question 1")
    citizen.is_asked("ecology.uses")
    await citizen.says(OTHER)
    citizen.is_asked("ecology.decision")
    assert (await citizen.answers())["ecology.uses"]["text"] == OTHER


@pytest.mark.parametrize(("lang", "text"), [("fr", "revenir à la question 3"), ("en", "go back to question 3")])
async def test_going_back_to_the_open_question_asks_it_once_more(http: httpx.AsyncClient, lang: str, text: str) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    await answers_two(citizen)
    await citizen.says(text)
    assert citizen.kinds == ["question"]
    citizen.is_asked("ecology.decision")


async def test_going_to_a_question_that_was_not_asked_yet_asks_which(citizen: Citizen, catalogue: Catalogue) -> None:
    await answers_two(citizen)
    await citizen.says("aller à la question 5")
    assert citizen.told("info") == catalogue.phrasebooks["fr"].say("bot.no_such_number")
    for choice in ("correct:ecology.uses", "correct:ecology.knowledge", "no"):
        citizen.is_offered(choice)


async def test_when_it_is_not_said_which_a_number_says_it(citizen: Citizen) -> None:
    await answers_two(citizen)
    await citizen.says("je voudrais corriger une réponse")
    assert citizen.kinds == ["recap", "confirm"]
    for choice in ("correct:ecology.uses", "correct:ecology.knowledge", "no"):
        citizen.is_offered(choice)
    await citizen.says("la 2")
    citizen.is_asked("ecology.knowledge")
    await citizen.says(OTHER)
    citizen.is_asked("ecology.decision")
    assert (await citizen.answers())["ecology.knowledge"]["text"] == OTHER


async def test_which_one_to_erase_is_confirmed(citizen: Citizen) -> None:
    await answers_two(citizen)
    await citizen.says("effacer une réponse")
    assert citizen.kinds == ["recap", "confirm"]
    await citizen.says("1")
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("yes")
    citizen.is_asked("ecology.decision")
    states = {question: each["state"] for question, each in (await citizen.answers()).items()}
    assert states == {"ecology.uses": "withdrawn", "ecology.knowledge": "given"}


async def test_which_one_can_be_none(citizen: Citizen) -> None:
    await answers_two(citizen)
    await citizen.says("je voudrais corriger une réponse")
    await citizen.says("numéro 8")
    assert citizen.prompt["kind"] == "confirm"
    await citizen.chooses("no")
    citizen.is_asked("ecology.decision")
    assert {each: given["text"] for each, given in (await citizen.answers()).items()} == ANSWERS


async def test_the_profile_is_said_by_number(citizen: Citizen, stack: Stack) -> None:
    await citizen.chooses("theme:ecology")
    for _ in range(6):
        await citizen.chooses("skip")
    await citizen.chooses("no")
    assert citizen.prompt["kind"] == "profile"
    await citizen.says("le 2")
    assert citizen.prompt["kind"] == "profile"
    await citizen.says("1")
    assert citizen.prompt["kind"] == "menu"
    rows = stack.rows("SELECT public, capacity FROM conversations WHERE id = ?", citizen.id)
    assert rows == [("digital", "own_name")]
