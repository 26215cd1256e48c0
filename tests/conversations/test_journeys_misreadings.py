"""Taken for the wrong thing: one sentence or one tap puts it right, and nothing said before is lost."""

import pytest

from tests.citizen import Citizen

FILMS = "Je regarde surtout des films et des concerts en ligne."
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."


@pytest.mark.parametrize("how", ["tap", "words"])
async def test_a_control_that_was_an_answer(citizen: Citizen, how: str) -> None:
    """« Pause », to "what would you keep, reduce or expand?", say."""
    await citizen.chooses("theme:ecology")
    await citizen.says("pause")
    citizen.is_asked("ecology.uses")
    undo = next(each for each in citizen.choices if each.startswith("was_answer:"))
    await (citizen.chooses(undo) if how == "tap" else citizen.says("c'était ma réponse"))
    citizen.is_probed("ecology.uses")
    await citizen.chooses("skip")
    await citizen.says(REPORT)
    answers = await citizen.answers()
    assert [(question, each["text"], each["state"]) for question, each in answers.items()] == [
        ("ecology.uses", "pause", "given"),
        ("ecology.knowledge", REPORT, "given"),
    ]


@pytest.mark.parametrize("late", [False, True])
async def test_a_change_of_theme_that_was_an_answer(citizen: Citizen, late: bool) -> None:
    """Said at once it undoes the change; said later it files the text and leaves one where one is."""
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.says("montre-moi les thèmes")
    assert citizen.prompt["kind"] == "menu"
    if late:
        await citizen.chooses("theme:metaverse")
    await citizen.says("c'était ma réponse")
    assert citizen.prompt["asked"] == ("metaverse.meaning" if late else "ecology.knowledge")
    answers = await citizen.answers()
    assert {question: each["text"] for question, each in answers.items()} == {
        "ecology.uses": FILMS,
        "ecology.knowledge": "montre-moi les thèmes",
    }
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.decision")


@pytest.mark.parametrize("how", ["tap", "words"])
async def test_an_answer_that_was_a_control(citizen: Citizen, how: str) -> None:
    """A theme's name alone is an answer while a question is open; here its author wanted to go there."""
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    said = await citizen.says("le métaverse")
    assert (await citizen.answers())["ecology.knowledge"]["text"] == "le métaverse"
    undo = f"not_answer:{said[0]['seq'] - 1}"
    await (citizen.chooses(undo) if how == "tap" else citizen.says("ce n'était pas une réponse"))
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["kind"] == "question"
    await citizen.chooses("theme:metaverse")
    citizen.is_asked("metaverse.meaning")
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.knowledge")
    await citizen.says(REPORT)
    answers = await citizen.answers()
    assert [(question, each["text"]) for question, each in answers.items()] == [
        ("ecology.uses", FILMS),
        ("ecology.knowledge", REPORT),
    ]
    assert "le métaverse" in [each["text"] for each in await citizen.messages()], "the transcript has it"


async def test_a_mind_changed_twice_keeps_the_answer(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(FILMS)
    await citizen.says("ce n'était pas une réponse")
    citizen.is_asked("ecology.uses")
    assert await citizen.answers() == {}
    await citizen.says("c'était ma réponse")
    citizen.is_asked("ecology.knowledge")
    answers = await citizen.answers()
    assert [(question, each["text"]) for question, each in answers.items()] == [("ecology.uses", FILMS)]


async def test_a_detail_that_was_a_control(citizen: Citizen) -> None:
    """Said to a probe: the answer it was about stays, and the probe is open again."""
    await citizen.chooses("theme:ecology")
    await citizen.says("Des films")
    citizen.is_probed("ecology.uses")
    await citizen.says("le métaverse")
    assert (await citizen.answers())["ecology.uses"]["detail"] == "le métaverse"
    await citizen.says("ce n'était pas une réponse")
    citizen.is_probed("ecology.uses")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"]) == ("Des films", None)
