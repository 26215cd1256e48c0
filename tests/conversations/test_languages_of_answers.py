"""The language of answers: labelled once the reply is out, suggested once, never changed unasked."""

import asyncio
import time

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen

GERMAN = "Die Künstler sollten besser bezahlt werden, wenn ihre Werke online gezeigt werden."
FRENCH = "Nous proposons des visites virtuelles de nos réserves chaque premier dimanche du mois."
ENGLISH = (
    "We film every show in our small theatre and lend the recordings to the hospital.",
    "I have read that streaming uses far more electricity than people usually think.",
    "Our town council chose second hand computers because they were so much cheaper.",
)


async def labelled(citizen: Citizen, question: str, lang: str, *, seconds: float = 10) -> str:
    """The language of an answer, once it is the one expected or the time is over."""
    deadline = time.monotonic() + seconds
    while (found := str((await citizen.answers())[question]["lang"])) != lang and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    return found


def suggestion(citizen: Citizen) -> dict[str, object] | None:
    return next((each for each in citizen.heard if "lang:" in str(each["choices"]) and each["kind"] == "info"), None)


@pytest.mark.parametrize(("text", "lang"), [(GERMAN, "de"), (ENGLISH[0], "en"), (FRENCH, "fr")])
async def test_an_answer_in_any_language_is_kept_and_labelled(citizen: Citizen, text: str, lang: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(text)
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["lang"] == "fr"
    assert await labelled(citizen, "ecology.uses", lang) == lang
    assert (await citizen.answers())["ecology.uses"]["text"] == text


async def test_a_short_answer_has_the_language_of_the_conversation(http: httpx.AsyncClient) -> None:
    for lang in ("fr", "en"):
        citizen = await Citizen.arrives(http, lang=lang, theme="ecology")
        await citizen.says("Netflix")
        await asyncio.sleep(0.5)
        assert (await citizen.answers())["ecology.uses"]["lang"] == lang


async def test_a_finished_answer_is_labelled_as_a_whole(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says("Die Künstler", to=seen)
    await citizen.says("sollten besser bezahlt werden", to=seen)
    assert await labelled(citizen, "ecology.uses", "de") == "de"


async def test_a_correction_is_labelled_anew(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(GERMAN)
    assert await labelled(citizen, "ecology.uses", "de") == "de"
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(FRENCH)
    assert await labelled(citizen, "ecology.uses", "fr") == "fr"


async def test_a_correction_too_short_to_tell_has_the_language_of_the_conversation(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(GERMAN)
    assert await labelled(citizen, "ecology.uses", "de") == "de"
    await citizen.chooses("correct:ecology.uses")
    await citizen.says("Des films")
    assert await labelled(citizen, "ecology.uses", "fr", seconds=2) == "fr"


async def test_two_clear_messages_bring_one_suggestion(citizen: Citizen, catalogue: Catalogue) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(ENGLISH[0])
    assert suggestion(citizen) is None
    await citizen.says(ENGLISH[1])
    suggested = suggestion(citizen)
    assert suggested is not None
    assert suggested["text"] == catalogue.phrasebooks["en"].say("bot.suggest_language")
    assert suggested["lang"] == "en"
    assert [each["id"] for each in suggested["choices"]] == ["lang:en"]  # type: ignore[attr-defined]
    citizen.is_asked("ecology.decision")
    assert citizen.prompt["lang"] == "fr", "it never switches by itself"
    await citizen.says(ENGLISH[2])
    assert suggestion(citizen) is None, "and says so once"
    assert citizen.prompt["lang"] == "fr"
    assert {each["text"] for each in (await citizen.answers()).values()} == set(ENGLISH)


async def test_the_suggestion_is_taken_by_one_tap(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for text in ENGLISH[:2]:
        await citizen.says(text)
    await citizen.chooses("lang:en")
    citizen.is_asked("ecology.decision")
    assert citizen.prompt["lang"] == "en"


async def test_messages_in_two_other_languages_bring_none(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for text in (ENGLISH[0], FRENCH, ENGLISH[1]):
        await citizen.says(text)
        assert suggestion(citizen) is None


async def test_a_language_the_consultation_has_not_is_never_suggested(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for _ in range(3):
        await citizen.says(GERMAN)
        assert suggestion(citizen) is None


async def test_after_an_explicit_choice_nothing_is_suggested(citizen: Citizen) -> None:
    await citizen.chooses("lang:en")
    await citizen.chooses("lang:fr")
    await citizen.chooses("theme:ecology")
    for text in ENGLISH:
        await citizen.says(text)
        assert suggestion(citizen) is None
        assert citizen.prompt["lang"] == "fr"
