"""A button's label that is typed does what the button does; the words stay as they were sent."""

import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen

ANSWER = "Je visite des expositions en ligne, et j’écoute de la musique."


@pytest.fixture
async def answered(citizen: Citizen) -> Citizen:
    await citizen.chooses("theme:ecology")
    await citizen.says(ANSWER)
    return citizen


async def _types(citizen: Citizen, choice: str) -> None:
    """The label of a choice that is offered now, in a hurry."""
    label = next(each["label"] for message in citizen.heard for each in message["choices"] if each["id"] == choice)
    await citizen.says(f"{label.lower()} !")


async def test_a_label_of_the_recap_corrects_that_answer(answered: Citizen) -> None:
    await answered.chooses("recap")
    await _types(answered, "correct:ecology.uses")
    answered.is_asked("ecology.uses")


async def test_what_was_withdrawn_is_restored_in_the_words_of_the_button(answered: Citizen) -> None:
    await answered.chooses("withdraw")
    await answered.chooses("yes")
    await _types(answered, "yes")
    assert answered.kinds == ["info", "menu"]
    assert (await answered.answers())["ecology.uses"]["text"] == ANSWER


async def test_the_words_stay_as_they_were_sent(answered: Citizen) -> None:
    await answered.chooses("themes")
    await answered.says("WEBINAIRES")
    assert "webinars" in answered.kinds
    assert "WEBINAIRES" in [each["text"] for each in await answered.messages()]


async def test_a_label_that_is_not_offered_now_is_no_tap(answered: Citizen, catalogue: Catalogue) -> None:
    label = catalogue.phrasebooks["fr"].say("bot.finish_theme")
    await answered.says(f"{label} avant de répondre, je ne vois pas bien comment on ferait cela ici.")
    assert "ecology.knowledge" in await answered.answers()


@pytest.mark.parametrize("said", ["Rien à ajouter.", "c'est tout", "Terminer le thème"])
async def test_nothing_to_add_is_no_idea(answered: Citizen, said: str) -> None:
    for _ in range(5):
        await answered.chooses("skip")
    await answered.says(said)
    assert answered.kinds[-1] == "profile"
    assert "ecology.remark" not in await answered.answers()
