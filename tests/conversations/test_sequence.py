"""What a message was meant for: stale taps, and texts written before their author saw the next question."""

import asyncio
from uuid import uuid4

from tests.citizen import Citizen


async def test_a_tap_under_a_prompt_that_is_gone_changes_nothing_and_says_why(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.chooses("skip", to=seen)
    citizen.is_asked("ecology.knowledge")
    await citizen.chooses("skip", to=seen)
    assert citizen.kinds == ["info", "question"]
    citizen.is_asked("ecology.knowledge")
    assert list(await citizen.answers()) == ["ecology.uses"]


async def test_a_double_tap_on_skip_skips_one(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    taps = [{"id": str(uuid4()), "choice": "skip", "to": seen} for _ in range(2)]
    await asyncio.gather(*(citizen.posts(body) for body in taps))
    assert list(await citizen.answers()) == ["ecology.uses"]


async def test_a_tap_on_an_earlier_showing_of_the_open_question_counts(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.chooses("why")
    await citizen.chooses("skip", to=seen)
    citizen.is_asked("ecology.knowledge")


async def test_a_text_written_before_seeing_the_next_question_joins_its_answer(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says("Je regarde surtout des films en ligne.", to=seen)
    await citizen.says("Et j’écoute beaucoup de musique en continu.", to=seen)
    citizen.is_asked("ecology.knowledge")
    await citizen.says("Parfois des visites virtuelles de musées.", to=seen)
    citizen.is_asked("ecology.knowledge")
    answers = await citizen.answers()
    assert list(answers) == ["ecology.uses"]
    assert answers["ecology.uses"]["text"].split("\n") == [
        "Je regarde surtout des films en ligne.",
        "Et j’écoute beaucoup de musique en continu.",
        "Parfois des visites virtuelles de musées.",
    ]


async def test_seeing_only_the_acknowledgement_is_not_seeing_the_question(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Je regarde surtout des films en ligne.")
    acknowledgement = citizen.heard[0]["seq"]
    await citizen.says("Et j’écoute beaucoup de musique en continu.", to=acknowledgement)
    assert list(await citizen.answers()) == ["ecology.uses"]


async def test_a_text_without_to_is_meant_for_the_open_prompt(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Je regarde surtout des films en ligne.")
    await citizen.says("J’ai lu un rapport de l’Arcep sur le sujet.")
    assert list(await citizen.answers()) == ["ecology.uses", "ecology.knowledge"]


async def test_the_turn_keeps_the_question_that_was_open_when_it_was_accepted(citizen: Citizen) -> None:
    """Sent together without `to`: both were accepted while the first question was open."""
    await citizen.chooses("theme:ecology")
    bodies = [{"id": str(uuid4()), "text": f"Je regarde des films en ligne, partie {number}."} for number in range(3)]
    await asyncio.gather(*(citizen.posts(body) for body in bodies))
    rows = await citizen.messages()
    asked_next = min(each["seq"] for each in rows if each["asked"] == "ecology.knowledge")
    meant = [
        each["text"]
        for each in rows
        if each["from"] == "citizen" and each["seq"] < asked_next and "partie" in each["text"]
    ]
    assert meant
    assert (await citizen.answers())["ecology.uses"]["text"].split("\n") == meant
