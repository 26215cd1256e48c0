"""Misreadings: undone by one tap, whichever way round, and never at the cost of an earlier word."""

import pytest

from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_files
from tests.stack import Stack

ANSWER = "Je visite des expositions en ligne, et j’écoute de la musique."
UNSURE = "métavers"
THIN = "les sous-titres de films"


async def test_a_theme_change_read_in_an_answer_is_undone(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    said = await citizen.says("thème suivant")
    assert citizen.prompt["asked"].startswith("data_ai.")
    undo = next(each["id"] for message in said for each in message["choices"] if each["id"].startswith("was_answer:"))
    await citizen.chooses(undo)
    citizen.is_probed("ecology.uses")
    assert (await citizen.answers())["ecology.uses"]["text"] == "thème suivant"


async def test_a_language_change_and_a_withdrawal_read_in_an_answer_are_undone(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("in English please")
    assert citizen.prompt["lang"] == "en"
    await citizen.says("c'était ma réponse")
    assert citizen.prompt["lang"] == "fr"
    citizen.is_probed("ecology.uses")
    await citizen.chooses("skip")
    await citizen.says("retirer ma contribution")
    assert citizen.kinds == ["confirm"]
    await citizen.says("c'était ma réponse")
    citizen.is_probed("ecology.knowledge")


async def test_a_pause_read_in_another_idea_is_kept_as_the_remark(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for _ in range(6):
        await citizen.chooses("skip")
    await citizen.says("pause")
    citizen.is_offered(f"was_answer:{citizen.heard[0]['seq'] - 1}")
    await citizen.says("c'était ma réponse")
    assert "recap" in citizen.kinds
    assert (await citizen.answers())["ecology.remark"]["text"] == "pause"


async def test_claiming_an_unsure_text_files_it_once(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    assert citizen.kinds == ["confirm"]
    await citizen.says("c'était ma réponse")
    citizen.is_probed("ecology.uses")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (UNSURE, "given")


async def test_what_was_no_answer_leaves_the_answer_it_replaced(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(ANSWER)
    await citizen.chooses("correct:ecology.uses")
    said = await citizen.says("Et si je changeais tout cela pour autre chose ?")
    await citizen.chooses(f"not_answer:{said[0]['seq'] - 1}")
    assert (await citizen.answers())["ecology.uses"]["text"] == ANSWER


CORRECTED = "Plutôt des concerts, et des visites de musées en ligne."


async def _correcting(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(ANSWER)
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(UNSURE)
    assert citizen.kinds == ["confirm"]
    citizen.is_offered("theme:metaverse")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (UNSURE, "provisional")


async def test_an_unsure_correction_that_was_one(citizen: Citizen) -> None:
    await _correcting(citizen)
    await citizen.chooses("yes")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"], answer["revision"]) == (UNSURE, "given", 2)


@pytest.mark.parametrize("said", ["no", "skip", "theme:metaverse", "non", "ce n'était pas une réponse"])
async def test_an_unsure_correction_that_was_none(citizen: Citizen, said: str) -> None:
    await _correcting(citizen)
    await (citizen.chooses(said) if said in ("no", "skip") or ":" in said else citizen.says(said))
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (ANSWER, "given")
    citizen.is_asked({"skip": "ecology.knowledge", "theme:metaverse": "metaverse.meaning"}.get(said, "ecology.uses"))


async def test_what_was_set_aside_is_put_back_by_one_tap(citizen: Citizen) -> None:
    await _correcting(citizen)
    told = await citizen.says("non")
    await citizen.chooses(told[0]["choices"][0]["id"])
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (UNSURE, "given")


async def test_a_correction_written_on_is_one_answer(citizen: Citizen) -> None:
    await _correcting(citizen)
    await citizen.says(CORRECTED)
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (f"{UNSURE}\n{CORRECTED}", "given")


async def test_doubts_do_not_pile_up_into_an_answer(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    await citizen.says("archivage")
    assert citizen.kinds == ["confirm"]
    assert (await citizen.answers())["ecology.uses"]["state"] == "provisional"
    await citizen.chooses("no")
    citizen.is_asked("ecology.uses")
    assert await citizen.answers() == {}


async def test_that_was_my_answer_means_the_text_that_was_denied(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    await citizen.says("non")
    await citizen.says("c'était ma réponse")
    assert (await citizen.answers())["ecology.uses"]["text"] == UNSURE


async def test_what_was_set_aside_is_erased_with_the_answer(citizen: Citizen, stack: Stack) -> None:
    first, second = "Je filme des fanfares de quartier.", "J’écoute des vielles à roue en ligne le dimanche."
    await citizen.chooses("theme:ecology")
    await citizen.says(first)
    await citizen.says("ce n'était pas une réponse")
    await citizen.says(second)
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    said = [each["text"] for each in await citizen.messages() if each["from"] == "citizen"]
    assert not {first, second} & set(said)
    assert found_in_files(stack, ["fanfares de quartier", "vielles à roue"]) == set()


async def test_an_unsure_addition_set_aside_is_still_to_be_written(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(ANSWER)
    await citizen.chooses("add:ecology.uses")
    await citizen.says(UNSURE)
    await citizen.chooses("no")
    await citizen.says(CORRECTED)
    assert (await citizen.answers())["ecology.uses"]["text"] == f"{ANSWER}\n{CORRECTED}"


async def test_an_unsure_text_at_a_probe(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(THIN)
    await citizen.says(UNSURE)
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("no")
    citizen.is_probed("ecology.uses")
    assert (await citizen.answers())["ecology.uses"]["detail"] is None
    await citizen.says(UNSURE)
    await citizen.says(ANSWER)
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["state"]) == (THIN, f"{UNSURE}\n{ANSWER}", "given")


async def test_that_was_no_answer_read_in_an_answer_is_undone_by_one_tap(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(ANSWER)
    said = await citizen.says("ce n'était pas une réponse")
    assert await citizen.answers() == {}
    undo = next(each["id"] for each in said[-1]["choices"] if each["id"].startswith("was_answer:"))
    await citizen.chooses(undo)
    found = await citizen.answers()
    assert {question: each["text"] for question, each in found.items()} == {
        "ecology.uses": ANSWER,
        "ecology.knowledge": "ce n'était pas une réponse",
    }


async def test_a_second_unsure_text_joins_the_first(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    await citizen.chooses("themes")
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    await citizen.chooses("yes")
    assert (await citizen.answers())["ecology.uses"]["text"] == f"{UNSURE}\n{UNSURE}"


async def test_a_text_sent_while_another_waits_for_a_yes_settles_it(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says(UNSURE, to=seen)
    await citizen.says(ANSWER, to=seen)
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (f"{UNSURE}\n{ANSWER}", "given")


async def test_an_unsure_text_set_aside_stays_in_the_transcript(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(UNSURE)
    await citizen.chooses("no")
    citizen.is_asked("ecology.uses")
    assert await citizen.answers() == {}
    assert UNSURE in [each["text"] for each in await citizen.messages()]
