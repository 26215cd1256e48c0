"""Whole journeys through the themes, each readable as a story: from the first word to what is stored."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.stack import Stack, running

FILMS = "Je regarde surtout des films et des concerts en ligne."
THIN = "les sous-titres de films"
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."
CHOICE = "J’ai choisi un ordinateur reconditionné, le prix et l’environnement ont pesé autant."


async def test_all_six_themes_to_the_end(citizen: Citizen, catalogue: Catalogue) -> None:
    given: dict[str, str] = {}
    for rank, theme in enumerate(catalogue.themes):
        await citizen.chooses(f"theme:{theme.id}")
        for question in theme.questions:
            citizen.is_asked(question.id)
            assert citizen.prompt["text"] == question.question["fr"]
            given[question.id] = f"Dans ma commune, la médiathèque prête des tablettes chaque mercredi ({question.id})."
            await citizen.says(given[question.id])
        assert citizen.prompt["kind"] == "confirm", "another idea?"
        given[f"{theme.id}.remark"] = f"Il manque des bancs, des arbres et du silence autour de {theme.id}."
        await citizen.says(given[f"{theme.id}.remark"])
        assert all(given[question.id] in citizen.told("recap") for question in theme.questions)
        assert citizen.prompt["kind"] == ("profile" if rank == 0 else "menu"), "the profile is asked once"
        if rank == 0:
            await citizen.chooses("skip")
        assert citizen.choices[f"theme:{theme.id}"] == f"{theme.title['fr']} (terminé)"

    answers = await citizen.answers()
    assert {question: answer["text"] for question, answer in answers.items()} == given
    assert {(answer["state"], answer["revision"], answer["detail"]) for answer in answers.values()} == {
        ("given", 1, None)
    }
    assert catalogue.phrasebooks["fr"].say("bot.menu.all_done") in citizen.prompt["text"]


async def test_everything_skipped(citizen: Citizen, catalogue: Catalogue) -> None:
    for rank, theme in enumerate(catalogue.themes):
        await citizen.chooses(f"theme:{theme.id}")
        for question in theme.questions:
            citizen.is_asked(question.id)
            await citizen.chooses("skip")
        await citizen.chooses("skip")
        if rank == 0:
            await citizen.chooses("skip")
        assert citizen.prompt["kind"] == "menu"
    answers = await citizen.answers()
    assert list(answers) == [each.id for theme in catalogue.themes for each in theme.questions]
    assert {(each["state"], each["text"]) for each in answers.values()} == {("skipped", None)}


async def test_back_twice_and_another_answer(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.says(REPORT)
    await citizen.says("question précédente")
    citizen.is_asked("ecology.knowledge")
    await citizen.says("question précédente")
    citizen.is_asked("ecology.uses")
    await citizen.says("Finalement, je visite surtout des musées en ligne le dimanche.")
    citizen.is_asked("ecology.decision")
    await citizen.chooses("back")
    citizen.is_asked("ecology.knowledge")
    await citizen.chooses("keep")
    citizen.is_asked("ecology.decision")
    answers = await citizen.answers()
    assert answers["ecology.uses"]["text"] == "Finalement, je visite surtout des musées en ligne le dimanche."
    assert [(each["state"], each["revision"]) for each in answers.values()] == [("given", 2), ("given", 1)]
    assert answers["ecology.knowledge"]["text"] == REPORT


async def test_another_theme_and_back_with_the_place_kept(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.chooses("skip")
    await citizen.chooses("theme:metaverse")
    citizen.is_asked("metaverse.meaning")
    await citizen.says("Un monde en trois dimensions où je me promène avec un casque.")
    citizen.is_asked("metaverse.experience")
    await citizen.says("montre-moi les thèmes")
    assert citizen.choices["theme:ecology"].endswith("(1 sur 6)")
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.decision")
    assert citizen.prompt["progress"] == {"theme": "ecology", "position": 3, "answered": 1, "total": 6}
    await citizen.chooses("theme:metaverse")
    citizen.is_asked("metaverse.experience")
    states = {question: answer["state"] for question, answer in (await citizen.answers()).items()}
    assert states == {"ecology.uses": "given", "ecology.knowledge": "skipped", "metaverse.meaning": "given"}


@pytest.mark.parametrize("how", ["words", "tap"])
async def test_another_language_in_mid_theme(citizen: Citizen, catalogue: Catalogue, how: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await (citizen.says("in English please") if how == "words" else citizen.chooses("lang:en"))
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["text"] == catalogue.question("ecology.knowledge").question["en"]
    assert citizen.prompt["progress"]["answered"] == 1
    await citizen.says("I read a report about data centres and their water last winter.")
    citizen.is_asked("ecology.decision")
    await (citizen.says("en français s'il vous plaît") if how == "words" else citizen.chooses("lang:fr"))
    assert citizen.prompt["text"] == catalogue.question("ecology.decision").question["fr"]
    answers = await citizen.answers()
    assert [each["text"] for each in answers.values()] == [
        FILMS,
        "I read a report about data centres and their water last winter.",
    ]
    assert {each["revision"] for each in answers.values()} == {1}


async def test_a_pause_a_restart_of_everything_and_another_device(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
        with running(stack):
            phone = await Citizen.arrives(http, lang="fr", theme="ecology")
            await phone.says(FILMS)
            await phone.says(THIN)
            phone.is_probed("ecology.knowledge")
            await phone.says("pause")
            assert phone.kinds == ["info", "receipt", "probe"]
            receipt = await phone.receipt()

        with running(replace(stack)):
            computer = await Citizen.resumes(http, receipt.lower().replace("-", " "))
            assert (computer.id, computer.heard) == (phone.id, await phone.messages())
            assert computer.heard[-1]["asked"] == "ecology.knowledge"
            await computer.says("Celui de l’Arcep, paru l’année dernière, que j’ai lu en entier.")
            computer.is_asked("ecology.decision")
            await computer.says(CHOICE)
            await phone.chooses("repeat")
            phone.is_asked("ecology.equipment")
            answers = await phone.answers()
            assert [each["text"] for each in answers.values()] == [FILMS, THIN, CHOICE]
            assert answers["ecology.knowledge"]["detail"].startswith("Celui de l’Arcep")
            await asyncio.to_thread(_nothing_twice, stack, phone.id)


def _nothing_twice(stack: Stack, conversation: str) -> None:
    seqs = [
        seq for (seq,) in stack.rows("SELECT seq FROM messages WHERE conversation_id = ? ORDER BY seq", conversation)
    ]
    assert seqs == list(range(1, len(seqs) + 1))
