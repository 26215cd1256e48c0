"""Misreadings: undone by one tap, whichever way round, and never at the cost of an earlier word."""

from tests.citizen import Citizen

ANSWER = "Je visite des expositions en ligne, et j’écoute de la musique."
UNSURE = "métavers"


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
